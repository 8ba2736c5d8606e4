package vssledger.run.job;

import org.springframework.stereotype.Component;
import vssledger.lock.DayLocks;
import vssledger.run.RunRequest;

/** Takes the lock on the inbox: one run at a time parses, while others may be at work on their days. */
@Component
class OpenInboxStep implements RunStep {

    @Override
    public String name() {
        return "open-inbox";
    }

    @Override
    public boolean isPartOf(RunRequest request) {
        return request.does(RunRequest.Part.PARSE);
    }

    @Override
    public void execute(RunContext run) {
        run.lock().await(DayLocks.Resource.INBOX);
    }
}
