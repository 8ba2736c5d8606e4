package vssledger.expected;

import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * One import.
 *
 * @param importedBy who did it; null where that is not known
 * @param rows lines that expect something
 * @param skipped lines that expect nothing
 * @param replacesRange whether it replaces what earlier imports say of its days and subaccounts
 * @param withdrawnAt null while it counts
 * @param firstDay of what it speaks of; null where it speaks of nothing
 * @param lines call legs of a bill, sessions of any other source
 * @param counting how many of them count
 */
public record ImportSummary(
        long id,
        String source,
        String file,
        Instant importedAt,
        @Nullable String importedBy,
        State state,
        @Nullable LocalDate firstDay,
        @Nullable LocalDate lastDay,
        long rows,
        long skipped,
        boolean replacesRange,
        @Nullable Instant withdrawnAt,
        long lines,
        long counting) {

    /** How much of an import counts. */
    public enum State {
        /** All of it. */
        COUNTS,
        /** Later imports say otherwise about some of it. */
        PARTLY_SUPERSEDED,
        /** Later imports say otherwise about all of it. */
        SUPERSEDED,
        /** Nothing, by decision of a person. */
        WITHDRAWN
    }
}
