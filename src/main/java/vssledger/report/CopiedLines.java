package vssledger.report;

import org.jspecify.annotations.Nullable;

/** Makes rows of the lines that COPY writes, of which the first one names the columns. */
final class CopiedLines implements ReportQuery.LineHandler {

    private final ReportDefinition report;
    private final RowHandler handler;
    private @Nullable CopiedRow row;
    private long rows;

    CopiedLines(ReportDefinition report, RowHandler handler) {
        this.report = report;
        this.handler = handler;
    }

    /** Takes one row before it makes room for the next. */
    interface RowHandler {
        void row(CopiedRow row);
    }

    /** Hands over rows as values. */
    static CopiedLines values(ReportDefinition report, RowSource.RowHandler handler) {
        return new CopiedLines(report, row -> handler.row(row.values()));
    }

    /** @throws BrokenDefinition where the first one lacks a column */
    @Override
    public void line(byte[] line) {
        var current = row;
        if (current == null) {
            row = new CopiedRow(report, line);
        } else {
            current.take(line);
            handler.row(current);
            rows++;
        }
    }

    long rows() {
        return rows;
    }
}
