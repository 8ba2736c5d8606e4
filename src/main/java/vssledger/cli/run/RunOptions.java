package vssledger.cli.run;

import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.TypeConversionException;
import vssledger.platform.Product;
import vssledger.run.RunRequest;
import vssledger.run.RunRequest.Order;
import vssledger.run.RunRequest.Part;
import vssledger.run.RunRequest.Sending;
import vssledger.run.RunRequest.Which;

/** What is done of the days of a run, and how. */
final class RunOptions {

    private static final String OLD_NO_SEND = "--no-deliver";

    @Option(
            names = "--which",
            split = ",",
            paramLabel = "WHICH",
            description = "Which days of the range are done again: missing, failed, stale (touched since), all."
                    + " Default: missing,failed,stale.")
    private Set<Which> which = EnumSet.of(Which.MISSING, Which.FAILED, Which.STALE);

    @Option(
            names = "--only",
            split = ",",
            paramLabel = "PART",
            converter = PartName.class,
            description = "Only these parts: parse, reconcile, export, send. Default: all, in this order.")
    private Set<Part> only = EnumSet.allOf(Part.class);

    @Option(
            names = "--product",
            paramLabel = "P",
            description = "Only days of the range that have something of this product. Such a day is always run whole.")
    private @Nullable String product;

    @Option(names = "--newest-first", description = "Start with the newest day. Default: with the oldest.")
    private boolean newestFirst;

    @Option(
            names = "--parallel",
            paramLabel = "N",
            defaultValue = "0",
            description =
                    "Partitions that are parsed, and editions or reports that are written, side by side. Default: the settings for"
                            + " parsing, 1 edition, and one report of a large edition per processor.")
    private int parallel;

    @Option(
            names = "--reparse",
            description = "Derive the facts of the range again from the inbox, and show what differs.")
    private boolean reparse;

    @Option(names = "--no-send", description = "Make the reports, but send them to nobody.")
    private boolean noSend;

    /** As it was called before; it is taken until version 1.0. */
    @Option(names = OLD_NO_SEND, hidden = true)
    private boolean noDeliver;

    @Option(
            names = "--resend",
            description = "Only send again what was sent for these days: the same files, with the same text.")
    private boolean resend;

    /** @param hasRange whether the days were named */
    void check(CommandSpec spec, boolean hasRange) {
        tellNewNames(spec);
        if (resend && isNotSent()) {
            throw new ParameterException(spec.commandLine(), "Choose one: --resend or --no-send.");
        }
        if (resend && reparse) {
            throw new ParameterException(spec.commandLine(), "Choose one: --resend or --reparse.");
        }
        if (resend && !hasRange) {
            throw new ParameterException(
                    spec.commandLine(), "Name the days whose reports are to be sent again: --from and --to.");
        }
        if (reparse && !hasRange) {
            throw new ParameterException(
                    spec.commandLine(), "Name the days that are to be derived anew: --from and --to.");
        }
        if (!hasRange && (product != null || which.contains(Which.ALL))) {
            throw new ParameterException(
                    spec.commandLine(), "Name the days of which these are chosen: --from and --to.");
        }
    }

    private boolean isNotSent() {
        return noSend || noDeliver;
    }

    private void tellNewNames(CommandSpec spec) {
        if (noDeliver) {
            tellNewName(spec, OLD_NO_SEND, "--no-send");
        }
        var parts = spec.commandLine().getParseResult().matchedOption("--only");
        if (parts != null && parts.originalStringValues().stream().anyMatch(Part.OLD_NAME_OF_SEND::equalsIgnoreCase)) {
            tellNewName(spec, "--only " + Part.OLD_NAME_OF_SEND, "--only send");
        }
    }

    private static void tellNewName(CommandSpec spec, String old, String now) {
        spec.commandLine()
                .getErr()
                .println(old + " is called " + now + " now; the old name is taken until version 1.0.");
    }

    /** The name of a part, as it is typed. */
    private static final class PartName implements ITypeConverter<Part> {

        @Override
        public Part convert(String name) {
            try {
                return Part.of(name);
            } catch (IllegalArgumentException e) {
                throw new TypeConversionException("'" + name + "' is none of: parse, reconcile, export, send");
            }
        }
    }

    RunRequest applied(RunRequest request) {
        var all = (reparse ? request.reparsing() : request)
                .which(which)
                .of(product == null ? null : Product.of(product))
                .only(only)
                .in(new Order(newestFirst, parallel));
        return isNotSent() ? all.sending(Sending.NONE) : resend ? all.sending(Sending.AGAIN) : all;
    }
}
