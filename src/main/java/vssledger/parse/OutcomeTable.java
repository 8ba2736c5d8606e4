package vssledger.parse;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import vssledger.fact.SessionKey;

/** Reads and writes {@code parse.*}: what became of every delivery. */
@Component
class OutcomeTable {

    private static final String INSERT = """
            INSERT INTO parse.outcome (delivery_id, outcome, business_day, product, product_decided_by, sub_account_id,
                session_id, content_digest, content_rank, arrived_at, event_type, parser_version, run_id)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """;

    private final JdbcTemplate jdbc;
    private final Clock clock;

    OutcomeTable(JdbcTemplate jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** A session summary's delivery with its outcome, to be written. */
    record Row(Parsed.Session session, Outcome outcome, LocalDate businessDay) {}

    /** A session summary's delivery with its outcome, as written before. */
    record Known(Version version, Outcome outcome, LocalDate businessDay) {}

    /** Makes other writers of these sessions wait until this transaction ends. */
    void lock(Set<SessionKey> inOrder) {
        jdbc.batchUpdate(
                """
                INSERT INTO parse.session (sub_account_id, session_id) VALUES (?, ?)
                ON CONFLICT (sub_account_id, session_id) DO UPDATE SET session_id = excluded.session_id
                """,
                inOrder.stream()
                        .map(key -> new Object[] {key.subAccountId(), key.sessionId()})
                        .toList());
    }

    /** All earlier deliveries of these sessions, by session. */
    Map<SessionKey, List<Known>> of(Set<SessionKey> keys) {
        return jdbc
                .query(
                        """
                        SELECT o.sub_account_id, o.session_id, o.delivery_id, o.outcome, o.business_day,
                               o.content_digest, o.content_rank, o.arrived_at
                        FROM unnest(?::text[], ?::text[]) AS wanted (sub_account_id, session_id)
                        JOIN parse.outcome o USING (sub_account_id, session_id)
                        WHERE o.outcome IN ('FACT', 'DUPLICATE', 'SUPERSEDED')
                        ORDER BY o.delivery_id
                        """,
                        (row, n) -> Map.entry(
                                new SessionKey(row.getString("sub_account_id"), row.getString("session_id")),
                                known(row)),
                        keys.stream().map(SessionKey::subAccountId).toArray(String[]::new),
                        keys.stream().map(SessionKey::sessionId).toArray(String[]::new))
                .stream()
                .collect(Collectors.groupingBy(
                        Map.Entry::getKey, Collectors.mapping(Map.Entry::getValue, Collectors.toList())));
    }

    void add(Collection<Row> rows, long runId) {
        jdbc.batchUpdate(
                INSERT,
                rows.stream()
                        .map(row -> new @Nullable Object[] {
                            row.session().delivery().id(),
                            row.outcome().name(),
                            row.businessDay(),
                            row.session().choice().variant().product().code(),
                            row.session().choice().decidedBy().name(),
                            row.session().summary().key().subAccountId(),
                            row.session().summary().key().sessionId(),
                            row.session().content().digest(),
                            row.session().content().rank(),
                            timestamp(row.session().delivery().arrivedAt()),
                            null,
                            DeliveryParser.VERSION,
                            runId
                        })
                        .toList());
    }

    void addNotVss(Collection<Parsed.NotVss> rows, ZoneId zone, long runId) {
        jdbc.batchUpdate(
                INSERT,
                rows.stream()
                        .map(row -> withoutSession(row, Outcome.NOT_VSS, row.eventType(), zone, runId))
                        .toList());
    }

    void addQuarantined(Collection<Parsed.Quarantined> rows, ZoneId zone, long runId) {
        jdbc.batchUpdate(
                INSERT,
                rows.stream()
                        .map(row -> withoutSession(row, Outcome.QUARANTINED, null, zone, runId))
                        .toList());
        var now = Timestamp.from(clock.instant());
        jdbc.batchUpdate(
                "INSERT INTO parse.quarantine (delivery_id, reason, detail, quarantined_at) VALUES (?, ?, ?, ?)",
                rows.stream()
                        .map(row ->
                                new Object[] {row.delivery().id(), row.reason().name(), row.detail(), now})
                        .toList());
    }

    void change(Map<Long, Outcome> outcomes) {
        jdbc.batchUpdate(
                "UPDATE parse.outcome SET outcome = ? WHERE delivery_id = ?",
                outcomes.entrySet().stream()
                        .map(e -> new Object[] {e.getValue().name(), e.getKey()})
                        .toList());
    }

    /** Notes that a run has changed the facts, or the totals, of these days. */
    void touch(Set<LocalDate> days, long runId) {
        jdbc.batchUpdate(
                "INSERT INTO parse.touched_day (business_day, run_id) VALUES (?, ?) ON CONFLICT DO NOTHING",
                days.stream().map(day -> new Object[] {day, runId}).toList());
    }

    private static @Nullable Object[] withoutSession(
            Parsed row, Outcome outcome, @Nullable String eventType, ZoneId zone, long runId) {
        return new @Nullable Object[] {
            row.delivery().id(),
            outcome.name(),
            LocalDate.ofInstant(row.delivery().receivedAt(), zone),
            row.delivery().product() == null ? null : row.delivery().product().code(),
            null,
            null,
            null,
            null,
            null,
            timestamp(row.delivery().arrivedAt()),
            eventType,
            DeliveryParser.VERSION,
            runId
        };
    }

    private static Known known(ResultSet row) throws SQLException {
        var arrivedAt = row.getTimestamp("arrived_at");
        return new Known(
                new Version(
                        row.getLong("delivery_id"),
                        arrivedAt == null ? null : arrivedAt.toInstant(),
                        new Content(row.getString("content_digest"), row.getString("content_rank"))),
                Outcome.valueOf(row.getString("outcome")),
                row.getObject("business_day", LocalDate.class));
    }

    private static @Nullable Timestamp timestamp(@Nullable Instant time) {
        return time == null ? null : Timestamp.from(time);
    }
}
