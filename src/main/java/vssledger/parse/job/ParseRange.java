package vssledger.parse.job;

import org.jspecify.annotations.Nullable;
import org.springframework.batch.core.step.StepExecution;
import org.springframework.stereotype.Component;

/** Takes a range of pending deliveries through the parser. */
@Component
class ParseRange extends ChunkTasklet {

    private final ParseChunks chunks;

    ParseRange(ParseChunks chunks) {
        this.chunks = chunks;
    }

    @Override
    ParseChunks.Done next(StepExecution step, @Nullable Long afterId) {
        var range = DeliveryRange.of(step.getExecutionContext());
        return chunks.parse(range, afterId == null ? range.firstId() - 1 : afterId, step.getJobExecutionId());
    }
}
