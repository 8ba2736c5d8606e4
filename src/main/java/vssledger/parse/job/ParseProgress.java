package vssledger.parse.job;

import java.util.Objects;
import org.springframework.batch.core.BatchStatus;
import org.springframework.batch.core.ExitStatus;
import org.springframework.batch.core.listener.StepExecutionListener;
import org.springframework.batch.core.step.StepExecution;
import org.springframework.stereotype.Component;
import vssledger.parse.store.OutcomeTable;
import vssledger.parse.store.Watermark;
import vssledger.platform.Progress;

/**
 * How far the parse step has come: tells it while it runs, and keeps the watermark of the inbox, which moves only once
 * everything below it has an outcome.
 */
@Component
class ParseProgress implements StepExecutionListener {

    private static final String MARK = "parse.mark";

    private final Watermark watermark;
    private final OutcomeTable outcomes;
    private final Progress progress;

    ParseProgress(Watermark watermark, OutcomeTable outcomes, Progress progress) {
        this.watermark = watermark;
        this.outcomes = outcomes;
        this.progress = progress;
    }

    @Override
    public void beforeStep(StepExecution step) {
        step.getExecutionContext().putString(MARK, watermark.begin());
    }

    void begin(long deliveries) {
        progress.begin("Parsing", "deliveries", deliveries);
    }

    void reached(long deliveries) {
        progress.reached(deliveries);
    }

    @Override
    public ExitStatus afterStep(StepExecution step) {
        progress.end();
        if (step.getStatus() == BatchStatus.COMPLETED) {
            outcomes.forgetEarlierTouches();
            watermark.advance(Objects.requireNonNull(step.getExecutionContext().getString(MARK)));
        }
        return step.getExitStatus();
    }
}
