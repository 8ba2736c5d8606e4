package vssledger.worker;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import vssledger.platform.Parallelism;
import vssledger.platform.check.SettingCheck;

/**
 * How partitions of runs are shared among processes.
 *
 * @param lease a process without a heartbeat for this time is dead, and other workers take over its partitions
 * @param threads partitions that {@code vss worker} works on at a time; 0 for one per processor, eight at most
 */
@ConfigurationProperties("vss.workers")
record WorkerProperties(
        @DefaultValue("30s") Duration lease,
        @DefaultValue("0") int threads) {

    WorkerProperties {
        SettingCheck.atLeast("vss.workers.lease", lease, Duration.ofSeconds(1));
        SettingCheck.between("vss.workers.threads", threads, 0, 16);
    }

    int threadsHere() {
        return Parallelism.here(threads);
    }
}
