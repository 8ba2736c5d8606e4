package vssledger.pipeline;

import vssledger.platform.UserError;

/** A run that was asked to stop, and did after its current chunk. */
public final class RunStopped extends UserError {

    RunStopped(long runId) {
        super("Run " + runId + " was stopped. To go on from there: vss runs restart " + runId);
    }
}
