package vssledger.reconcile;

import java.util.List;

/** Has shares done side by side, in whatever processes. */
public interface DayPartitions {

    /** Returns when all of them are done, or have failed; then throws why. */
    void reconcile(List<DayPartition> shares, long runId);
}
