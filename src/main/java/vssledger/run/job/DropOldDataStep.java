package vssledger.run.job;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import vssledger.retention.Retention;
import vssledger.run.RunRequest;

/** Drops months whose time is over, while nobody else is at work. A run of some parts only does not drop anything. */
@Component
class DropOldDataStep implements RunStep {

    private static final Logger log = LoggerFactory.getLogger(DropOldDataStep.class);

    private final Retention retention;

    DropOldDataStep(Retention retention) {
        this.retention = retention;
    }

    @Override
    public String name() {
        return "drop-old";
    }

    @Override
    public boolean isPartOf(RunRequest request) {
        return request.does(RunRequest.Part.PARSE);
    }

    @Override
    public void execute(RunContext run) {
        if (run.lock().takeAll()) {
            retention.dropOld();
        } else {
            log.info("Others are at work: what is old is dropped by a later run");
        }
    }
}
