package vssledger.expected;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All that is known of one import.
 *
 * @param reading how its file was read, in words; null for imports of versions that did not keep it
 * @param superseded other imports from which it took lines
 * @param supersededBy other imports that took lines from it
 * @param events what was decided about it, the oldest first
 */
public record ImportDetail(
        ImportSummary summary,
        @Nullable String reading,
        List<Total> totals,
        List<Other> superseded,
        List<Other> supersededBy,
        List<Event> events) {

    /**
     * What the file says of a subaccount in a currency.
     *
     * @param currency null where no money is stated
     * @param seconds that are billed; null for a source that bills nothing
     * @param amount null where none is stated
     */
    public record Total(
            String subAccountId,
            @Nullable String currency,
            long lines,
            @Nullable Long seconds,
            @Nullable BigDecimal amount) {}

    /** Another import. */
    public record Other(long id, String file, long lines) {}

    /**
     * A decision.
     *
     * @param kind IMPORTED, WITHDRAWN, REINSTATED or RANGE_REPLACED
     */
    public record Event(
            String kind,
            Instant at,
            @Nullable String by,
            @Nullable String note) {}
}
