package vssledger.run;

import vssledger.platform.UserException;

/** A run that was asked to stop, and did after its current chunk. */
public final class RunStoppedException extends UserException {

    RunStoppedException(long runId) {
        super("Run " + runId + " was stopped. To go on from there: vss runs restart " + runId);
    }
}
