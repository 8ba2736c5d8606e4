package vssledger.run.job;

import org.springframework.stereotype.Component;
import vssledger.run.RunRequest;
import vssledger.run.day.ControlTotals;
import vssledger.run.day.RunDay;
import vssledger.run.day.RunDays;

/** Checks that the control totals balance, and fails the run if they do not. */
@Component
class CheckTotalsStep implements RunStep {

    private final RunDays days;
    private final ControlTotals totals;

    CheckTotalsStep(RunDays days, ControlTotals totals) {
        this.days = days;
        this.totals = totals;
    }

    @Override
    public String name() {
        return "check-totals";
    }

    @Override
    public boolean isPartOf(RunRequest request) {
        return request.does(RunRequest.Part.RECONCILE);
    }

    @Override
    public void execute(RunContext run) {
        totals.prove(run.runId(), days.of(run.runId()).stream().map(RunDay::day).toList());
    }
}
