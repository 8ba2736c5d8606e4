package vssledger.pipeline;

import java.time.LocalDate;

/**
 * A business day that a run carries on.
 *
 * @param stale whether something touched it since it was last carried through to its reports
 * @param unchanged whether it was carried through before, by the same rules, and nothing touched it since
 */
record RunDay(LocalDate day, boolean stale, boolean unchanged) {}
