package vssledger.parse;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import vssledger.platform.Sampled;

/**
 * The metric {@code vss.parse.lag}: for how many seconds the oldest delivery has waited for a run, by the order of their
 * transactions; 0 where none waits, NaN while the database does not answer.
 */
@Component
public class ParseLag implements MeterBinder {

    /** The first look may go over all that a long run has parsed so far: about a million deliveries a second. */
    private static final int LONGEST_QUERY_SECONDS = 60;

    private final JdbcClient jdbc;
    private final Clock clock;
    private final Sampled<Optional<Instant>> oldest;

    /** Below this transaction none waits and none will: so a look goes over what was parsed since the last one only. */
    private volatile String allParsedBelow = "0";

    ParseLag(DataSource database, Clock clock) {
        var template = new JdbcTemplate(database);
        template.setQueryTimeout(LONGEST_QUERY_SECONDS);
        this.jdbc = JdbcClient.create(template);
        this.clock = clock;
        this.oldest = new Sampled<>("vss.parse.lag", clock, this::oldest);
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        Gauge.builder("vss.parse.lag", this, ParseLag::seconds)
                .description("For how long the oldest delivery has waited for a run")
                .baseUnit("seconds")
                .strongReference(true)
                .register(registry);
    }

    /** As the metric tells it. */
    public double seconds() {
        return oldest.now()
                .map(arrival ->
                        arrival.map(at -> Duration.between(at, clock.instant())).orElse(Duration.ZERO))
                .map(age -> Math.max(0, age.toMillis() / 1000.0))
                .orElse(Double.NaN);
    }

    private record Waiting(String transaction, Instant receivedAt) {}

    /** Where to begin looking, and the transaction below which all have ended: no delivery will appear there. */
    private record Bounds(String from, String allEndedBelow) {}

    private Optional<Instant> oldest() {
        var bounds = bounds();
        var waiting = jdbc.sql("""
                        SELECT least(d.xid, :ended::xid8)::text AS transaction, d.received_at
                        FROM capture.delivery d
                        WHERE d.xid >= :from::xid8
                          AND NOT EXISTS (SELECT FROM parse.outcome o WHERE o.delivery_id = d.id)
                        ORDER BY d.xid
                        LIMIT 1
                        """)
                .param("ended", bounds.allEndedBelow())
                .param("from", bounds.from())
                .query((row, n) -> new Waiting(
                        row.getString("transaction"),
                        row.getTimestamp("received_at").toInstant()))
                .optional();
        allParsedBelow = waiting.map(Waiting::transaction).orElse(bounds.allEndedBelow());
        return waiting.map(Waiting::receivedAt);
    }

    /** From the beginning where the ledger was restored into a server that counts its transactions anew. */
    private Bounds bounds() {
        return jdbc.sql("""
                        SELECT CASE WHEN mark <= pg_snapshot_xmax(now) THEN mark ELSE '0' END::text AS from,
                               pg_snapshot_xmin(now)::text AS ended
                        FROM (SELECT greatest(xid, :parsed::xid8) AS mark, pg_current_snapshot() AS now
                              FROM parse.watermark) AS marks
                        """)
                .param("parsed", allParsedBelow)
                .query((row, n) -> new Bounds(row.getString("from"), row.getString("ended")))
                .single();
    }
}
