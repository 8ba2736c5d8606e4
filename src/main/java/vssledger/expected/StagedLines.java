package vssledger.expected;

/**
 * Lines of a file whose rows are staged.
 *
 * @param rows lines that expect something
 * @param skipped lines that expect nothing
 */
record StagedLines(long rows, long skipped, Rejections rejections) {}
