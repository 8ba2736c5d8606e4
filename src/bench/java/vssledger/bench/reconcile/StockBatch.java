package vssledger.bench.reconcile;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.sql.Date;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.batch.core.BatchStatus;
import org.springframework.batch.core.job.builder.JobBuilder;
import org.springframework.batch.core.job.parameters.JobParameters;
import org.springframework.batch.core.launch.JobOperator;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.step.builder.StepBuilder;
import org.springframework.batch.infrastructure.item.Chunk;
import org.springframework.batch.infrastructure.item.ItemWriter;
import org.springframework.batch.infrastructure.item.database.JdbcBatchItemWriter;
import org.springframework.batch.infrastructure.item.database.JdbcCursorItemReader;
import org.springframework.batch.infrastructure.item.database.builder.JdbcBatchItemWriterBuilder;
import org.springframework.batch.infrastructure.item.database.builder.JdbcCursorItemReaderBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.PlatformTransactionManager;

/**
 * What a stock step does: reads the pairs of sessions by a cursor, looks up both sides' calls of each, compares them, and writes
 * results and breaks, the same kinds into the same tables, in batches. It keeps no break's identity and no history.
 */
final class StockBatch {

    private static final int CHUNK = 1_000;

    record Pair(
            @Nullable Date day,
            String subAccountId,
            String sessionId,
            @Nullable String expectedStatus,
            @Nullable String actualStatus,
            @Nullable Long deliveryId) {}

    record Line(String callId, int seconds, int billable, BigDecimal unitPrice, BigDecimal price, String currency) {}

    record Found(
            Pair pair,
            @Nullable String callId,
            String kind,
            @Nullable BigDecimal amount,
            @Nullable String currency) {}

    record Compared(Pair pair, String outcome, List<Found> breaks) {}

    private final JdbcTemplate jdbc;
    private final DataSource database;

    private StockBatch(DataSource database) {
        this.database = database;
        this.jdbc = new JdbcTemplate(database);
    }

    static void run(ConfigurableApplicationContext beans) throws Exception {
        var stock = new StockBatch(beans.getBean(DataSource.class));
        var repository = beans.getBean(JobRepository.class);
        var step = new StepBuilder("stock", repository)
                .<Pair, Compared>chunk(CHUNK)
                .transactionManager(beans.getBean(PlatformTransactionManager.class))
                .reader(stock.reader())
                .processor(stock::compare)
                .writer(stock.writer())
                .build();
        var run = beans.getBean(JobOperator.class)
                .start(new JobBuilder("stock", repository).start(step).build(), new JobParameters());
        if (run.getStatus() != BatchStatus.COMPLETED) {
            throw new IllegalStateException(run.toString());
        }
    }

    private JdbcCursorItemReader<Pair> reader() {
        return new JdbcCursorItemReaderBuilder<Pair>()
                .name("pairs")
                .dataSource(database)
                .sql("SELECT coalesce(f.business_day, e.business_day), sub_account_id, session_id, e.session_status,"
                        + " f.session_status, f.delivery_id"
                        + " FROM fact.ivr_session f FULL JOIN expected.session e USING (sub_account_id, session_id)")
                .fetchSize(CHUNK)
                .rowMapper((row, n) -> new Pair(
                        row.getDate(1),
                        row.getString(2),
                        row.getString(3),
                        row.getString(4),
                        row.getString(5),
                        row.getObject(6, Long.class)))
                .build();
    }

    private Compared compare(Pair pair) {
        var found = new ArrayList<Found>();
        if (pair.deliveryId() == null) {
            var price = lines(pair).stream().map(Line::price).reduce(BigDecimal.ZERO, BigDecimal::add);
            found.add(new Found(pair, null, "MISSING_VSS", price, "SGD"));
            return new Compared(pair, "MISSING_VSS", found);
        }
        if (pair.expectedStatus() == null) {
            found.add(new Found(pair, null, "UNEXPECTED", null, null));
            return new Compared(pair, "UNEXPECTED", found);
        }
        if (!pair.expectedStatus().equals(pair.actualStatus())) {
            found.add(new Found(pair, null, "STATUS", null, null));
        }
        compareCalls(pair, found);
        return new Compared(pair, found.isEmpty() ? "MATCHED" : "BROKEN", found);
    }

    private void compareCalls(Pair pair, List<Found> found) {
        var calls = new HashMap<String, Integer>();
        jdbc.query(
                "SELECT call_id, call_seconds FROM fact.call_leg WHERE business_day = ? AND delivery_id = ?",
                (ResultSet row) -> {
                    calls.put(row.getString(1), row.getInt(2));
                },
                pair.day(),
                pair.deliveryId());
        var seen = new HashMap<String, Integer>();
        for (var line : lines(pair)) {
            var seconds = calls.get(line.callId());
            if (seconds == null) {
                found.add(new Found(pair, line.callId(), "LEG_MISSING", line.price(), line.currency()));
            } else if (seen.merge(line.callId(), 1, Integer::sum) > 1) {
                found.add(new Found(pair, line.callId(), "DUPLICATE_BILLED", line.price(), line.currency()));
            } else {
                compareCall(pair, line, seconds, found);
            }
        }
        calls.keySet().stream()
                .filter(call -> !seen.containsKey(call))
                .forEach(call -> found.add(new Found(pair, call, "LEG_UNEXPECTED", null, null)));
    }

    private static void compareCall(Pair pair, Line line, int seconds, List<Found> found) {
        if (Math.abs(line.seconds() - seconds) > 1) {
            found.add(new Found(pair, line.callId(), "DURATION", null, null));
            found.add(new Found(
                    pair,
                    line.callId(),
                    "BILLABLE_SECONDS",
                    due(line, line.billable()).subtract(due(line, seconds)),
                    line.currency()));
        }
        var wrong = line.price().subtract(due(line, line.billable()));
        if (wrong.signum() != 0) {
            found.add(new Found(pair, line.callId(), "PRICE", wrong, line.currency()));
        }
    }

    private static BigDecimal due(Line line, int seconds) {
        return line.unitPrice()
                .multiply(BigDecimal.valueOf(seconds))
                .divide(BigDecimal.valueOf(60), 4, RoundingMode.HALF_UP);
    }

    private List<Line> lines(Pair pair) {
        return jdbc.query(
                "SELECT call_id, duration_seconds, billable_seconds, unit_price, total_price, currency FROM expected.leg"
                        + " WHERE source = '8x8-log-export' AND sub_account_id = ? AND session_id = ?"
                        + " AND superseded_by IS NULL ORDER BY id",
                StockBatch::line,
                pair.subAccountId(),
                pair.sessionId());
    }

    private static Line line(ResultSet row, int number) throws SQLException {
        return new Line(
                row.getString(1),
                row.getInt(2),
                row.getInt(3),
                row.getBigDecimal(4),
                row.getBigDecimal(5),
                row.getString(6));
    }

    private ItemWriter<Compared> writer() {
        var results = results();
        var breaks = breaks();
        return chunk -> {
            results.write(new Chunk<>(chunk.getItems()));
            breaks.write(new Chunk<>(chunk.getItems().stream()
                    .flatMap(compared -> compared.breaks().stream())
                    .toList()));
        };
    }

    private JdbcBatchItemWriter<Compared> results() {
        var writer = new JdbcBatchItemWriterBuilder<Compared>()
                .dataSource(database)
                .sql("INSERT INTO recon.result (business_day, product, sub_account_id, session_id, source, outcome)"
                        + " VALUES (?, 'ivr', ?, ?, '8x8-log-export', ?)")
                .itemPreparedStatementSetter((row, statement) -> {
                    statement.setDate(1, row.pair().day());
                    statement.setString(2, row.pair().subAccountId());
                    statement.setString(3, row.pair().sessionId());
                    statement.setString(4, row.outcome());
                })
                .build();
        writer.afterPropertiesSet();
        return writer;
    }

    private JdbcBatchItemWriter<Found> breaks() {
        var now = new Timestamp(0);
        var writer = new JdbcBatchItemWriterBuilder<Found>()
                .dataSource(database)
                .sql(
                        "INSERT INTO recon.break (business_day, product, sub_account_id, session_id, call_id, source, kind,"
                                + " amount_at_stake, currency, first_seen, last_seen)"
                                + " VALUES (?, 'ivr', ?, ?, ?, '8x8-log-export', ?, ?, ?, ?, ?)"
                                + " ON CONFLICT DO NOTHING")
                .assertUpdates(false)
                .itemPreparedStatementSetter((row, statement) -> {
                    statement.setDate(1, row.pair().day());
                    statement.setString(2, row.pair().subAccountId());
                    statement.setString(3, row.pair().sessionId());
                    statement.setString(4, row.callId());
                    statement.setString(5, row.kind());
                    statement.setBigDecimal(6, row.amount());
                    statement.setString(7, row.currency());
                    statement.setTimestamp(8, now);
                    statement.setTimestamp(9, now);
                })
                .build();
        writer.afterPropertiesSet();
        return writer;
    }
}
