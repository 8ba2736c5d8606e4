package vssledger.cli.run;

import java.io.PrintWriter;
import java.time.LocalDate;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import picocli.CommandLine.Option;
import vssledger.cli.Ledger;
import vssledger.run.preview.Preview;

/** {@code --dry-run}: tells what would come of it, and does none of it. */
public final class DryRunOption {

    @Option(names = "--dry-run", description = "Change nothing; show what would change, and which days it would touch.")
    private boolean dryRun;

    private final TreeSet<LocalDate> days = new TreeSet<>();

    /** Whether it was given. */
    public boolean isOn() {
        return dryRun;
    }

    /** One that is on, for a command that tells first and asks then. */
    public static DryRunOption on() {
        var option = new DryRunOption();
        option.dryRun = true;
        return option;
    }

    /** Does it, or only as if. The work has to be done in the transaction of its caller. */
    public <T> T doing(Ledger ledger, Supplier<T> work) {
        if (!dryRun) {
            return work.get();
        }
        var rehearsed = ledger.the(Preview.class).of(work);
        days.addAll(rehearsed.days());
        return rehearsed.result();
    }

    /** Before what would come of it. */
    public void announce(PrintWriter out) {
        if (dryRun) {
            out.println("Dry run: nothing is changed. What would come of it:");
        }
    }

    /** After it: the days that are touched, and what becomes of them. */
    public void tellDays(PrintWriter out) {
        if (dryRun) {
            out.println(
                    days.isEmpty()
                            ? "No business day would be touched."
                            : "Days that would be stale, and that the next run would carry on: "
                                    + days.stream().map(LocalDate::toString).collect(Collectors.joining(", ")));
        }
    }
}
