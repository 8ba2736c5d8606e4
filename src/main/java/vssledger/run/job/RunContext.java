package vssledger.run.job;

import vssledger.lock.DayLock;
import vssledger.run.RunRequest;

/**
 * What the steps of a run know of it.
 *
 * @param runId of Spring Batch's job execution
 * @param request which days, and how
 * @param lock on what this run works; steps add days and parts to it and release parts
 */
public record RunContext(long runId, RunRequest request, DayLock lock) {}
