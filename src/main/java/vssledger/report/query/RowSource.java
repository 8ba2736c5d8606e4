package vssledger.report.query;

import org.jspecify.annotations.Nullable;
import vssledger.report.ReportScope;
import vssledger.report.definition.ReportDefinition;

/** Where the rows of reports come from. */
public interface RowSource {

    /** Takes one row: a value for each column of the report, as its type says. */
    interface RowHandler {
        void row(@Nullable Object[] values);
    }

    /**
     * Hands over all rows of a report.
     *
     * @throws BrokenDefinitionException where they are not what the definition promises
     */
    void read(ReportDefinition report, ReportScope scope, RowHandler handler);
}
