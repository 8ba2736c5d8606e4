package vssledger.expected.file;

import java.nio.charset.Charset;
import java.util.Arrays;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import vssledger.platform.UserException;

/**
 * What people say of how a file is to be read, as options of the command or in the configuration. What they say nothing of is found in
 * the file.
 *
 * @param separator between the columns: a character, or {@code comma}, {@code semicolon}, {@code tab}, {@code pipe}
 * @param decimal {@code comma} or {@code point}
 * @param dates {@code iso}, {@code dmy} or {@code mdy}
 * @param charset such as {@code utf-8} or {@code windows-1252}
 * @param confirmed whether they take the file as it was shown
 */
public record ReadingChoice(
        @Nullable String separator,
        @Nullable String decimal,
        @Nullable String dates,
        @Nullable String charset,
        boolean confirmed) {

    /** Nothing is said. */
    public static final ReadingChoice NONE = new ReadingChoice(null, null, null, null, false);

    /** All is as 8x8 documents it. */
    public static final ReadingChoice PLAIN = new ReadingChoice("comma", "point", "iso", "utf-8", false);

    /**
     * Checks what is said.
     *
     * @throws UserException that names what can be said instead
     */
    public ReadingChoice {
        parsedSeparator(separator);
        oneOf(DecimalMark.class, "decimal", decimal);
        oneOf(DateOrder.class, "dates", dates);
        parsedCharset(charset);
    }

    /** This, and of what it says nothing what the other says. */
    public ReadingChoice or(ReadingChoice other) {
        return new ReadingChoice(
                separator == null ? other.separator : separator,
                decimal == null ? other.decimal : decimal,
                dates == null ? other.dates : dates,
                charset == null ? other.charset : charset,
                confirmed || other.confirmed);
    }

    /** Whether it says how to read, and not only yes. */
    boolean isStated() {
        return separator != null || decimal != null || dates != null || charset != null;
    }

    /** What is said, as options of the command, each with a blank before it. */
    String inOptions() {
        return option("separator", separator)
                + option("decimal", decimal)
                + option("dates", dates)
                + option("charset", charset);
    }

    private static String option(String name, @Nullable String said) {
        return said == null ? "" : " --" + name + (said.matches("\\w[\\w-]*") ? " " + said : " '" + said + "'");
    }

    @Nullable Character separatorChar() {
        return parsedSeparator(separator);
    }

    @Nullable DecimalMark decimalMark() {
        return oneOf(DecimalMark.class, "decimal", decimal);
    }

    @Nullable DateOrder dateOrder() {
        return oneOf(DateOrder.class, "dates", dates);
    }

    @Nullable Charset namedCharset() {
        return parsedCharset(charset);
    }

    private static @Nullable Character parsedSeparator(@Nullable String said) {
        if (said == null) {
            return null;
        }
        return switch (said.toLowerCase(Locale.ROOT)) {
            case ",", "comma" -> ',';
            case ";", "semicolon" -> ';';
            case "\t", "tab", "\\t" -> '\t';
            case "|", "pipe" -> '|';
            default ->
                throw new UserException("\"" + said + "\" does not separate columns. Use one of: comma, semicolon, tab,"
                        + " pipe. Nothing was imported.");
        };
    }

    private static <E extends Enum<E>> @Nullable E oneOf(Class<E> values, String what, @Nullable String said) {
        if (said == null) {
            return null;
        }
        var all = Objects.requireNonNull(values.getEnumConstants());
        return Arrays.stream(all)
                .filter(value -> value.name().equalsIgnoreCase(said))
                .findFirst()
                .orElseThrow(() -> new UserException("\"" + said + "\" is not known as " + what + ". Use one of: "
                        + Arrays.stream(all)
                                .map(value -> value.name().toLowerCase(Locale.ROOT))
                                .collect(Collectors.joining(", "))
                        + ". Nothing was imported."));
    }

    private static @Nullable Charset parsedCharset(@Nullable String said) {
        try {
            return said == null ? null : Charset.forName(said);
        } catch (IllegalArgumentException e) {
            throw new UserException(
                    "There is no charset \"" + said + "\". Use one such as utf-8, utf-16 or windows-1252. Nothing was"
                            + " imported.",
                    e);
        }
    }
}
