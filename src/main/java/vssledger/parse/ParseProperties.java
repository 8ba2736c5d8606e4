package vssledger.parse;

import java.time.Duration;
import org.springframework.batch.core.step.StepExecution;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import vssledger.platform.Parallelism;
import vssledger.platform.check.SettingCheck;

/**
 * How deliveries are parsed.
 *
 * @param chunkSize deliveries a transaction
 * @param rangeSize deliveries that one worker takes at a time
 * @param workers that parse side by side; 0 for as many as there are processors, eight at most
 * @param patience how long a chunk waits until no other transaction decides on its sessions
 */
@ConfigurationProperties("vss.parse")
public record ParseProperties(
        @DefaultValue("3000") int chunkSize,
        @DefaultValue("50000") int rangeSize,
        @DefaultValue("0") int workers,
        @DefaultValue("5m") Duration patience) {

    public ParseProperties {
        SettingCheck.between("vss.parse.chunk-size", chunkSize, 1, 100_000);
        SettingCheck.atLeast("vss.parse.range-size", rangeSize, 1);
        SettingCheck.between("vss.parse.workers", workers, 0, 16);
        SettingCheck.atLeast("vss.parse.patience", patience, Duration.ofSeconds(1));
    }

    /** How many of this process parse for a step: as the job's parameter {@code parallel} says, else as the settings do. */
    public int threads(StepExecution step) {
        var asked = step.getJobParameters().getLong("parallel", 0L);
        return asked == null || asked == 0 ? Parallelism.here(workers) : asked.intValue();
    }
}
