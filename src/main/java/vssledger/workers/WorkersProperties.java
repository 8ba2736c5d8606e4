package vssledger.workers;

import java.time.Duration;
import java.util.regex.Pattern;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import vssledger.platform.SettingCheck;
import vssledger.platform.UserError;
import vssledger.platform.Workers;

/**
 * How partitions of runs are shared among processes.
 *
 * @param lease after so long without a sign of life, what a process holds is given to others
 * @param channel by which runs wake workers
 * @param channelName of the exchange or the topic, where it is a broker's: ledgers that share a broker have one each
 * @param threads of {@code vss worker}: partitions that it takes at a time; 0 for as many as there are processors
 */
@ConfigurationProperties("vss.workers")
record WorkersProperties(
        @DefaultValue("30s") Duration lease,
        @DefaultValue("database") Channel channel,
        @DefaultValue("vss-partitions") String channelName,
        @DefaultValue("0") int threads) {

    private static final Pattern NAME_OF_CHANNEL = Pattern.compile("[A-Za-z0-9_-][A-Za-z0-9._-]{0,199}");

    WorkersProperties {
        SettingCheck.atLeast("vss.workers.lease", lease, Duration.ofSeconds(1));
        SettingCheck.between("vss.workers.threads", threads, 0, 16);
        if (!NAME_OF_CHANNEL.matcher(channelName).matches()) {
            throw new UserError("The setting vss.workers.channel-name = \"" + channelName
                    + "\" is not usable: it should be of letters, digits, '.', '_' and '-'.");
        }
    }

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
