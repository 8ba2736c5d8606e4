package vssledger.alert;

import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.springframework.stereotype.Component;
import vssledger.capture.Rhythm;
import vssledger.capture.SubAccountRhythm;

/** Subaccounts from which nothing comes where something always did. */
@Component
class SilenceWatch implements Watch {

    private final Rhythm rhythm;
    private final AlertProperties properties;

    SilenceWatch(Rhythm rhythm, AlertProperties properties) {
        this.rhythm = rhythm;
        this.properties = properties;
    }

    @Override
    public Set<AlertKind> kinds() {
        return Set.of(AlertKind.SILENCE);
    }

    @Override
    public List<AlertCondition> look() {
        return properties.silence()
                ? rhythm.now().stream()
                        .filter(account -> account.silence() != null)
                        .map(SilenceWatch::condition)
                        .toList()
                : List.of();
    }

    private static AlertCondition condition(SubAccountRhythm account) {
        var silence = account.silence();
        return new AlertCondition(
                AlertKind.SILENCE,
                account.subAccountId(),
                account.subAccountId() + " is silent",
                String.format(
                        Locale.ROOT,
                        "Its last webhook came at %s; at this time of the weeks before, at least %,d always came."
                                + " See: vss webhook verify --subaccount %s",
                        account.lastAt().truncatedTo(ChronoUnit.SECONDS),
                        silence == null ? 0 : silence.usual(),
                        account.subAccountId()));
    }
}
