package vssledger.expected;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How the files of one source are read, and which SQL takes them up. */
interface Format {

    ExpectedSource source();

    /** Columns without which a CSV file is not of this source; of several names for one, any will do. */
    List<List<String>> requiredColumns();

    /** Whether its files are CSV and nothing else; else they may be NDJSON or a workbook too. */
    boolean isOnlyCsv();

    /** Columns of the staging table, each with its type, in the order of {@link #row}. */
    List<String> stagingColumns();

    /** Whether the line expects a session. */
    boolean isExpected(Line line);

    /** The values of a line; empty where it says nothing of use. What is not usable is rejected on the line. */
    Optional<@Nullable Object[]> row(Line line);

    /** SQL files that take the staged rows up, in their order. */
    List<String> transforms();
}
