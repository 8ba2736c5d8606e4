package vssledger.report.edition;

import java.util.List;

/** Has the reports of an edition drafted side by side, in whatever processes. */
public interface ReportPartitions {

    /** Returns when all of them are drafted, or have failed; then throws why. Not in a transaction. */
    void draft(List<ReportPartition> partitions);
}
