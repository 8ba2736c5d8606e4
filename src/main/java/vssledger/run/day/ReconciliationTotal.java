package vssledger.run.day;

/**
 * What became of a source's expected sessions over a range: expected = matched + broken + missing; facts = matched +
 * broken + unexpected.
 *
 * @param facts sessions that happened and that this source should know of
 */
public record ReconciliationTotal(
        String source, long expected, long facts, long matched, long broken, long missing, long unexpected) {}
