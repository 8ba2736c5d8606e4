package vssledger.expected.file;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What the columns of a source are, by their names, in whatever case and with whatever separators a file writes them.
 *
 * @param required columns that a file of the source has; of several names for one, any will do
 * @param numbers amounts, prices and seconds
 * @param summed those of the numbers that a total row adds up
 * @param times times of day
 * @param ids identifiers and phone numbers
 */
public record ColumnRoles(
        List<List<String>> required, Set<String> numbers, Set<String> summed, Set<String> times, Set<String> ids) {

    private static final Pattern SEPARATORS = Pattern.compile("[\\s_.-]+");

    /** Takes the names in any spelling. */
    public ColumnRoles {
        numbers = plain(numbers);
        summed = plain(summed);
        times = plain(times);
        ids = plain(ids);
    }

    /** A name without the differences that do not matter: {@code SubAccountId}, {@code sub_account_id}, {@code sub account id}. */
    public static String plain(String name) {
        return SEPARATORS.matcher(name).replaceAll("").toLowerCase(Locale.ROOT);
    }

    private static Set<String> plain(Set<String> names) {
        return names.stream().map(ColumnRoles::plain).collect(Collectors.toUnmodifiableSet());
    }

    /** Whether these fields are the header of a file of the source. */
    boolean isHeader(List<String> fields) {
        var names = fields.stream().map(ColumnRoles::plain).collect(Collectors.toSet());
        return required.stream()
                .allMatch(any -> any.stream().map(ColumnRoles::plain).anyMatch(names::contains));
    }

    /** Whether a wrong decimal mark would be a wrong amount of money. */
    boolean isBill() {
        return !numbers.isEmpty();
    }
}
