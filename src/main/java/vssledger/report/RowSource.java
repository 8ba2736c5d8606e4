package vssledger.report;

import org.jspecify.annotations.Nullable;

/** Where the rows of reports come from. */
interface RowSource {

    /** Takes one row: a value for each column of the report, as its type says. */
    interface RowHandler {
        void row(@Nullable Object[] values);
    }

    /**
     * Hands over all rows of a report.
     *
     * @throws BrokenDefinition where they are not what the definition promises
     */
    void read(ReportDefinition report, ReportScope scope, RowHandler handler);
}
