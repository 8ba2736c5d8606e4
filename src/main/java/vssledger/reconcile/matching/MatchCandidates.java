package vssledger.reconcile.matching;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import vssledger.platform.UserException;
import vssledger.platform.actor.Actor;
import vssledger.platform.db.SqlFiles;

/** What only a person can tell: which session a line without an id is of. What is decided counts from the next run on. */
@Component
public class MatchCandidates {

    private final JdbcClient jdbc;
    private final SqlFiles sql;
    private final Clock clock;

    MatchCandidates(JdbcClient jdbc, SqlFiles sql, Clock clock) {
        this.jdbc = jdbc;
        this.sql = sql;
        this.clock = clock;
    }

    /** Those that are open or, if {@code decided}, those that were decided; of the earliest line first. */
    public List<MatchCandidate> list(boolean decided, int limit) {
        return jdbc.sql(sql.load("reconcile/query/match_candidate_list.sql"))
                .param("decided", decided)
                .param("most", limit)
                .query((row, n) -> new MatchCandidate(
                        row.getLong("id"),
                        row.getString("source"),
                        row.getString("sub_account_id"),
                        row.getString("client_request_id"),
                        row.getObject("business_day", LocalDate.class),
                        row.getTimestamp("start_time").toInstant(),
                        row.getString("destination"),
                        row.getString("session_id"),
                        row.getInt("seconds_apart"),
                        row.getString("state"),
                        row.getString("decided_by")))
                .list();
    }

    /** The line is of this session: whatever else was suggested for either goes. */
    @Transactional
    public void confirm(List<Long> ids, Actor who) {
        ids.forEach(id -> decide(id, "CONFIRMED", who));
    }

    /** The line is of another session; or, if it was confirmed before, takes that back. */
    @Transactional
    public void refuse(List<Long> ids, Actor who) {
        ids.forEach(id -> decide(id, "REFUSED", who));
    }

    private void decide(long id, String state, Actor who) {
        int changed;
        try {
            changed = jdbc.sql("""
                            WITH decided AS (
                                UPDATE recon.match_candidate
                                SET state = :state, decided_at = :now, decided_by = :who
                                WHERE id = :id
                                RETURNING business_day
                            )
                            INSERT INTO recon.touched_day (business_day)
                            SELECT business_day FROM decided
                            ON CONFLICT (business_day, xid) DO UPDATE SET xid = excluded.xid
                            """)
                    .param("state", state)
                    .param("now", Timestamp.from(clock.instant()))
                    .param("who", who.inWords())
                    .param("id", id)
                    .update();
        } catch (DuplicateKeyException e) {
            throw new UserException(
                    "Match candidate " + id
                            + " cannot be confirmed: another one for the same line or the same session is confirmed already."
                            + " Refuse that first. Nothing was decided.",
                    e);
        }
        if (changed == 0) {
            throw new UserException(
                    "There is no match candidate " + id + ". See: vss matches list. Nothing was decided.");
        }
    }
}
