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
 * @param every how often the watches look
 * @param settle how long all has to be well before an alert is over
 * @param silence whether a subaccount that has gone silent is an alert
 * @param parseLag how long a delivery may wait for a run; zero if this is not watched
 * @param breaks by currency, the amount at stake in undecided breaks from which on there is an alert; empty if this is
 *     not watched
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
     * @param statuses session statuses that count as bad; each one is compared on its own
     * @param windowDays the newest business days, which are compared with the baseline
     * @param baselineDays the business days before them
     * @param minSessions with fewer sessions there is no alert
     * @param minShare with a smaller share of the sessions, from 0 to 1, there is no alert
     * @param timesBaseline the alert begins at this many times the share of the baseline
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
     * @param deliveries how many deliveries may wait in the spool
     * @param age how long the oldest of them may wait
     */
    public record Spool(
            @DefaultValue("1000") long deliveries,
            @DefaultValue("5m") Duration age) {}
}
