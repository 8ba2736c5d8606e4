package vssledger.worker;

import java.time.Instant;

/**
 * A worker that lives.
 *
 * @param name user, machine and process
 * @param since when it takes partitions
 * @param partitions that it works on now
 */
public record WorkerState(String name, Instant since, long partitions) {}
