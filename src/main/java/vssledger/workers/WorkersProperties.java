package vssledger.workers;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;
import vssledger.platform.Workers;

/**
 * How partitions of runs are shared among processes.
 *
 * @param lease after so long without a sign of life, what a process holds is given to others
 * @param threads of {@code vss worker}: partitions that it takes at a time; 0 for as many as there are processors
 */
@Validated
@ConfigurationProperties("vss.workers")
record WorkersProperties(
        @DefaultValue("30s") @DurationMin(seconds = 1) Duration lease,
        @DefaultValue("0") @Min(0) @Max(16) int threads) {

    int threadsHere() {
        return Workers.here(threads);
    }
}
