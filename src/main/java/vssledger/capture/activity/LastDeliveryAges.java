package vssledger.capture.activity;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import vssledger.platform.Sampled;

/**
 * The metrics {@code vss.capture.last.delivery.age}, the seconds since a subaccount's last webhook, and
 * {@code vss.capture.sub.accounts}, of how many subaccounts that is told: those of the last 28 days, at most
 * {@value #MOST}, with the newest webhooks. NaN while the database does not answer. A subaccount appears with the
 * collection that follows the first one to count it.
 */
@Component
class LastDeliveryAges implements MeterBinder {

    static final int MOST = 1_000;

    private static final Duration HEARD_OF_WITHIN = Duration.ofDays(28);
    private static final int LONGEST_QUERY_SECONDS = 5;

    private final JdbcClient jdbc;
    private final Arrivals arrivals;
    private final Clock clock;
    private final Sampled<Map<String, Instant>> last;

    LastDeliveryAges(DataSource database, Arrivals arrivals, Clock clock) {
        var template = new JdbcTemplate(database);
        template.setQueryTimeout(LONGEST_QUERY_SECONDS);
        this.jdbc = JdbcClient.create(template);
        this.arrivals = arrivals;
        this.clock = clock;
        this.last = new Sampled<>("vss.capture.last.delivery.age", clock, this::last);
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        var ages = MultiGauge.builder("vss.capture.last.delivery.age")
                .description("How long ago the last webhook of a subaccount came")
                .baseUnit("seconds")
                .register(registry);
        Gauge.builder("vss.capture.sub.accounts", () -> list(ages))
                .description("Subaccounts whose last webhook has an age in these metrics")
                .register(registry);
    }

    /** Brings the list of gauges up to date: a collection of metrics asks for this count each time. */
    private double list(MultiGauge ages) {
        var known = last.now();
        known.ifPresent(names -> ages.register(names.keySet().stream()
                .map(name -> MultiGauge.Row.of(Tags.of("sub_account", name), () -> age(name)))
                .collect(Collectors.toList())));
        return known.map(names -> (double) names.size()).orElse(Double.NaN);
    }

    private double age(String subAccountId) {
        return last.now()
                .map(names -> names.get(subAccountId))
                .map(at -> Math.max(0, Duration.between(at, clock.instant()).toMillis() / 1000.0))
                .orElse(Double.NaN);
    }

    private Map<String, Instant> last() {
        var all = new HashMap<>(written());
        arrivals.lastOfWaiting().forEach((name, at) -> all.merge(name, at, (a, b) -> a.isAfter(b) ? a : b));
        return all.entrySet().stream()
                .sorted(Map.Entry.<String, Instant>comparingByValue(Comparator.reverseOrder())
                        .thenComparing(Map.Entry.comparingByKey()))
                .limit(MOST)
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private Map<String, Instant> written() {
        return jdbc
                .sql("""
                        SELECT sub_account_id, max(last_at) AS last_at
                        FROM capture.arrival_hour
                        WHERE sub_account_id <> '' AND last_at >= :since
                        GROUP BY sub_account_id
                        ORDER BY max(last_at) DESC, sub_account_id
                        LIMIT :most
                        """)
                .param("since", Timestamp.from(clock.instant().minus(HEARD_OF_WITHIN)))
                .param("most", MOST)
                .query((row, n) -> Map.entry(
                        row.getString("sub_account_id"),
                        row.getTimestamp("last_at").toInstant()))
                .list()
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }
}
