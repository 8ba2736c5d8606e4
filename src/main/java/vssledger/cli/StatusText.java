package vssledger.cli;

import java.io.PrintWriter;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import vssledger.pipeline.LedgerStatus;
import vssledger.pipeline.RunHistory;

/** How the ledger stands, for a person at a terminal. */
final class StatusText {

    private StatusText() {}

    static void print(LedgerStatus.Status status, PrintWriter out) {
        var inbox = status.inbox();
        out.println("Inbox");
        new TextTable("deliveries", "waiting for a run", "quarantined", "rejected", "newest arrival")
                .row(
                        inbox.deliveries(),
                        inbox.waiting(),
                        inbox.quarantined(),
                        inbox.rejected(),
                        inbox.newestAt() == null ? "none yet" : inbox.newestAt().truncatedTo(ChronoUnit.SECONDS))
                .print(out);

        out.println();
        out.println("Business days (new = never run, stale = touched since its run, done)");
        var days = new TextTable(
                "day", "deliveries", "sessions", "quarantined", "expected", "open breaks", "state", "run");
        status.days()
                .forEach(day -> days.row(
                        day.day(),
                        day.deliveries(),
                        day.sessions(),
                        day.quarantined(),
                        day.expected(),
                        day.breaks(),
                        day.state(),
                        day.runId() == null ? "" : day.runId().toString()));
        if (days.isEmpty()) {
            out.println("  none yet");
        } else {
            days.print(out);
        }

        out.println();
        out.println("Last runs");
        var runs = new TextTable("run", "from", "to", "late days", "status", "started", "took");
        status.runs()
                .forEach(run -> runs.row(
                        Long.toString(run.id()),
                        run.range().from(),
                        run.range().to(),
                        run.late() ? "too" : "",
                        run.status(),
                        run.startedAt() == null ? "" : run.startedAt().truncatedTo(ChronoUnit.SECONDS),
                        took(run)));
        if (runs.isEmpty()) {
            out.println("  none yet (see: vss run --help)");
        } else {
            runs.print(out);
        }
        out.flush();
    }

    private static String took(RunHistory.Run run) {
        return run.startedAt() == null || run.endedAt() == null
                ? ""
                : String.format(
                        Locale.ROOT,
                        "%.1f s",
                        Duration.between(run.startedAt(), run.endedAt()).toMillis() / 1000.0);
    }
}
