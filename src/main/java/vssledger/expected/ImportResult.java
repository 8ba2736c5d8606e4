package vssledger.expected;

/**
 * What became of a file of expected sessions.
 *
 * @param rows lines that expect something
 * @param skipped lines that expect nothing: callflows that were never created
 * @param unchanged whether the same file had been imported before, so that nothing changed
 */
public record ImportResult(long importId, String file, long rows, long skipped, boolean unchanged) {}
