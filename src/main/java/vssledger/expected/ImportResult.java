package vssledger.expected;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What became of a file of expected sessions.
 *
 * @param rows lines that expect something
 * @param skipped lines that expect nothing: callflows that were never created
 * @param unchanged whether the same file had been imported before, so that nothing changed
 * @param reading how it was read, in words; null where it was written as files of its source are
 * @param uncheckable lines of which something cannot be compared, by what that is
 */
public record ImportResult(
        long importId,
        String file,
        long rows,
        long skipped,
        boolean unchanged,
        @Nullable String reading,
        List<UncheckableLines> uncheckable) {

    /** Of a file that was written as files of its source are, and of which all can be compared. */
    public ImportResult(long importId, String file, long rows, long skipped, boolean unchanged) {
        this(importId, file, rows, skipped, unchanged, null, List.of());
    }
}
