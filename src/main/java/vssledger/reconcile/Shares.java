package vssledger.reconcile;

import java.util.List;

/** Has shares done side by side, in whatever processes. */
public interface Shares {

    /** Returns when all of them are done, or have failed; then throws why. */
    void reconcile(List<Share> shares, long runId);
}
