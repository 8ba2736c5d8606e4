package vssledger.parse;

import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.batch.core.BatchStatus;
import org.springframework.batch.core.ExitStatus;
import org.springframework.batch.core.listener.StepExecutionListener;
import org.springframework.batch.core.step.StepExecution;
import org.springframework.stereotype.Component;

/** Keeps the watermark of the inbox around a parse step: it moves only once everything below it has an outcome. */
@Component
class ParseProgress implements StepExecutionListener {

    private static final Logger log = LoggerFactory.getLogger(ParseProgress.class);
    private static final String MARK = "parse.mark";

    private final Watermark watermark;

    ParseProgress(Watermark watermark) {
        this.watermark = watermark;
    }

    @Override
    public void beforeStep(StepExecution step) {
        step.getExecutionContext().putString(MARK, watermark.begin());
    }

    @Override
    public ExitStatus afterStep(StepExecution step) {
        if (step.getStatus() == BatchStatus.COMPLETED) {
            watermark.advance(Objects.requireNonNull(step.getExecutionContext().getString(MARK)));
            log.info("Parsed {} deliveries", step.getReadCount());
        }
        return step.getExitStatus();
    }
}
