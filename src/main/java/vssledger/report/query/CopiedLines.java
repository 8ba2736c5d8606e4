package vssledger.report.query;

import org.jspecify.annotations.Nullable;
import vssledger.report.definition.ReportDefinition;

/** Makes rows of the lines that COPY writes, of which the first one names the columns. */
public final class CopiedLines implements ReportQuery.LineHandler {

    private final ReportDefinition report;
    private final RowHandler handler;
    private @Nullable CopiedRow row;
    private long rows;

    public CopiedLines(ReportDefinition report, RowHandler handler) {
        this.report = report;
        this.handler = handler;
    }

    /** Takes one row before it makes room for the next. */
    public interface RowHandler {
        void row(CopiedRow row);
    }

    /** Hands over rows as values. */
    static CopiedLines values(ReportDefinition report, RowSource.RowHandler handler) {
        return new CopiedLines(report, row -> handler.row(row.values()));
    }

    /** @throws BrokenDefinitionException where the first one lacks a column */
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

    public long rows() {
        return rows;
    }
}
