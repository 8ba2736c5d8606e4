package vssledger.expected;

import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;
import vssledger.expected.file.ReadingChoice;

/**
 * What people say of a file that is imported.
 *
 * @param reading how it is read, where it is not written as files of its source are; before what is configured
 * @param nothingBilled that a file without lines means that there was nothing
 * @param confirmation asks whoever is there whether a file is read rightly: told how it is read, and what to tell somebody who
 *     cannot be asked
 */
public record ImportOptions(ReadingChoice reading, boolean nothingBilled, BiPredicate<String, String> confirmation) {

    /** Nothing is said, and nobody can be asked. */
    public static final ImportOptions NONE =
            new ImportOptions(ReadingChoice.NONE, false, (reading, otherwise) -> false);

    /** Of a file that 8x8 has just made: nobody has saved it since, and without lines it says that there was nothing. */
    static final ImportOptions FETCHED = new ImportOptions(ReadingChoice.PLAIN, true, (reading, otherwise) -> false);

    /**
     * How a file is read, in the words of the command's options; null for what is not said.
     *
     * @param separator {@code comma}, {@code semicolon}, {@code tab}, {@code pipe} or the character
     * @param decimal {@code comma} or {@code point}
     * @param dates {@code iso}, {@code dmy} or {@code mdy}
     * @param charset such as {@code utf-8}
     * @param confirmed whether it is taken as it would be read
     * @throws vssledger.platform.UserException if one of them says nothing that is known
     */
    public ImportOptions readAs(
            @Nullable String separator,
            @Nullable String decimal,
            @Nullable String dates,
            @Nullable String charset,
            boolean confirmed) {
        return new ImportOptions(
                new ReadingChoice(separator, decimal, dates, charset, confirmed), nothingBilled, confirmation);
    }

    /** A file without lines says that there was nothing. */
    public ImportOptions evenIfNothingBilled() {
        return new ImportOptions(reading, true, confirmation);
    }

    /** Somebody can be asked whether a file is read rightly. */
    public ImportOptions confirmedBy(BiPredicate<String, String> asked) {
        return new ImportOptions(reading, nothingBilled, asked);
    }
}
