package vssledger.expected;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How the files of one source are read, and which SQL takes them up. */
interface Format {

    ExpectedSource source();

    /** Columns without which a CSV file is not of this source. */
    List<String> requiredColumns();

    /** Columns of the staging table, each with its type, in the order of {@link #row}. */
    List<String> stagingColumns();

    /** The values of a line; empty where it expects nothing. What is not usable is rejected on the line. */
    Optional<@Nullable Object[]> row(Line line);

    /** SQL files that take the staged rows up, in their order. */
    List<String> transforms();
}
