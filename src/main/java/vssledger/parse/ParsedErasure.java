package vssledger.parse;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import vssledger.fact.SessionKey;
import vssledger.parse.read.PhoneNumbers;
import vssledger.parse.resolve.Rederivable;
import vssledger.parse.resolve.Rederivation;
import vssledger.parse.store.OutcomeTable;
import vssledger.platform.text.ErasedNumber;

/** What is to be done about the facts of deliveries whose bodies were changed; in the transaction of the caller. */
@Component
public class ParsedErasure {

    /** No run derives these. */
    private static final long NO_RUN = 0;

    private final Rederivation rederivation;
    private final OutcomeTable outcomes;
    private final JdbcClient jdbc;

    ParsedErasure(Rederivation rederivation, OutcomeTable outcomes, JdbcClient jdbc) {
        this.rederivation = rederivation;
        this.outcomes = outcomes;
        this.jdbc = jdbc;
    }

    /** The country of a number, ISO 3166-1 alpha-2; null where it has none. */
    public static @Nullable String country(String digits) {
        return PhoneNumbers.read("+" + digits).map(PhoneNumbers::country).orElse(null);
    }

    /** The sessions of this id, of one subaccount or, where that is null, of any. */
    public List<SessionKey> sessions(String sessionId, @Nullable String subAccountId) {
        return jdbc.sql("""
                        SELECT DISTINCT sub_account_id, session_id
                        FROM parse.outcome
                        WHERE session_id = :session AND (:account::text IS NULL OR sub_account_id = :account)
                        ORDER BY sub_account_id
                        """)
                .param("session", sessionId)
                .param("account", subAccountId)
                .query((row, n) -> new SessionKey(row.getString(1), row.getString(2)))
                .list();
    }

    /** The deliveries of a session that were looked at. */
    public List<Long> deliveries(SessionKey session) {
        return jdbc.sql(
                        "SELECT delivery_id FROM parse.outcome WHERE sub_account_id = :account AND session_id = :session")
                .param("account", session.subAccountId())
                .param("session", session.sessionId())
                .query(Long.class)
                .list();
    }

    /** Those of these that belong to no session, or to this one. */
    public List<Long> ofNoOther(Collection<Long> deliveryIds, SessionKey session) {
        return jdbc.sql("""
                        SELECT delivery_id
                        FROM parse.outcome
                        WHERE delivery_id = ANY (:ids)
                          AND (session_id IS NULL OR sub_account_id = :account AND session_id = :session)
                        """)
                .param("ids", deliveryIds.toArray(Long[]::new))
                .param("account", session.subAccountId())
                .param("session", session.sessionId())
                .query(Long.class)
                .list();
    }

    /** Derives what these deliveries stand for anew. */
    public void rederive(Collection<Long> deliveryIds) {
        var units = new ArrayList<>(jdbc.sql("""
                        SELECT DISTINCT sub_account_id, session_id
                        FROM parse.outcome
                        WHERE delivery_id = ANY (:ids) AND session_id IS NOT NULL
                        """)
                .param("ids", deliveryIds.toArray(Long[]::new))
                .query((row, n) -> new Rederivable.Unit(0, new SessionKey(row.getString(1), row.getString(2))))
                .list());
        outcomes.withoutSession(deliveryIds).forEach(one -> units.add(new Rederivable.Unit(one.deliveryId(), null)));
        rederivation.units(units, NO_RUN);
    }

    /** Puts its word in the place of a number where it was told why a delivery was not understood. */
    public void eraseDetails(ErasedNumber number) {
        jdbc.sql("UPDATE parse.quarantine SET detail = regexp_replace(detail, :pattern, :word, 'g')"
                        + " WHERE detail ~ :pattern")
                .param("pattern", number.pattern())
                .param("word", number.word())
                .update();
    }

    /** Notes that what is told of these days has changed. */
    public void touch(Set<LocalDate> days) {
        outcomes.touch(new TreeSet<>(Objects.requireNonNull(days)), NO_RUN);
    }

    /** The days that were touched by this transaction. */
    public List<LocalDate> touched() {
        return jdbc.sql(
                        "SELECT DISTINCT business_day FROM parse.touched_day WHERE xid = pg_current_xact_id() ORDER BY 1")
                .query(LocalDate.class)
                .list();
    }
}
