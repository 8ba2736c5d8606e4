package vssledger.alert;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * From where on operations are told, of {@code config/alerts.yml}.
 *
 * @param every between two looks
 * @param settle for so long something has to be well again before it is told to be over
 * @param silence whether subaccounts that have gone silent are told of
 * @param parseLag for so long a delivery may wait for a run; zero = not watched
 * @param breaks by currency, so much may be at stake in breaks that nobody decided on
 */
@ConfigurationProperties("vss.alerts")
public record AlertProperties(
        @DefaultValue("1m") Duration every,
        @DefaultValue("10m") Duration settle,
        @DefaultValue Failures failures,
        @DefaultValue("true") boolean silence,
        @DefaultValue("26h") Duration parseLag,
        @DefaultValue Spool spool,
        @DefaultValue Map<String, BigDecimal> breaks) {

    /**
     * The share of a product's sessions that end badly.
     *
     * @param statuses each of which is looked at by itself
     * @param windowDays the newest business days
     * @param baselineDays the ones before, which they are held against
     * @param minSessions with fewer a share tells nothing
     * @param minShare a smaller share, from 0 to 1, is never told
     * @param timesBaseline from so many times the share of the baseline on it is told
     */
    public record Failures(
            @DefaultValue({"ERROR", "FAILED"}) List<String> statuses,
            @DefaultValue("1") int windowDays,
            @DefaultValue("28") int baselineDays,
            @DefaultValue("50") int minSessions,
            @DefaultValue("0.05") BigDecimal minShare,
            @DefaultValue("2") BigDecimal timesBaseline) {}

    /**
     * What waits on a server's disk for the database.
     *
     * @param deliveries so many may
     * @param age for so long the first of them may
     */
    public record Spool(
            @DefaultValue("1000") long deliveries,
            @DefaultValue("5m") Duration age) {}
}
