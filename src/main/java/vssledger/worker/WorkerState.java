package vssledger.worker;

import java.time.Instant;

/**
 * A worker that lives.
 *
 * @param name user, machine and process
 * @param since when it has taken shares
 * @param shares that it has in hand
 */
public record WorkerState(String name, Instant since, long shares) {}
