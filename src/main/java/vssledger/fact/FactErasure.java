package vssledger.fact;

import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import vssledger.platform.text.ErasedNumber;

/** Erases phone numbers from facts, in the transaction of the caller; also from those that the inbox could not give anew. */
@Component
public class FactErasure {

    /** Where a number may stand. */
    private static final Map<String, List<String>> COLUMNS = Map.of(
            FactTables.LEG,
            List.of("source", "destination"),
            FactTables.NOTE,
            List.of("value"),
            "fact.ivr_session",
            List.of("error_message"),
            "fact.voice_messaging_session",
            List.of("error_message"),
            "fact.number_masking_session",
            List.of("error_message", "masked_number", "caller_number", "callee_number"),
            "fact.other_session",
            List.of("error_message"));

    private final JdbcClient jdbc;

    FactErasure(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The digits of the numbers of a session's legs. */
    public SortedSet<String> numbersOf(SessionKey session) {
        return new TreeSet<>(jdbc.sql("""
                        SELECT DISTINCT regexp_replace(number, '[^0-9]', '', 'g')
                        FROM fact.place p
                        JOIN fact.call_leg l USING (business_day, delivery_id)
                        CROSS JOIN LATERAL (VALUES (l.source), (l.destination)) AS ends (number)
                        WHERE p.sub_account_id = :account AND p.session_id = :session
                          AND number !~ '^erased:' AND number ~ '[0-9]{5}'
                        """)
                .param("account", session.subAccountId())
                .param("session", session.sessionId())
                .query(String.class)
                .list());
    }

    /**
     * Puts its word in the place of a number.
     *
     * @param only in the facts of this session; null for all
     * @return the days of the facts that it changed
     */
    public SortedSet<LocalDate> erase(ErasedNumber number, @Nullable SessionKey only) {
        var days = new TreeSet<LocalDate>();
        COLUMNS.forEach((table, columns) -> days.addAll(erase(number, only, table, columns)));
        return days;
    }

    private Collection<LocalDate> erase(
            ErasedNumber number, @Nullable SessionKey only, String table, List<String> columns) {
        var changes = columns.stream()
                .map(column -> column + " = regexp_replace(" + column + ", :pattern, :word, 'g')")
                .collect(Collectors.joining(", "));
        var found = columns.stream().map(column -> column + " ~ :pattern").collect(Collectors.joining(" OR "));
        return jdbc.sql("UPDATE " + table + " SET " + changes + " WHERE (" + found + ")"
                        + (only == null ? "" : " AND sub_account_id = :account AND session_id = :session")
                        + " RETURNING business_day")
                .param("pattern", number.pattern())
                .param("word", number.word())
                .params(only == null ? Map.of() : Map.of("account", only.subAccountId(), "session", only.sessionId()))
                .query(LocalDate.class)
                .list();
    }
}
