package vssledger.worker;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import vssledger.platform.Parallelism;
import vssledger.platform.check.SettingCheck;

/**
 * How partitions of runs are shared among processes.
 *
 * @param lease after so long without a sign of life, what a process holds is given to others
 * @param threads of {@code vss worker}: partitions that it takes at a time; 0 for as many as there are processors
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
