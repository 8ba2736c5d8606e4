package vssledger.parse;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One delivery of a session, as far as it matters for which of them is the session's fact.
 *
 * @param arrivedAt of a webhook; null for one replayed from a file, whose time of arrival says nothing
 */
record Version(long deliveryId, @Nullable Instant arrivedAt, Content content) {}
