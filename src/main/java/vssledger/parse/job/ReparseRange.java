package vssledger.parse.job;

import org.jspecify.annotations.Nullable;
import org.springframework.batch.core.step.StepExecution;
import org.springframework.stereotype.Component;
import vssledger.parse.resolve.Rederivable;

/** Derives a range of the sessions of some days anew. */
@Component
class ReparseRange extends ChunkTasklet {

    private final ParseChunks chunks;

    ReparseRange(ParseChunks chunks) {
        this.chunks = chunks;
    }

    @Override
    ParseChunks.Done next(StepExecution step, @Nullable Long afterId) {
        var range = Rederivable.Range.of(step.getExecutionContext());
        return chunks.reparse(
                ReparseConfiguration.days(step.getJobParameters()),
                range,
                afterId == null ? range.firstId() - 1 : afterId,
                step.getJobExecutionId());
    }
}
