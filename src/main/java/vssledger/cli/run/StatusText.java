package vssledger.cli.run;

import java.io.PrintWriter;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import vssledger.alert.Alert;
import vssledger.capture.SpoolDepth;
import vssledger.capture.SubAccountRhythm;
import vssledger.cli.text.Age;
import vssledger.cli.text.TextTable;
import vssledger.run.LedgerStatus;
import vssledger.worker.WorkerState;

/** How the ledger stands, for a person at a terminal. */
final class StatusText {

    /** More of them than a person reads are told by {@code --json} only. */
    private static final int SUB_ACCOUNTS = 100;

    private StatusText() {}

    static void print(LedgerStatus.Status status, PrintWriter out) {
        out.println("Inbox");
        inbox(status).print(out);
        if (status.inbox().rejected() > 0) {
            out.println("  REJECTED: "
                    + String.format(Locale.ROOT, "%,d", status.inbox().rejected())
                    + (status.inbox().rejected() == 1 ? " body was" : " bodies were")
                    + " refused and kept (vss rejected list)");
        }
        print(status.spool(), status.at(), out);
        print(status.alerts(), status.at(), out);

        out.println();
        out.println("Subaccounts (webhooks of the last 28 days)");
        print(subAccounts(status), "none yet", out);
        if (status.subAccounts().size() > SUB_ACCOUNTS) {
            out.println("  and " + (status.subAccounts().size() - SUB_ACCOUNTS) + " more (see: vss status --json)");
        }

        out.println();
        out.println("Business days");
        if (status.days().isEmpty()) {
            out.println("  none yet");
        } else {
            DaysText.calendar(status.days(), out);
            out.println();
            DaysText.table(status.days()).print(out);
        }

        out.println();
        out.println("Last runs");
        print(RunsText.table(status.runs()), "none yet (see: vss run --help)", out);
        workers(status.workers(), out);
        out.flush();
    }

    private static void print(SpoolDepth spool, Instant at, PrintWriter out) {
        if (spool.deliveries() > 0 && spool.oldest() != null) {
            out.println("  SPOOL: " + String.format(Locale.ROOT, "%,d", spool.deliveries())
                    + " more wait on this machine for the database, the first for "
                    + Age.of(spool.oldest(), at) + " (vss serve carries them over)");
        }
    }

    /** Nothing where there is none: a run needs none. */
    private static void workers(List<WorkerState> workers, PrintWriter out) {
        if (!workers.isEmpty()) {
            out.println();
            out.println("Workers");
            var table = new TextTable("worker", "since", "partitions");
            workers.forEach(
                    worker -> table.row(worker.name(), seconds(worker.since()), Long.toString(worker.partitions())));
            table.print(out);
        }
    }

    /** With what is to be done; nothing where none is firing. */
    private static void print(List<Alert> alerts, Instant at, PrintWriter out) {
        if (!alerts.isEmpty()) {
            out.println();
            out.println("Alerts that are firing");
            alerts.forEach(alert -> {
                out.println("  " + alert.title() + ", for " + Age.of(alert.since(), at) + " (since "
                        + seconds(alert.since()) + ")");
                alert.text()
                        .strip()
                        .lines()
                        .map(line -> ("    " + line).stripTrailing())
                        .forEach(out::println);
            });
        }
    }

    private static TextTable inbox(LedgerStatus.Status status) {
        var inbox = status.inbox();
        var since = inbox.waitingSince();
        return new TextTable(
                        "deliveries", "waiting for a run", "waiting since", "quarantined", "rejected", "newest arrival")
                .row(
                        inbox.deliveries(),
                        inbox.waiting(),
                        since == null ? "" : seconds(since) + " (" + Age.of(since, status.at()) + ")",
                        inbox.quarantined(),
                        inbox.rejected(),
                        inbox.newestAt() == null ? "none yet" : seconds(inbox.newestAt()));
    }

    private static TextTable subAccounts(LedgerStatus.Status status) {
        var table = new TextTable("subaccount", "last delivery", "age", "last 24 h", "");
        status.subAccounts().stream()
                .limit(SUB_ACCOUNTS)
                .forEach(account -> table.row(
                        account.subAccountId(),
                        seconds(account.lastAt()),
                        Age.of(account.lastAt(), status.at()),
                        account.lastDay(),
                        silence(account)));
        return table;
    }

    private static String silence(SubAccountRhythm account) {
        var silence = account.silence();
        return silence == null
                ? ""
                : String.format(Locale.ROOT, "SILENT: usually at least %,d in this time", silence.usual());
    }

    private static void print(TextTable table, String none, PrintWriter out) {
        if (table.isEmpty()) {
            out.println("  " + none);
        } else {
            table.print(out);
        }
    }

    private static String seconds(@Nullable Instant time) {
        return time == null ? "" : time.truncatedTo(ChronoUnit.SECONDS).toString();
    }
}
