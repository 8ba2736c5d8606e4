package vssledger.parse.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import vssledger.fact.SessionKey;
import vssledger.parse.ParseProperties;
import vssledger.parse.read.DeliveryContent;
import vssledger.parse.read.DeliveryParser;
import vssledger.parse.read.Parsed;
import vssledger.parse.resolve.DeliveryVersion;
import vssledger.parse.resolve.KnownOutcome;
import vssledger.parse.resolve.WithoutSession;
import vssledger.platform.Deadline;
import vssledger.platform.Product;
import vssledger.platform.WaitedTooLongException;
import vssledger.platform.db.Columns;
import vssledger.platform.db.SqlFiles;

/** Reads and writes {@code parse.*}: what became of every delivery. All of it in the transaction of the caller. */
@Component
public class OutcomeTable {

    private static final String UNIQUE_VIOLATION = "23505";
    private static final String ONE_FACT = "one_fact_a_session";

    /** Between two attempts to lock sessions of which another transaction has just changed a fact. */
    private static final Duration NEXT_ATTEMPT = Duration.ofMillis(1);

    private static final Columns<SessionKey> KEY = Columns.<SessionKey>none()
            .text("sub_account_id", SessionKey::subAccountId)
            .text("session_id", SessionKey::sessionId);

    private final JdbcTemplate jdbc;
    private final Clock clock;
    private final Duration patience;
    private final String known;
    private final String lock;
    private final String versions;

    OutcomeTable(JdbcTemplate jdbc, SqlFiles sql, Clock clock, ParseProperties properties) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.patience = properties.patience();
        this.known = sql.load("parse/known_session.sql");
        this.lock = sql.load("parse/fact_lock.sql");
        this.versions = sql.load("parse/version.sql");
    }

    /** Those of these sessions that have a fact. */
    Set<SessionKey> known(List<SessionKey> keys) {
        return keys.isEmpty()
                ? Set.of()
                : query(known, statement -> {
                    setKeys(statement, 1, keys);
                    return new HashSet<>(read(statement, row -> new SessionKey(row.getString(1), row.getString(2))));
                });
    }

    /**
     * Adds these, facts of sessions that had none in the order of their sessions. Waits where another transaction is about
     * to add one of them.
     *
     * @return false where that one did: then none was added
     */
    boolean tryAdd(List<OutcomeRow> inOrder, long runId) {
        return query(connection -> {
            var before = connection.setSavepoint();
            try {
                copy(connection, inOrder, runId);
                connection.releaseSavepoint(before);
                return true;
            } catch (SQLException e) {
                if (!UNIQUE_VIOLATION.equals(e.getSQLState())
                        || !String.valueOf(e.getMessage()).contains(ONE_FACT)) {
                    throw e;
                }
                connection.rollback(before);
                return false;
            }
        });
    }

    /** Adds these, of sessions that are locked or of none. */
    void add(List<OutcomeRow> rows, long runId) {
        query(connection -> copy(connection, rows, runId));
    }

    private static boolean copy(Connection connection, List<OutcomeRow> rows, long runId) throws SQLException {
        OutcomeRow.COLUMNS
                .integer("parser_version", row -> DeliveryParser.VERSION)
                .bigint("run_id", row -> runId)
                .copyInto(connection, "parse.outcome", rows);
        return true;
    }

    /**
     * All deliveries of these sessions that were looked at, by session; nobody else decides on them any more.
     *
     * @param inOrder sessions that have a fact, in the order of their keys
     * @throws WaitedTooLongException if a fact of one of them could not be locked within {@code vss.parse.patience}
     */
    public Map<SessionKey, List<KnownOutcome>> locked(List<SessionKey> inOrder) {
        if (inOrder.isEmpty()) {
            return Map.of();
        }
        var deadline = Deadline.after(
                patience,
                "the facts of " + inOrder.size() + " sessions, on which another transaction decides",
                "Run the same days again: it goes on from there.");
        while (!tryLock(inOrder)) {
            deadline.pause(NEXT_ATTEMPT);
        }
        return query(versions, statement -> {
                    setKeys(statement, 1, inOrder);
                    setKeys(statement, 3, inOrder);
                    return read(statement, OutcomeTable::known);
                })
                .stream()
                .collect(Collectors.groupingBy(KnownOutcome::key));
    }

    /** All of them in their order, or none: who took the rest while it holds the later ones would wait in a circle. */
    private boolean tryLock(List<SessionKey> inOrder) {
        return query(connection -> {
            var before = connection.setSavepoint();
            try (var statement = connection.prepareStatement(lock)) {
                setKeys(statement, 1, inOrder);
                if (read(statement, row -> row.getLong(1)).size() == inOrder.size()) {
                    connection.releaseSavepoint(before);
                    return true;
                }
            }
            connection.rollback(before);
            return false;
        });
    }

    /** Changes outcomes of deliveries; none is made a fact before the other one has ceased to be it. */
    void change(Map<Long, Outcome> outcomes) {
        for (var outcome : List.of(Outcome.DUPLICATE, Outcome.SUPERSEDED, Outcome.FACT)) {
            var ids = outcomes.entrySet().stream()
                    .filter(change -> change.getValue() == outcome)
                    .map(Map.Entry::getKey)
                    .toArray(Long[]::new);
            if (ids.length > 0) {
                jdbc.update("UPDATE parse.outcome SET outcome = ? WHERE delivery_id = ANY (?)", outcome.name(), ids);
            }
        }
    }

    /** Keeps why these could not be understood. */
    void quarantine(Collection<Parsed.Quarantined> parsed) {
        var now = Timestamp.from(clock.instant());
        jdbc.batchUpdate(
                """
                INSERT INTO parse.quarantine AS q (delivery_id, reason, detail, quarantined_at) VALUES (?, ?, ?, ?)
                ON CONFLICT (delivery_id) DO UPDATE SET reason = excluded.reason, detail = excluded.detail, resolved_at = NULL
                """,
                parsed.stream()
                        .map(one ->
                                new Object[] {one.delivery().id(), one.reason().name(), one.detail(), now})
                        .toList());
    }

    /** Takes away what became of these; what was in quarantine is resolved by that, until it is found there again. */
    public void remove(Collection<Long> deliveryIds) {
        if (!deliveryIds.isEmpty()) {
            var ids = deliveryIds.toArray(Long[]::new);
            jdbc.update("DELETE FROM parse.outcome WHERE delivery_id = ANY (?)", (Object) ids);
            jdbc.update(
                    "UPDATE parse.quarantine SET resolved_at = ? WHERE delivery_id = ANY (?) AND resolved_at IS NULL",
                    Timestamp.from(clock.instant()),
                    ids);
        }
    }

    /** Notes that this parser, too, comes to what these stand for. */
    public void confirm(Collection<Long> deliveryIds) {
        jdbc.update(
                "UPDATE parse.outcome SET parser_version = ? WHERE delivery_id = ANY (?) AND parser_version <> ?",
                DeliveryParser.VERSION,
                deliveryIds.toArray(Long[]::new),
                DeliveryParser.VERSION);
    }

    /** Those of these that belong to no session. */
    public List<WithoutSession> withoutSession(Collection<Long> deliveryIds) {
        return jdbc.query(
                """
                SELECT o.delivery_id, o.business_day, o.outcome, o.event_type, q.reason, q.detail
                FROM parse.outcome o
                LEFT JOIN parse.quarantine q ON q.delivery_id = o.delivery_id AND q.resolved_at IS NULL
                WHERE o.delivery_id = ANY (?) AND o.session_id IS NULL
                ORDER BY o.delivery_id
                """,
                (row, n) -> new WithoutSession(
                        row.getLong(1),
                        row.getObject(2, LocalDate.class),
                        Outcome.valueOf(row.getString(3)),
                        row.getString(4),
                        row.getString(5),
                        row.getString(6)),
                (Object) deliveryIds.toArray(Long[]::new));
    }

    /** Forgets of each day that was touched all but the last time. */
    public void forgetEarlierTouches() {
        jdbc.update("""
                DELETE FROM parse.touched_day t
                USING (SELECT business_day, max(xid) AS xid FROM parse.touched_day GROUP BY business_day) AS last
                WHERE t.business_day = last.business_day AND t.xid < last.xid
                """);
    }

    /** Notes that a run has changed the facts, or the totals, of these days. */
    public void touch(Set<LocalDate> days, long runId) {
        jdbc.batchUpdate(
                "INSERT INTO parse.touched_day (business_day, run_id) VALUES (?, ?) ON CONFLICT DO NOTHING",
                days.stream().map(day -> new Object[] {day, runId}).toList());
    }

    @FunctionalInterface
    private interface Use<R> {
        R of(PreparedStatement statement) throws SQLException;
    }

    @FunctionalInterface
    private interface Reading<R> {
        R of(ResultSet row) throws SQLException;
    }

    private <R> R query(String sql, Use<R> use) {
        return query(connection -> {
            try (var statement = connection.prepareStatement(sql)) {
                return use.of(statement);
            }
        });
    }

    private <R> R query(ConnectionCallback<R> use) {
        return Objects.requireNonNull(jdbc.execute(use));
    }

    private static void setKeys(PreparedStatement statement, int parameter, List<SessionKey> keys) throws SQLException {
        var arrays = KEY.arrays(statement.getConnection(), keys);
        statement.setArray(parameter, arrays.get(0));
        statement.setArray(parameter + 1, arrays.get(1));
    }

    private static <R> List<R> read(PreparedStatement statement, Reading<R> reading) throws SQLException {
        var all = new ArrayList<R>();
        try (var rows = statement.executeQuery()) {
            while (rows.next()) {
                all.add(reading.of(rows));
            }
        }
        return all;
    }

    private static KnownOutcome known(ResultSet row) throws SQLException {
        var arrivedAt = row.getTimestamp("arrived_at");
        return new KnownOutcome(
                new SessionKey(row.getString("sub_account_id"), row.getString("session_id")),
                new DeliveryVersion(
                        row.getLong("delivery_id"),
                        arrivedAt == null ? null : arrivedAt.toInstant(),
                        row.getObject("file_id", Long.class),
                        new DeliveryContent(row.getBytes("content_digest"), row.getBytes("content_rank"))),
                Outcome.valueOf(row.getString("outcome")),
                row.getObject("business_day", LocalDate.class),
                Product.of(row.getString("product")));
    }
}
