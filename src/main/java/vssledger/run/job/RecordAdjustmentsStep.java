package vssledger.run.job;

import org.springframework.stereotype.Component;
import vssledger.run.RunRequest;
import vssledger.run.day.ClosedMonths;

/** Records what closed months have become since they were closed, into {@code recon.adjustment}. */
@Component
class RecordAdjustmentsStep implements RunStep {

    private final ClosedMonths closed;

    RecordAdjustmentsStep(ClosedMonths closed) {
        this.closed = closed;
    }

    @Override
    public String name() {
        return "record-adjustments";
    }

    @Override
    public boolean isPartOf(RunRequest request) {
        return request.does(RunRequest.Part.RECONCILE);
    }

    @Override
    public void execute(RunContext run) {
        closed.tellAdjustments(run.runId(), run.request());
    }
}
