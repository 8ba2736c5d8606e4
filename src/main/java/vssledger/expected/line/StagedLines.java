package vssledger.expected.line;

/**
 * Lines of a file whose rows are staged.
 *
 * @param rows lines that expect something
 * @param skipped lines that expect nothing
 */
public record StagedLines(long rows, long skipped, Rejections rejections) {}
