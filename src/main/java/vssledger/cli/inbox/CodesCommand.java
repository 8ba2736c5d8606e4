package vssledger.cli.inbox;

import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import vssledger.cli.Ledger;
import vssledger.cli.VssCommand;
import vssledger.cli.text.Json;
import vssledger.cli.text.TextTable;
import vssledger.fact.CodeFamily;
import vssledger.fact.Codes;
import vssledger.platform.UserException;

@Command(
        name = "codes",
        description = {
            "What a code means and what to do: errors of sessions, status codes of the Callflows API, SIP codes of the bill. Yours",
            "in config/codes.yml add to the ledger's own and go before them."
        })
public final class CodesCommand implements Callable<Integer> {

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Parameters(arity = "0..1", paramLabel = "CODE", description = "Only this one, such as 486 or -- -2004.")
    private @Nullable Integer code;

    @Option(
            names = "--family",
            paramLabel = "F",
            description = "Only of this family: session-error, api-status or sip.")
    private @Nullable String family;

    @Option(names = "--json", description = "Print the answer as JSON.")
    private boolean json;

    @Override
    public Integer call() {
        var wanted = family == null
                ? null
                : CodeFamily.find(family)
                        .orElseThrow(() -> new UserException(
                                "There is no family \"" + family + "\". Use one of: " + CodeFamily.codes() + "."));
        try (var ledger =
                Ledger.with(spec).set("spring.main.lazy-initialization", true).open()) {
            var found = ledger.the(Codes.class).all().stream()
                    .filter(one -> wanted == null || one.family() == wanted)
                    .filter(one -> code == null || one.code() == code)
                    .toList();
            var out = spec.commandLine().getOut();
            if (json) {
                Json.print(found, out);
            } else if (found.isEmpty()) {
                out.println("No such code is known. Ask 8x8 support what it means, then add it to config/codes.yml.");
            } else {
                var table = new TextTable("family", "code", "lies with", "meaning", "another try", "what to do");
                found.forEach(one -> table.row(
                        one.family().code(),
                        Integer.toString(one.code()),
                        one.liesWith(),
                        one.meaning(),
                        one.retryable() ? "yes" : "no",
                        one.remedy()));
                table.print(out);
            }
            out.flush();
            return VssCommand.DONE;
        }
    }
}
