package vssledger.run.job;

import org.springframework.stereotype.Component;
import vssledger.run.RunRequest;
import vssledger.run.day.ControlTotals;

/** Counts the deliveries of each day and what became of them, into {@code run.control_total}. */
@Component
class CountDeliveriesStep implements RunStep {

    private final ControlTotals totals;

    CountDeliveriesStep(ControlTotals totals) {
        this.totals = totals;
    }

    @Override
    public String name() {
        return "count-deliveries";
    }

    @Override
    public boolean isPartOf(RunRequest request) {
        return request.does(RunRequest.Part.RECONCILE);
    }

    @Override
    public void execute(RunContext run) {
        totals.count(run.runId());
    }
}
