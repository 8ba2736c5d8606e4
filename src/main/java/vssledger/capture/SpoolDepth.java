package vssledger.capture;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What waits on this machine's disk for the database.
 *
 * @param oldest when the first of it had arrived; null where nothing waits
 */
public record SpoolDepth(long deliveries, @Nullable Instant oldest) {}
