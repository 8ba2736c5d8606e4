package vssledger.cli.inbox;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import vssledger.capture.Ingest;
import vssledger.capture.Wrapper;
import vssledger.cli.Ledger;
import vssledger.cli.run.DryRunOption;
import vssledger.cli.text.StrictOption;
import vssledger.platform.Product;
import vssledger.platform.UserException;

@Command(
        name = "ingest",
        description = {
            "Takes files of webhook bodies as if each body had been posted: NDJSON, JSON objects or an array of them, also gzipped.",
            "A file is taken whole and once; the same file again changes nothing. If a file has two versions of a session,"
                    + " the later one counts."
        })
public final class IngestCommand implements Callable<Integer> {

    private static final String STDIN = "-";

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Option(
            names = "--product",
            paramLabel = "P",
            description =
                    "ivr, voice-messaging, number-masking or other. Default: found by the subaccount or by the shape of the body.")
    private @Nullable String product;

    @Option(
            names = "--received-at",
            paramLabel = "FIELD",
            description = {
                "The field of each JSON object with the time at which the webhook arrived, such as meta.receivedAt (ISO 8601, or"
                        + " seconds or milliseconds since 1970).",
                "Webhooks from such a log are ordered by that time, as if they had been posted then."
            })
    private @Nullable String receivedAt;

    @Option(
            names = "--body",
            paramLabel = "FIELD",
            description =
                    "The field of each JSON object with the webhook, as an object or as text. Default: the object itself.")
    private @Nullable String body;

    @Parameters(arity = "1..*", paramLabel = "FILE", description = "Files of bodies; - for standard input.")
    @SuppressWarnings("NullAway.Init")
    private List<String> files;

    @Mixin
    private final DryRunOption dryRun = new DryRunOption();

    @Mixin
    private final StrictOption strict = new StrictOption();

    @Override
    public Integer call() {
        var wrapper = Wrapper.of(receivedAt, body);
        var named = product == null ? null : Product.of(product);
        files.forEach(IngestCommand::requireReadable);
        var rejected = 0L;
        try (var ledger = Ledger.open(spec)) {
            var out = spec.commandLine().getOut();
            dryRun.announce(out);
            for (var file : files) {
                var taken = dryRun.doing(ledger, () -> take(ledger.the(Ingest.class), file, named, wrapper));
                rejected += taken.rejected();
                out.println(line(taken));
                out.flush();
            }
        }
        return strict.code(rejected > 0);
    }

    private static void requireReadable(String file) {
        if (!file.equals(STDIN) && (!Files.isRegularFile(Path.of(file)) || !Files.isReadable(Path.of(file)))) {
            throw new UserException("There is no readable file " + file + ". Nothing was taken.");
        }
    }

    private static Ingest.Taken take(Ingest ingest, String file, @Nullable Product product, Wrapper wrapper) {
        try (InputStream in = file.equals(STDIN) ? System.in : Files.newInputStream(Path.of(file))) {
            return ingest.take(file.equals(STDIN) ? "standard input" : file, in, product, wrapper);
        } catch (NoSuchFileException e) {
            throw new UserException("There is no file " + file + ".", e);
        } catch (IOException e) {
            throw new UserException(file + " cannot be read (" + e.getMessage() + ").", e);
        }
    }

    private static String line(Ingest.Taken taken) {
        if (taken.known()) {
            return taken.file() + ": taken before, nothing changed";
        }
        return taken.file() + ": " + count(taken.taken(), "delivery", "deliveries") + " taken"
                + (taken.rejected() == 0
                        ? ""
                        : ", " + count(taken.rejected(), "body", "bodies")
                                + " rejected (no JSON object; kept: vss rejected list)");
    }

    private static String count(long number, String one, String many) {
        return number + " " + (number == 1 ? one : many);
    }
}
