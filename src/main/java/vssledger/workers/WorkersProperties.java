package vssledger.workers;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
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
 * @param channel by which runs wake workers
 * @param channelName of the exchange or the topic, where it is a broker's: ledgers that share a broker have one each
 * @param threads of {@code vss worker}: partitions that it takes at a time; 0 for as many as there are processors
 */
@Validated
@ConfigurationProperties("vss.workers")
record WorkersProperties(
        @DefaultValue("30s") @DurationMin(seconds = 1) Duration lease,
        @DefaultValue("database") Channel channel,

        @DefaultValue("vss-partitions")
        @Pattern(
                regexp = "[A-Za-z0-9_-][A-Za-z0-9._-]{0,199}",
                message = "it should be of letters, digits, '.', '_' and '-'")
        String channelName,

        @DefaultValue("0") @Min(0) @Max(16) int threads) {

    /** What carries requests. */
    enum Channel {
        /** The ledger's own. */
        DATABASE,
        RABBITMQ,
        KAFKA
    }

    int threadsHere() {
        return Workers.here(threads);
    }
}
