package vssledger.run.job;

import java.util.List;
import org.springframework.stereotype.Component;
import vssledger.lock.DayLocks;
import vssledger.platform.UserException;
import vssledger.report.edition.EditionId;
import vssledger.run.ExportedEdition;
import vssledger.run.RunRequest;
import vssledger.run.export.RunEditions;
import vssledger.subscription.Dispatcher;

/** Sends editions to those who subscribed to them. */
@Component
class SendStep implements RunStep {

    private final RunEditions runEditions;
    private final Dispatcher dispatcher;

    SendStep(RunEditions runEditions, Dispatcher dispatcher) {
        this.runEditions = runEditions;
        this.dispatcher = dispatcher;
    }

    @Override
    public String name() {
        return "send";
    }

    @Override
    public boolean isPartOf(RunRequest request) {
        return request.does(RunRequest.Part.SEND) && request.sending() != RunRequest.Sending.NONE;
    }

    @Override
    public void execute(RunContext run) {
        run.lock().await(DayLocks.Resource.SENDING);
        send(run.request(), editions(run));
        run.lock().release(DayLocks.Resource.SENDING);
    }

    private List<EditionId> editions(RunContext run) {
        return runEditions.toSend(run.runId(), run.request()).stream()
                .map(ExportedEdition::id)
                .toList();
    }

    private void send(RunRequest request, List<EditionId> editions) {
        if (request.sending() == RunRequest.Sending.AGAIN) {
            dispatcher.sendAgain(request.scope(), editions.isEmpty() ? null : editions.get(0), request.schedule());
        } else if (editions.isEmpty()) {
            throw new UserException("There are no reports of " + request.scope().inWords()
                    + " to send. Let --only name export, too, or name a range that was reported.");
        } else {
            dispatcher.deliver(editions, request.scope(), request.schedule());
        }
    }
}
