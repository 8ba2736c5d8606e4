package vssledger.cli.admin;

import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import vssledger.cli.CommandGroup;
import vssledger.cli.Ledger;
import vssledger.cli.VssCommand;
import vssledger.cli.text.Json;
import vssledger.cli.text.TextTable;
import vssledger.retention.ArchivedMonths;

@Command(
        name = "archive",
        description = "Old months that are kept as files (vss.retention.archive).",
        subcommands = {ArchiveCommand.Listing.class, ArchiveCommand.Verify.class, ArchiveCommand.Restore.class})
public final class ArchiveCommand extends CommandGroup {

    @Command(name = "list", description = "Lists them.")
    static final class Listing implements Callable<Integer> {

        @Spec
        @SuppressWarnings("NullAway.Init")
        private CommandSpec spec;

        @Option(names = "--json", description = "Print the answer as JSON.")
        private boolean json;

        @Override
        public Integer call() {
            try (var ledger = Ledger.open(spec)) {
                var entries = ledger.the(ArchivedMonths.class).list();
                var out = spec.commandLine().getOut();
                if (json) {
                    Json.print(entries, out);
                } else {
                    print(entries, out);
                }
                return VssCommand.DONE;
            }
        }

        private static void print(List<ArchivedMonths.Entry> entries, PrintWriter out) {
            if (entries.isEmpty()) {
                out.println("No month is archived yet.");
            } else {
                var table = new TextTable("name", "rows", "bytes", "written", "");
                entries.forEach(entry -> table.row(
                        entry.name(),
                        entry.rows(),
                        entry.bytes(),
                        entry.writtenAt(),
                        switch (entry.state()) {
                            case WAITING -> "waits in the database; the next run writes it";
                            case ARCHIVED -> "";
                            case RESTORED -> "in the database again";
                        }));
                table.print(out);
            }
            out.flush();
        }
    }

    @Command(
            name = "verify",
            description = "Reads the files of a month to their end and compares them with its manifest.")
    static final class Verify implements Callable<Integer> {

        @Spec
        @SuppressWarnings("NullAway.Init")
        private CommandSpec spec;

        @Parameters(
                paramLabel = "NAME",
                description = "The name as listed, or another folder with the files of a month.")
        private String name = "";

        @Option(names = "--json", description = "Print the answer as JSON.")
        private boolean json;

        @Override
        public Integer call() {
            try (var ledger = Ledger.open(spec)) {
                var entry = ledger.the(ArchivedMonths.class).verify(name);
                tell(
                        entry,
                        entry.name() + " is whole: " + rows(entry) + ".",
                        json,
                        spec.commandLine().getOut());
                return VssCommand.DONE;
            }
        }
    }

    @Command(
            name = "restore",
            description = {
                "Takes a month back into the database, whole or not at all.",
                "It is kept there for 30 days (vss.retention.keep-restored), and then archived again."
            })
    static final class Restore implements Callable<Integer> {

        @Spec
        @SuppressWarnings("NullAway.Init")
        private CommandSpec spec;

        @Parameters(
                paramLabel = "NAME",
                description = "The name as listed, or another folder with the files of a month.")
        private String name = "";

        @Option(names = "--json", description = "Print the answer as JSON.")
        private boolean json;

        @Override
        public Integer call() {
            try (var ledger = Ledger.open(spec)) {
                var entry = ledger.the(ArchivedMonths.class).restore(name);
                tell(
                        entry,
                        entry.name() + " is in the database again: " + rows(entry) + ".",
                        json,
                        spec.commandLine().getOut());
                return VssCommand.DONE;
            }
        }
    }

    private static void tell(ArchivedMonths.Entry entry, String inWords, boolean json, PrintWriter out) {
        if (json) {
            Json.print(entry, out);
        } else {
            out.println(inWords);
        }
        out.flush();
    }

    private static String rows(ArchivedMonths.Entry entry) {
        return String.format(Locale.ROOT, "%,d rows", entry.rows());
    }
}
