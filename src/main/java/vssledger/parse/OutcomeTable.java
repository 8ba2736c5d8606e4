package vssledger.parse;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import vssledger.fact.SessionKey;
import vssledger.platform.Columns;
import vssledger.platform.Product;
import vssledger.platform.SqlFiles;

/** Reads and writes {@code parse.*}: what became of every delivery. All of it in the transaction of the caller. */
@Component
class OutcomeTable {

    private static final Columns<SessionKey> KEY = Columns.<SessionKey>none()
            .text("sub_account_id", SessionKey::subAccountId)
            .text("session_id", SessionKey::sessionId);

    private final JdbcTemplate jdbc;
    private final Clock clock;
    private final String insert;
    private final String lock;
    private final String versions;

    OutcomeTable(JdbcTemplate jdbc, SqlFiles sql, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.insert = sql.load("parse/outcome.sql");
        this.lock = sql.load("parse/fact_lock.sql");
        this.versions = sql.load("parse/version.sql");
    }

    /**
     * Adds these, but for facts of sessions that have one already. Waits where another transaction is about to add one; in
     * order of sessions, so that two never wait for each other.
     *
     * @return the deliveries whose rows were added
     */
    Set<Long> add(List<OutcomeRow> inOrder, long runId) {
        if (inOrder.isEmpty()) {
            return Set.of();
        }
        return query(insert, statement -> {
            var parameter = 1;
            statement.setInt(parameter++, DeliveryParser.VERSION);
            statement.setLong(parameter++, runId);
            for (var array : OutcomeRow.COLUMNS.arrays(statement.getConnection(), inOrder)) {
                statement.setArray(parameter++, array);
            }
            var added = new HashSet<Long>(2 * inOrder.size());
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    added.add(rows.getLong(1));
                }
            }
            return added;
        });
    }

    /** All deliveries of these sessions that were looked at, by session; nobody else decides on them any more. */
    Map<SessionKey, List<Known>> locked(List<SessionKey> inOrder) {
        if (inOrder.isEmpty()) {
            return Map.of();
        }
        while (lock(inOrder) < inOrder.size()) {
            Thread.onSpinWait();
        }
        return query(versions, statement -> {
                    setKeys(statement, 1, inOrder);
                    setKeys(statement, 3, inOrder);
                    return read(statement, OutcomeTable::known);
                })
                .stream()
                .collect(Collectors.groupingBy(Known::key));
    }

    private int lock(List<SessionKey> inOrder) {
        return query(lock, statement -> {
            setKeys(statement, 1, inOrder);
            return read(statement, row -> row.getLong(1)).size();
        });
    }

    /** Changes outcomes of deliveries; none is made a fact before the other one has ceased to be it. */
    void change(Map<Long, Outcome> outcomes) {
        var ordered = outcomes.entrySet().stream()
                .sorted((a, b) -> Boolean.compare(a.getValue() == Outcome.FACT, b.getValue() == Outcome.FACT))
                .map(e -> new Object[] {e.getValue().name(), e.getKey()})
                .toList();
        if (!ordered.isEmpty()) {
            jdbc.batchUpdate("UPDATE parse.outcome SET outcome = ? WHERE delivery_id = ?", ordered);
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

    /** Notes that a run has changed the facts, or the totals, of these days. */
    void touch(Set<LocalDate> days, long runId) {
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
        return Stream.of(jdbc.execute((ConnectionCallback<R>) connection -> use(connection, sql, use)))
                .findFirst()
                .orElseThrow();
    }

    private static <R> R use(Connection connection, String sql, Use<R> use) throws SQLException {
        try (var statement = connection.prepareStatement(sql)) {
            return use.of(statement);
        }
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

    private static Known known(ResultSet row) throws SQLException {
        var arrivedAt = row.getTimestamp("arrived_at");
        return new Known(
                new SessionKey(row.getString("sub_account_id"), row.getString("session_id")),
                new Version(
                        row.getLong("delivery_id"),
                        arrivedAt == null ? null : arrivedAt.toInstant(),
                        new Content(row.getBytes("content_digest"), row.getBytes("content_rank"))),
                Outcome.valueOf(row.getString("outcome")),
                row.getObject("business_day", LocalDate.class),
                Product.of(row.getString("product")));
    }
}
