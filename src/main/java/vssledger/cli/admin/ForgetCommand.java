package vssledger.cli.admin;

import java.io.PrintWriter;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import vssledger.cli.Ledger;
import vssledger.cli.VssCommand;
import vssledger.cli.text.Json;
import vssledger.report.ReportScope;
import vssledger.retention.NumberErasure;

@Command(
        name = "forget",
        description = {
            "Erases personal data for good: a phone number wherever it stands, or all phone numbers of a session,",
            "from the inbox, facts, quarantine and expectations. Counts and amounts stay as they were.",
            "Without --yes it only shows what it would erase."
        })
public final class ForgetCommand implements Callable<Integer> {

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    /** What to forget. */
    private static final class What {

        @Option(
                names = "--number",
                paramLabel = "N",
                description = "A phone number in international form: +6591234567.")
        private @Nullable String number;

        @Option(names = "--session", paramLabel = "ID", description = "A session, by 8x8's id.")
        private @Nullable String session;
    }

    @ArgGroup(multiplicity = "1")
    @SuppressWarnings("NullAway.Init")
    private What what;

    @Option(
            names = "--subaccount",
            paramLabel = "S",
            description = "The subaccount of the session, if several subaccounts have this session id.")
    private @Nullable String subAccount;

    /** Whether it is done. */
    private static final class Whether {

        @Option(names = "--yes", description = "Do it. It cannot be undone.")
        private boolean yes;

        @Option(names = "--dry-run", description = "Only show what would be erased, as without --yes.")
        private boolean dryRun;

        boolean isDone() {
            return yes && !dryRun;
        }
    }

    @ArgGroup(multiplicity = "0..1")
    private Whether whether = new Whether();

    @Option(names = "--json", description = "Print the answer as JSON.")
    private boolean json;

    @Override
    public Integer call() {
        try (var ledger = Ledger.open(spec)) {
            var forgetting = ledger.the(NumberErasure.class);
            var forgotten = what.session != null
                    ? forgetting.session(what.session, subAccount, whether.isDone())
                    : forgetting.number(String.valueOf(what.number), whether.isDone());
            var out = spec.commandLine().getOut();
            if (json) {
                Json.print(forgotten, out);
            } else {
                print(forgotten, out);
            }
            return VssCommand.DONE;
        }
    }

    private void print(NumberErasure.Forgotten forgotten, PrintWriter out) {
        var deliveries = forgotten.deliveries() + (forgotten.deliveries() == 1 ? " delivery" : " deliveries");
        out.println((whether.isDone() ? "Erased" : "Would be erased") + ": " + forgotten.numbers()
                + (forgotten.numbers() == 1 ? " number" : " numbers") + ", from " + deliveries
                + (forgotten.rejected() == 0 ? "" : ", " + forgotten.rejected() + " rejected bodies")
                + " and the facts and expectations of "
                + forgotten.days().size() + (forgotten.days().size() == 1 ? " day" : " days"));
        if (!whether.isDone()) {
            out.println("Nothing is changed. To erase it for good, add --yes.");
        } else if (!forgotten.days().isEmpty()) {
            out.println("The next run of these days makes their reports anew: "
                    + forgotten.days().stream().map(Object::toString).collect(Collectors.joining(", ")));
        }
        if (!forgotten.editions().isEmpty()) {
            out.println("Files of editions made before may still tell it; delete them where you must: "
                    + forgotten.editions().stream().map(ReportScope::toString).collect(Collectors.joining(", ")));
        }
        out.flush();
    }
}
