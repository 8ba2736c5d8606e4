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
 * @param chunkSize deliveries per transaction
 * @param rangeSize deliveries per partition
 * @param workers partitions that are parsed side by side; 0 for one per processor, eight at most
 * @param patience how long a chunk waits while another transaction decides on its sessions
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
