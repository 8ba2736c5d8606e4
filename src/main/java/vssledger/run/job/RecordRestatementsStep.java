package vssledger.run.job;

import org.springframework.stereotype.Component;
import vssledger.reconcile.breaks.Restatements;
import vssledger.run.RunRequest;
import vssledger.run.day.RunDay;
import vssledger.run.day.RunDays;

/** Records what the figures of these days have become since they were reported last. */
@Component
class RecordRestatementsStep implements RunStep {

    private final RunDays days;
    private final Restatements restatements;

    RecordRestatementsStep(RunDays days, Restatements restatements) {
        this.days = days;
        this.restatements = restatements;
    }

    @Override
    public String name() {
        return "record-restatements";
    }

    @Override
    public boolean isPartOf(RunRequest request) {
        return request.does(RunRequest.Part.RECONCILE);
    }

    @Override
    public void execute(RunContext run) {
        var changed = days.of(run.runId()).stream()
                .filter(day -> !day.unchanged())
                .map(RunDay::day)
                .toList();
        restatements.tell(changed, run.runId());
    }
}
