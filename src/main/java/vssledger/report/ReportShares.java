package vssledger.report;

import java.util.List;

/** Has the reports of an edition drafted side by side, in whatever processes. */
public interface ReportShares {

    /** Returns when all of them are drafted, or have failed; then throws why. Not in a transaction. */
    void draft(List<ReportShare> shares);
}
