package vssledger.parse.job;

import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.batch.core.step.StepExecution;
import org.springframework.stereotype.Component;

/**
 * Takes what is in quarantine through the parser again: the deliveries that the parameter {@code deliveries} of the job lists, separated
 * by commas, or all that are open if there is none.
 */
@Component
class ReplayQuarantine extends ChunkTasklet {

    private final ParseChunks chunks;

    ReplayQuarantine(ParseChunks chunks) {
        this.chunks = chunks;
    }

    @Override
    ParseChunks.Done next(StepExecution step, @Nullable Long afterId) {
        var listed = step.getJobParameters().getString("deliveries");
        return listed == null
                ? chunks.replay(afterId == null ? 0 : afterId, step.getJobExecutionId())
                : chunks.replay(Stream.of(listed.split(",")).map(Long::valueOf).toList(), step.getJobExecutionId());
    }
}
