package vssledger.bench.parse;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.math.BigDecimal;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
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
import org.springframework.batch.infrastructure.item.database.ItemPreparedStatementSetter;
import org.springframework.batch.infrastructure.item.database.JdbcBatchItemWriter;
import org.springframework.batch.infrastructure.item.database.JdbcCursorItemReader;
import org.springframework.batch.infrastructure.item.database.builder.JdbcBatchItemWriterBuilder;
import org.springframework.batch.infrastructure.item.database.builder.JdbcCursorItemReaderBuilder;
import org.springframework.transaction.PlatformTransactionManager;
import tools.jackson.databind.json.JsonMapper;

/**
 * Spring Batch as its guide shows it: a cursor, data binding, batched inserts that the driver rewrites, a thousand
 * deliveries a chunk. To the same tables with the same keys, where a session that is there stays as it is.
 */
final class StockBatch implements Contender {

    private static final int CHUNK = 1_000;
    private static final JsonMapper JSON = JsonMapper.builder().build();

    record Delivery(long id, Timestamp receivedAt, String product, String body) {}

    @JsonIgnoreProperties(ignoreUnknown = true)
    record Envelope(@Nullable Integer version, Payload payload) {}

    @JsonIgnoreProperties(ignoreUnknown = true)
    record Payload(
            String sessionId,
            String subAccountId,
            String sessionStatus,
            Instant startTime,
            Instant endTime,
            String lastAction,
            int callCount,
            @Nullable String clientRequestId,
            Map<String, Call> details) {

        LocalDate businessDay() {
            return LocalDate.ofInstant(startTime, ZoneOffset.UTC);
        }
    }

    @JsonIgnoreProperties(ignoreUnknown = true)
    record Call(
            String callId,
            String callDirection,
            String callType,
            Instant initiatedTimestamp,
            @Nullable Instant connectedTimestamp,
            Instant disconnectedTimestamp,
            String source,
            String destination,
            String sourceCountryCode,
            String destinationCountryCode,
            @Nullable String sourceRefId,
            @Nullable String destinationRefId,
            String callStatus,
            int callDuration,
            @Nullable Quality callQuality) {}

    record Quality(BigDecimal mos, BigDecimal packetLossRate, BigDecimal jitter) {}

    record Session(Delivery delivery, Envelope envelope) {

        Payload payload() {
            return envelope.payload();
        }

        boolean isAnswered() {
            return payload().details().values().stream().anyMatch(call -> call.connectedTimestamp() != null);
        }

        int seconds() {
            return payload().details().values().stream()
                    .mapToInt(Call::callDuration)
                    .sum();
        }
    }

    record Leg(Session session, String letter, Call call) {

        @Nullable BigDecimal quality(Function<Quality, BigDecimal> score) {
            return call.callQuality() == null ? null : score.apply(call.callQuality());
        }
    }

    @Override
    public void parse(String url) throws Exception {
        Rooms.make(url);
        try (var beans = Running.beans(url + "&reWriteBatchedInserts=true")) {
            var repository = beans.getBean(JobRepository.class);
            var database = beans.getBean(DataSource.class);
            var step = new StepBuilder("stock", repository)
                    .<Delivery, Session>chunk(CHUNK)
                    .transactionManager(beans.getBean(PlatformTransactionManager.class))
                    .reader(reader(database))
                    .processor(delivery -> new Session(delivery, JSON.readValue(delivery.body(), Envelope.class)))
                    .writer(writer(database))
                    .build();
            var job = new JobBuilder("stock", repository).start(step).build();
            Running.time(() -> {
                var run = beans.getBean(JobOperator.class).start(job, new JobParameters());
                if (run.getStatus() != BatchStatus.COMPLETED) {
                    throw new IllegalStateException(run.toString());
                }
            });
        }
    }

    private static JdbcCursorItemReader<Delivery> reader(DataSource database) {
        return new JdbcCursorItemReaderBuilder<Delivery>()
                .name("deliveries")
                .dataSource(database)
                .sql("SELECT id, received_at, product, body FROM capture.delivery ORDER BY id")
                .fetchSize(CHUNK)
                .rowMapper((row, n) ->
                        new Delivery(row.getLong(1), row.getTimestamp(2), row.getString(3), row.getString(4)))
                .build();
    }

    private static ItemWriter<Session> writer(DataSource database) {
        var outcomes = writer(
                database,
                "INSERT INTO parse.outcome (delivery_id, outcome, business_day, product, sub_account_id, session_id,"
                        + " content_digest, content_rank, arrived_at, parser_version, run_id)"
                        + " VALUES (?, 'FACT', ?, ?, ?, ?, ?, ?, ?, 1, 1) ON CONFLICT DO NOTHING",
                StockBatch::outcome);
        var sessions = writer(
                database,
                "INSERT INTO fact.ivr_session (sub_account_id, session_id, business_day, session_status, start_time, end_time,"
                        + " last_action, call_count, is_answered, ring_seconds, talk_seconds, total_call_seconds,"
                        + " schema_version, client_request_id, product_decided_by, received_at, delivery_count, delivery_id,"
                        + " parser_version)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'URL', ?, 1, ?, 1) ON CONFLICT DO NOTHING",
                StockBatch::session);
        var legs = writer(
                database,
                "INSERT INTO fact.call_leg (sub_account_id, session_id, leg, call_id, direction, call_type, initiated_at,"
                        + " connected_at, disconnected_at, source, destination, source_country, destination_country, ref_id,"
                        + " call_status, call_seconds, is_answered, talk_seconds, mos, packet_loss_rate, jitter_ms, business_day,"
                        + " delivery_id)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
                StockBatch::leg);
        return chunk -> {
            outcomes.write(chunk);
            sessions.write(chunk);
            legs.write(new Chunk<>(chunk.getItems().stream()
                    .flatMap(session -> session.payload().details().entrySet().stream()
                            .map(call -> new Leg(session, call.getKey().substring(4), call.getValue())))
                    .toList()));
        };
    }

    private static <T> JdbcBatchItemWriter<T> writer(
            DataSource database, String sql, ItemPreparedStatementSetter<T> setter) {
        var writer = new JdbcBatchItemWriterBuilder<T>()
                .dataSource(database)
                .sql(sql)
                .itemPreparedStatementSetter(setter)
                .assertUpdates(false)
                .build();
        writer.afterPropertiesSet();
        return writer;
    }

    private static void outcome(Session row, PreparedStatement statement) throws SQLException {
        set(
                statement,
                row.delivery().id(),
                row.payload().businessDay(),
                row.delivery().product(),
                row.payload().subAccountId(),
                row.payload().sessionId(),
                new byte[16],
                new byte[22],
                row.delivery().receivedAt());
    }

    private static void session(Session row, PreparedStatement statement) throws SQLException {
        set(
                statement,
                row.payload().subAccountId(),
                row.payload().sessionId(),
                row.payload().businessDay(),
                row.payload().sessionStatus(),
                time(row.payload().startTime()),
                time(row.payload().endTime()),
                row.payload().lastAction(),
                row.payload().callCount(),
                row.isAnswered(),
                row.seconds(),
                row.seconds(),
                row.seconds(),
                row.envelope().version(),
                row.payload().clientRequestId(),
                row.delivery().receivedAt(),
                row.delivery().id());
    }

    private static void leg(Leg row, PreparedStatement statement) throws SQLException {
        set(
                statement,
                row.session().payload().subAccountId(),
                row.session().payload().sessionId(),
                row.letter(),
                row.call().callId(),
                row.call().callDirection(),
                row.call().callType(),
                time(row.call().initiatedTimestamp()),
                time(row.call().connectedTimestamp()),
                time(row.call().disconnectedTimestamp()),
                row.call().source(),
                row.call().destination(),
                row.call().sourceCountryCode().toUpperCase(Locale.ROOT),
                row.call().destinationCountryCode().toUpperCase(Locale.ROOT),
                row.call().sourceRefId(),
                row.call().callStatus(),
                row.call().callDuration(),
                row.call().connectedTimestamp() != null,
                row.call().callDuration(),
                row.quality(Quality::mos),
                row.quality(Quality::packetLossRate),
                row.quality(Quality::jitter),
                row.session().payload().businessDay(),
                row.session().delivery().id());
    }

    private static void set(PreparedStatement statement, @Nullable Object... values) throws SQLException {
        for (var i = 0; i < values.length; i++) {
            if (values[i] == null) {
                statement.setNull(i + 1, Types.NULL);
            } else {
                statement.setObject(i + 1, values[i]);
            }
        }
    }

    private static @Nullable Timestamp time(@Nullable Instant time) {
        return time == null ? null : Timestamp.from(time);
    }
}
