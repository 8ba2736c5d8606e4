package vssledger.pipeline;

/** A run that ended before its end: its cause says why, and running it again goes on from there. */
public final class RunFailed extends RuntimeException {

    private final long runId;

    RunFailed(long runId, String step, Throwable cause) {
        super("Run " + runId + " failed in step \"" + step + "\": " + cause.getMessage(), cause);
        this.runId = runId;
    }

    public long runId() {
        return runId;
    }
}
