package vssledger.alert;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The table {@code alert.alert}. */
@Component
class AlertStore {

    private final JdbcClient jdbc;

    AlertStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Keeps that it is so now: a new alert, or a firing one that goes on. */
    void see(AlertCondition condition, Instant now, boolean isTold) {
        jdbc.sql("""
                        INSERT INTO alert.alert AS firing (kind, subject, message, since, last_seen, notified_at)
                        VALUES (:kind, :subject, :message, :now, :now, CAST(:notified AS timestamptz))
                        ON CONFLICT (kind, subject) WHERE ended_at IS NULL DO UPDATE
                        SET last_seen = excluded.last_seen, notified_at = coalesce(firing.notified_at, excluded.notified_at)
                        """)
                .param("kind", condition.kind().code())
                .param("subject", condition.subject())
                .param("message", condition.message())
                .param("now", Timestamp.from(now))
                .param("notified", isTold ? Timestamp.from(now) : null)
                .update();
    }

    /** Ends those of these kinds, and this subject if one is named, that have not been seen for so long. */
    void end(Set<AlertKind> kinds, @Nullable String subject, Instant now, Duration settle) {
        jdbc.sql("""
                        UPDATE alert.alert
                        SET ended_at = :now,
                            end_notified_at = CASE WHEN notified_at IS NULL THEN CAST(:now AS timestamptz) END
                        WHERE ended_at IS NULL AND kind = ANY (:kinds) AND last_seen <= :before
                          AND (CAST(:subject AS text) IS NULL OR subject = :subject)
                        """)
                .param("now", Timestamp.from(now))
                .param("kinds", kinds.stream().map(AlertKind::code).toArray(String[]::new))
                .param("subject", subject)
                .param("before", Timestamp.from(now.minus(settle)))
                .update();
    }

    /** Firing ones that operations do not know of; nobody else tells them until this transaction ends. */
    List<Alert> toTell() {
        return select("notified_at IS NULL AND ended_at IS NULL ORDER BY id FOR UPDATE SKIP LOCKED");
    }

    /** Those that are over, which operations do not know; nobody else tells them until this transaction ends. */
    List<Alert> endToTell() {
        return select("ended_at IS NOT NULL AND end_notified_at IS NULL ORDER BY id FOR UPDATE SKIP LOCKED");
    }

    void told(List<Alert> alerts, Instant now) {
        jdbc.sql("""
                        UPDATE alert.alert
                        SET notified_at = coalesce(notified_at, :now),
                            end_notified_at = CASE WHEN ended_at IS NOT NULL THEN CAST(:now AS timestamptz) END
                        WHERE id = ANY (:ids)
                        """)
                .param("now", Timestamp.from(now))
                .param("ids", alerts.stream().map(Alert::id).toArray(Long[]::new))
                .update();
    }

    /** The firing ones, the oldest first. */
    List<Alert> firing() {
        return select("ended_at IS NULL ORDER BY since, id");
    }

    /** Those that fired since then, the newest first. */
    List<Alert> since(Instant time) {
        return jdbc.sql("SELECT * FROM alert.alert WHERE since >= :time OR ended_at >= :time OR ended_at IS NULL"
                        + " ORDER BY since DESC, id DESC")
                .param("time", Timestamp.from(time))
                .query(AlertStore::alert)
                .list();
    }

    private List<Alert> select(String which) {
        return jdbc.sql("SELECT * FROM alert.alert WHERE " + which)
                .query(AlertStore::alert)
                .list();
    }

    private static Alert alert(ResultSet row, int number) throws SQLException {
        var message = row.getString("message").split("\n", 2);
        var ended = row.getTimestamp("ended_at");
        return new Alert(
                row.getLong("id"),
                AlertKind.of(row.getString("kind")),
                row.getString("subject"),
                message[0],
                message[1],
                row.getTimestamp("since").toInstant(),
                ended == null ? null : ended.toInstant());
    }
}
