package vssledger.console.page;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.stereotype.Component;
import vssledger.eightxeight.WebhookCheck;
import vssledger.eightxeight.Webhooks;
import vssledger.platform.UserException;

/** How 8x8 has the webhooks of our subaccounts registered: asked over the network, and kept for some minutes. */
@Component
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
class Registrations {

    private static final Duration KEPT = Duration.ofMinutes(5);

    /** Who presses a button twice, or several at once, lets 8x8 be asked once. */
    private static final Duration KEPT_AT_LEAST = Duration.ofSeconds(10);

    private final Webhooks webhooks;
    private final Clock clock;
    private @Nullable Answer last;

    Registrations(Webhooks webhooks, Clock clock) {
        this.webhooks = webhooks;
        this.clock = clock;
    }

    /**
     * What 8x8 told.
     *
     * @param problem why it could not be asked at all, and what to do; null where it was
     */
    record Answer(
            Instant at, List<WebhookCheck> checks, @Nullable String problem) {}

    /**
     * The last answer as long as it is fresh, or a new one.
     *
     * @param anew whether it is to be as fresh as can be
     */
    synchronized Answer of(boolean anew) {
        var kept = last;
        var oldest = clock.instant().minus(anew ? KEPT_AT_LEAST : KEPT);
        if (kept == null || kept.problem() != null || kept.at().isBefore(oldest)) {
            kept = ask();
            last = kept;
        }
        return kept;
    }

    private Answer ask() {
        try {
            if (!webhooks.hasKey()) {
                return answer(
                        List.of(),
                        "There is no API key of 8x8, so it cannot be asked. Set VSS_EIGHTXEIGHT_KEY to yours, or"
                                + " vss.eightxeight.key-file to a file that holds it, and start the server anew.");
            }
            return answer(webhooks.check(webhooks.subAccounts()), null);
        } catch (UserException e) {
            return answer(List.of(), e.getMessage());
        }
    }

    private Answer answer(List<WebhookCheck> checks, @Nullable String problem) {
        return new Answer(clock.instant(), checks, problem);
    }
}
