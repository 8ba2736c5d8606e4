package vssledger.console.access;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.authentication.WebAuthenticationDetails;
import org.springframework.stereotype.Component;

/**
 * Who changed what, and who looked at what is hidden from others, in {@code console.audit}: entries are added and never changed. One
 * is made before the change, so that no change goes without; or with it, where both are one transaction.
 */
@Component
public class Audit {

    private final JdbcClient jdbc;
    private final Clock clock;

    Audit(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * One change.
     *
     * @param who as logged in
     * @param address from which it came
     * @param what such as {@code start run}
     * @param subject on what: a break, a delivery, days
     * @param detail what else was asked for
     */
    record Entry(
            Instant at,
            String who,
            @Nullable String address,
            String what,
            String subject,
            @Nullable String detail) {}

    /** Whoever is logged in does this. */
    public void record(String what, String subject, @Nullable String detail) {
        var login = SecurityContextHolder.getContext().getAuthentication();
        record(
                login == null ? "" : login.getName(),
                login != null && login.getDetails() instanceof WebAuthenticationDetails details
                        ? details.getRemoteAddress()
                        : null,
                what,
                subject,
                detail);
    }

    public void record(String who, @Nullable String address, String what, String subject, @Nullable String detail) {
        jdbc.sql("INSERT INTO console.audit (at, who, address, what, subject, detail)"
                        + " VALUES (:at, :who, :address, :what, :subject, :detail)")
                .param("at", Timestamp.from(clock.instant()))
                .param("who", who)
                .param("address", address)
                .param("what", what)
                .param("subject", subject)
                .param("detail", detail)
                .update();
    }

    /**
     * The newest first.
     *
     * @param who only this user's; null for everybody's
     */
    List<Entry> newest(@Nullable String who, int most) {
        return jdbc.sql("SELECT at, who, address, what, subject, detail FROM console.audit"
                        + " WHERE (:who::text IS NULL OR lower(who) = lower(:who::text)) ORDER BY id DESC LIMIT :most")
                .param("who", who)
                .param("most", most)
                .query((row, n) -> new Entry(
                        row.getTimestamp(1).toInstant(),
                        row.getString(2),
                        row.getString(3),
                        row.getString(4),
                        row.getString(5),
                        row.getString(6)))
                .list();
    }
}
