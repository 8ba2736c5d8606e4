package vssledger.reconcile.breaks;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.math.BigDecimal;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import vssledger.platform.Sampled;

/**
 * The metrics of breaks that are neither resolved nor accepted: {@code vss.breaks.unsettled}, how many; {@code
 * vss.breaks.open}, how many by kind; {@code vss.breaks.amount}, what is at stake by currency, too much and too little alike.
 * NaN while the database does not answer. A kind or currency appears with the collection that follows the first one to
 * count it.
 */
@Component
class BreakMetrics implements MeterBinder {

    private static final int LONGEST_QUERY_SECONDS = 10;

    private final JdbcClient jdbc;
    private final Sampled<List<Row>> rows;

    BreakMetrics(DataSource database, Clock clock) {
        var template = new JdbcTemplate(database);
        template.setQueryTimeout(LONGEST_QUERY_SECONDS);
        this.jdbc = JdbcClient.create(template);
        this.rows = new Sampled<>("vss.breaks", clock, this::rows);
    }

    private record Row(
            String kind,
            @Nullable String currency,
            long breaks,
            @Nullable BigDecimal amount) {}

    private List<Row> rows() {
        return jdbc.sql("""
                        SELECT kind, currency, count(*), sum(abs(amount_at_stake))
                        FROM recon.break
                        WHERE state NOT IN ('RESOLVED', 'ACCEPTED')
                        GROUP BY kind, currency
                        """)
                .query((row, n) -> new Row(row.getString(1), row.getString(2), row.getLong(3), row.getBigDecimal(4)))
                .list();
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        var byKind = MultiGauge.builder("vss.breaks.open")
                .description("Breaks that are neither resolved nor accepted")
                .register(registry);
        var byCurrency = MultiGauge.builder("vss.breaks.amount")
                .description("What is at stake in them, too much or too little")
                .register(registry);
        Gauge.builder("vss.breaks.unsettled", () -> refresh(byKind, byCurrency))
                .description("Breaks of all kinds that are neither resolved nor accepted")
                .register(registry);
    }

    /** Brings the lists of gauges up to date: a collection of metrics asks for this count each time. */
    private double refresh(MultiGauge byKind, MultiGauge byCurrency) {
        var now = rows.now();
        now.ifPresent(known -> {
            byKind.register(gauges("kind", breaksByKind(known), BreakMetrics::breaksByKind));
            byCurrency.register(gauges("currency", amountByCurrency(known), BreakMetrics::amountByCurrency));
        });
        return sum(now);
    }

    private static double sum(Optional<List<Row>> rows) {
        return rows.map(known -> (double) known.stream().mapToLong(Row::breaks).sum())
                .orElse(Double.NaN);
    }

    private static Map<String, Double> breaksByKind(List<Row> rows) {
        return rows.stream().collect(Collectors.groupingBy(Row::kind, Collectors.summingDouble(Row::breaks)));
    }

    private static Map<String, Double> amountByCurrency(List<Row> rows) {
        return rows.stream()
                .filter(row -> row.currency() != null)
                .collect(Collectors.groupingBy(
                        row -> String.valueOf(row.currency()),
                        Collectors.summingDouble(
                                row -> row.amount() == null ? 0 : row.amount().doubleValue())));
    }

    /** Each tells the value of its tag as it is then; 0 where there is none any more. */
    private List<MultiGauge.Row<?>> gauges(
            String tag, Map<String, Double> known, Function<List<Row>, Map<String, Double>> values) {
        return known.keySet().stream()
                .<MultiGauge.Row<?>>map(name -> MultiGauge.Row.of(
                        Tags.of(tag, name),
                        () -> rows.now()
                                .map(now -> values.apply(now).getOrDefault(name, 0.0))
                                .orElse(Double.NaN)))
                .toList();
    }
}
