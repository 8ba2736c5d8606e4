package vssledger.run.day;

import java.time.LocalDate;

/**
 * A business day that a run carries on.
 *
 * @param stale whether something touched it since it was last carried through to its reports, or it was missed
 * @param unchanged whether it was carried through before, by the same rules, and nothing touched it since
 * @param reconciled whether its results stand: made by this run, or nothing touched it since they were made
 */
public record RunDay(LocalDate day, boolean stale, boolean unchanged, boolean reconciled) {}
