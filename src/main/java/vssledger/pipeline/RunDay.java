package vssledger.pipeline;

import java.time.LocalDate;

/**
 * A business day that a run carries on.
 *
 * @param stale whether something touched it since it was last carried through to its reports
 */
record RunDay(LocalDate day, boolean stale) {}
