package vssledger.console.page;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import vssledger.alert.Alert;
import vssledger.alert.AlertKind;
import vssledger.run.LedgerStatus;
import vssledger.run.day.DayState;
import vssledger.run.history.RunSummary;

/**
 * Something that a person should look at.
 *
 * @param level {@code bad} or {@code warn}
 * @param text in a sentence
 * @param link where it is seen
 * @param since when it was first seen; null where that is not known
 * @param more what was wrong then, and what to do; null where the sentence says it all
 */
record Attention(
        String level,
        String text,
        String link,
        @Nullable Instant since,
        @Nullable String more) {

    private static final String BAD = "bad";
    private static final String WARN = "warn";
    private static final Set<RunSummary.State> BROKEN = Set.of(RunSummary.State.FAILED, RunSummary.State.DIED);

    private Attention(String level, String text, String link) {
        this(level, text, link, null, null);
    }

    /** All there is: alerts that are firing first, then what the ledger holds and no alert tells. */
    static List<Attention> of(List<Alert> alerts, LedgerStatus.Status status) {
        var all = new ArrayList<Attention>();
        alerts.forEach(alert -> all.add(new Attention(
                BAD,
                alert.title().replaceFirst("\\.?$", "."),
                link(alert.kind()),
                alert.since(),
                alert.text().strip())));
        var told = alerts.stream().map(Alert::kind).collect(Collectors.toSet());
        ofWebhooks(told, status, all);
        ofLedger(told, status, all);
        return all;
    }

    private static void ofWebhooks(Set<AlertKind> told, LedgerStatus.Status status, List<Attention> all) {
        var spool = status.spool();
        if (spool.deliveries() > 0 && !told.contains(AlertKind.SPOOL)) {
            all.add(new Attention(
                    BAD,
                    count(spool.deliveries(), "webhook waits", "webhooks wait") + " in the spool for the database.",
                    link(AlertKind.SPOOL)));
        }
        var silent = status.subAccounts().stream()
                .filter(account -> account.silence() != null)
                .count();
        if (silent > 0 && !told.contains(AlertKind.SILENCE)) {
            all.add(new Attention(
                    BAD,
                    count(silent, "subaccount has", "subaccounts have") + " gone silent.",
                    link(AlertKind.SILENCE)));
        }
    }

    private static void ofLedger(Set<AlertKind> told, LedgerStatus.Status status, List<Attention> all) {
        status.runs().stream()
                .findFirst()
                .filter(run -> BROKEN.contains(run.state()) && !told.contains(AlertKind.JOB_FAILED))
                .ifPresent(run -> all.add(new Attention(
                        BAD,
                        "The last run, " + run.id() + ", " + Words.lower(run.state()) + ".",
                        "/console/runs/" + run.id())));
        var stale = status.days().stream().filter(DayState::stale).count();
        if (stale > 0) {
            all.add(new Attention(
                    WARN,
                    count(stale, "day wants", "days want") + " another run: something came since.",
                    "/console/days"));
        }
        if (status.inbox().rejected() > 0) {
            all.add(new Attention(
                    WARN,
                    count(status.inbox().rejected(), "body was", "bodies were") + " refused and kept.",
                    "/console/rejected"));
        }
        if (status.inbox().quarantined() > 0) {
            all.add(new Attention(
                    WARN,
                    count(status.inbox().quarantined(), "delivery was", "deliveries were") + " not understood.",
                    "/console/quarantine"));
        }
    }

    /** Where that is seen of which an alert of this kind tells. */
    private static String link(AlertKind kind) {
        return switch (kind) {
            case SILENCE, SPOOL -> "/console/senders";
            case BREAKS -> "/console/breaks";
            case PARSE_LAG, JOB_FAILED, JOB_LATE -> "/console/runs";
            case FAILURES -> "/console/days";
        };
    }

    private static String count(long number, String one, String several) {
        return String.format(Locale.ROOT, "%,d ", number) + (number == 1 ? one : several);
    }
}
