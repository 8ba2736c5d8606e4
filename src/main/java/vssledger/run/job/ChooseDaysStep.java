package vssledger.run.job;

import org.springframework.stereotype.Component;
import vssledger.run.RunRequest;
import vssledger.run.day.RunDays;

/** Chooses the days of the run: those that were asked for and those that something has touched. */
@Component
class ChooseDaysStep implements RunStep {

    private final RunDays days;

    ChooseDaysStep(RunDays days) {
        this.days = days;
    }

    @Override
    public String name() {
        return "choose-days";
    }

    @Override
    public boolean isPartOf(RunRequest request) {
        return request.does(RunRequest.Part.RECONCILE) || request.does(RunRequest.Part.EXPORT);
    }

    @Override
    public void execute(RunContext run) {
        days.choose(run.runId(), run.request(), run.lock());
    }
}
