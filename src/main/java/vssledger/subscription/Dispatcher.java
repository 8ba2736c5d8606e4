package vssledger.subscription;

import java.time.Clock;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Component;
import vssledger.platform.UserException;
import vssledger.report.ReportScope;
import vssledger.report.edition.EditionId;
import vssledger.report.edition.Editions;
import vssledger.subscription.SubscriptionProperties.Recipient;
import vssledger.subscription.SubscriptionProperties.WhenEmpty;

/**
 * Brings editions to their recipients, each edition once: what was sent is not sent again, and what may have been sent when
 * its program died is not either. What failed is tried again by a server after a while that grows, and by every run.
 */
@Component
@EnableConfigurationProperties(SubscriptionProperties.class)
public class Dispatcher {

    private static final Logger log = LoggerFactory.getLogger(Dispatcher.class);

    private final SubscriptionProperties properties;
    private final DispatchStore store;
    private final List<DispatchChannel> channels;
    private final Editions editions;
    private final OpsMessages ops;
    private final Clock clock;

    Dispatcher(
            SubscriptionProperties properties,
            DispatchStore store,
            List<DispatchChannel> channels,
            Editions editions,
            OpsMessages ops,
            Clock clock) {
        this.properties = properties;
        this.store = store;
        this.channels = channels;
        this.editions = editions;
        this.ops = ops;
        this.clock = clock;
    }

    /**
     * Sends these to those who do not have them, and what failed before. A later edition goes as a correction to those for whom
     * something in it is otherwise, and not to others. Only one program at a time may.
     *
     * @param asked the scope for which they were made
     * @param schedule whose recipients get it; null for those that get the reports of every run
     */
    public void deliver(List<EditionId> made, ReportScope asked, @Nullable String schedule) {
        tellUnsure();
        for (var edition : made) {
            for (var recipient : properties.recipients()) {
                if (isFor(recipient, edition, asked, schedule)) {
                    enter(edition, recipient);
                }
            }
        }
        send(store.due(null));
    }

    private void enter(EditionId edition, Recipient recipient) {
        var had = store.had(recipient.name(), edition);
        var isEmpty = had.isEmpty()
                && recipient.whenEmpty() == WhenEmpty.SKIP
                && editions.sessions(edition).equals(OptionalLong.of(0));
        var isSame = had.isPresent()
                && editions.isSame(new EditionId(edition.scope(), had.getAsInt()), edition, recipient.files());
        store.add(
                edition,
                recipient.name(),
                isSame ? "UNCHANGED" : isEmpty ? "EMPTY" : "DUE",
                had.isPresent() ? had.getAsInt() : null);
    }

    /**
     * Sends once more what was sent: to each recipient the edition that they were sent last, with the same files and the same words,
     * whatever has changed since. Those who were sent none get the newest edition. Only one program at a time may.
     *
     * @param asked of which days; if it is not narrowed, what was sent of some of their products or subaccounts is sent, too
     * @param newest edition of that; null if there is none
     * @param schedule whose recipients get it; null for those that get the reports of every run
     * @throws UserException if nothing was sent of these days, and there is nothing to send
     */
    public void sendAgain(ReportScope asked, @Nullable EditionId newest, @Nullable String schedule) {
        tellUnsure();
        var isAny = newest != null;
        for (var recipient : properties.recipients()) {
            if (store.again(recipient.name(), asked)) {
                isAny = true;
            } else if (newest != null && isFor(recipient, newest, asked, schedule)) {
                enter(newest, recipient);
            }
        }
        if (!isAny) {
            throw new UserException("Nothing was sent of " + asked.inWords()
                    + " and there are no reports of it. Name the days of one edition, as the mail or vss runs show tells"
                    + " them, or run these days without --resend.");
        }
        send(store.due(null));
    }

    /**
     * Whoever has an edition of a scope gets later ones too; late days that were never told are for every run's recipients, and
     * what is narrowed for those of its schedule only.
     */
    private boolean isFor(Recipient recipient, EditionId edition, ReportScope asked, @Nullable String schedule) {
        var isAsked = edition.scope().equals(asked);
        var isMeant = schedule == null
                ? recipient.schedules().isEmpty() && ((isAsked && !asked.isNarrowed()) || isUntoldDay(edition))
                : recipient.schedules().contains(schedule) && isAsked;
        return isMeant || store.isKnown(recipient.name(), edition.scope());
    }

    private static boolean isUntoldDay(EditionId edition) {
        var range = edition.scope().range();
        return edition.number() == 1
                && range.from().equals(range.to())
                && !edition.scope().isNarrowed();
    }

    /** Whether something failed whose time has come again. */
    public boolean isAnyToBeRetried() {
        return !store.due(clock.instant()).isEmpty();
    }

    /** Sends what failed and whose time has come again. Only one program at a time may. */
    public void retry() {
        tellUnsure();
        send(store.due(clock.instant()));
    }

    private void tellUnsure() {
        var unsure = store.unsure();
        if (unsure > 0) {
            log.warn(
                    "The program ended while it was sending {} reports: they may have arrived, and are not sent again.",
                    unsure);
        }
    }

    private void send(List<DispatchStore.Due> all) {
        var recipients = properties.recipients().stream().collect(Collectors.toMap(Recipient::name, r -> r));
        for (var due : all) {
            var recipient = recipients.get(due.recipient());
            if (recipient != null) { // else no longer in the configuration; should the name come back, it goes on
                send(due, recipient);
            }
        }
    }

    private void failed(DispatchStore.Due due, Recipient recipient, String problem) {
        var range = due.edition().scope().range();
        var what = recipient.workbook() + " of " + due.edition().scope().inWords() + " did not reach " + due.recipient()
                + ": " + problem;
        var again = store.failed(due.id(), problem, properties.attempts());
        if (again != null) {
            log.warn("{} It is tried again at {}, or by the next run.", what, again);
        } else {
            log.error("{} It is given up.", what);
            ops.tell(
                    "A dispatch was given up",
                    what + "\n\nOnce the cause is mended: vss run --resend --from " + range.from() + " --to "
                            + range.to());
        }
    }

    private void send(DispatchStore.Due due, Recipient recipient) {
        var edition = new ReadyEdition(due.edition(), editions.folder(due.edition()), due.corrects());
        store.sending(due.id());
        try {
            for (var channel : channels) {
                if (channel.serves(recipient)) {
                    channel.send(edition, recipient);
                }
            }
            store.sent(due.id());
            log.info(
                    "Sent {} of {}, edition {}, to {}",
                    recipient.workbook(),
                    due.edition().scope(),
                    due.edition().number(),
                    due.recipient());
        } catch (RuntimeException e) {
            failed(due, recipient, String.valueOf(e.getMessage()));
        }
    }
}
