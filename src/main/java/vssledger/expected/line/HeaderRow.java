package vssledger.expected.line;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import vssledger.expected.file.ColumnRoles;
import vssledger.expected.file.Excerpt;
import vssledger.platform.UserException;

/** The first line of a table: which column is where. */
final class HeaderRow {

    private static final int SHOWN = 300;

    private HeaderRow() {}

    /**
     * Position by plain name.
     *
     * @param required columns that have to be there; of several names for one, any will do
     * @throws UserException that names those which are not
     */
    static Map<String, Integer> columns(Path file, List<String> header, List<List<String>> required) {
        var columns = new HashMap<String, Integer>();
        for (var i = 0; i < header.size(); i++) {
            columns.putIfAbsent(ColumnRoles.plain(header.get(i)), i);
        }
        var missing = required.stream()
                .filter(names -> names.stream().map(ColumnRoles::plain).noneMatch(columns::containsKey))
                .map(HeaderRow::either)
                .toList();
        if (!missing.isEmpty()) {
            throw new UserException(file + " lacks the column" + (missing.size() == 1 ? " " : "s ")
                    + String.join(", ", missing) + ". Its first line has: "
                    + Excerpt.of(String.join(", ", header), SHOWN)
                    + ". Is it the file that --source says?");
        }
        return columns;
    }

    private static String either(List<String> names) {
        return names.get(0)
                + (names.size() == 1 ? "" : names.stream().skip(1).collect(Collectors.joining(" or ", " (or ", ")")));
    }
}
