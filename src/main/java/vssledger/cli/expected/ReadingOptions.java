package vssledger.cli.expected;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import vssledger.cli.text.Question;
import vssledger.expected.ImportOptions;

/** How a file that a spreadsheet has saved is read: what is not said is found, shown, and asked for at a terminal. */
final class ReadingOptions {

    @Option(
            names = "--separator",
            paramLabel = "C",
            description =
                    "The character between the columns: comma, semicolon, tab or pipe. Default: found in the file.")
    private @Nullable String separator;

    @Option(
            names = "--decimal",
            paramLabel = "MARK",
            description = "The decimal mark of its numbers: comma or point. Default: found in the file.")
    private @Nullable String decimal;

    @Option(
            names = "--dates",
            paramLabel = "ORDER",
            description =
                    "The order of its dates: iso, dmy (20/11/2026) or mdy (11/20/2026). Default: found in the file.")
    private @Nullable String dates;

    @Option(
            names = "--charset",
            paramLabel = "NAME",
            description = "Its character set, such as utf-8, utf-16 or windows-1252. Default: found in the file.")
    private @Nullable String charset;

    @Option(
            names = "--yes",
            description = "Take a file that a spreadsheet has saved as it would be read, without asking first.")
    private boolean yes;

    @Option(
            names = {"--nothing-billed", "--nothing-sent"},
            description = "Take a file without lines, because nothing was billed or sent.")
    private boolean nothingBilled;

    /** What they say. Whoever sits at the terminal is asked the rest. */
    ImportOptions options() {
        var options = ImportOptions.NONE
                .readAs(separator, decimal, dates, charset, yes)
                .confirmedBy((reading, otherwise) -> Question.isAnsweredYes(
                        reading + "\nIs it read rightly, and to be taken like this?", otherwise));
        return nothingBilled ? options.evenIfNothingBilled() : options;
    }
}
