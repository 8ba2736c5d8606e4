package vssledger.expected.format;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import vssledger.expected.ExpectedSource;
import vssledger.expected.file.ColumnRoles;
import vssledger.expected.file.ReadingChoice;
import vssledger.expected.line.Line;

/** How the files of one source are read, and which SQL takes them up. */
public interface SourceFormat {

    ExpectedSource source();

    /** Columns without which a CSV file is not of this source; of several names for one, any will do. */
    List<List<String>> requiredColumns();

    /** What its columns are: what a spreadsheet may have changed in them differs. */
    default ColumnRoles columns() {
        return new ColumnRoles(requiredColumns(), Set.of(), Set.of(), Set.of(), Set.of());
    }

    /** How its files are read, as the configuration says. */
    default ReadingChoice reading() {
        return ReadingChoice.NONE;
    }

    /** Whether its files are tables, CSV or a workbook; else they may be NDJSON too. */
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
