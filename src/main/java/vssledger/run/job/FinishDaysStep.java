package vssledger.run.job;

import org.springframework.stereotype.Component;
import vssledger.reconcile.breaks.Restatements;
import vssledger.run.RunRequest;
import vssledger.run.day.RunDays;

/** Marks the days as done: their figures were reported. */
@Component
class FinishDaysStep implements RunStep {

    private final RunDays days;
    private final Restatements restatements;

    FinishDaysStep(RunDays days, Restatements restatements) {
        this.days = days;
        this.restatements = restatements;
    }

    @Override
    public String name() {
        return "finish";
    }

    @Override
    public boolean isPartOf(RunRequest request) {
        return request.does(RunRequest.Part.EXPORT);
    }

    @Override
    public void execute(RunContext run) {
        days.finish(run.runId(), run.request());
        restatements.stand(run.runId());
    }
}
