package vssledger.run.job;

import org.springframework.stereotype.Component;
import vssledger.lock.DayLocks;
import vssledger.run.RunRequest;

/** Gives the lock on the inbox back, so that another run can parse. */
@Component
class CloseInboxStep implements RunStep {

    @Override
    public String name() {
        return "close-inbox";
    }

    @Override
    public boolean isPartOf(RunRequest request) {
        return request.does(RunRequest.Part.PARSE);
    }

    @Override
    public void execute(RunContext run) {
        run.lock().release(DayLocks.Resource.INBOX);
    }
}
