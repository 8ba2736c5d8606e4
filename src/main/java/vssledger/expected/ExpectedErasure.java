package vssledger.expected;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import vssledger.platform.text.ErasedNumber;

/** Erases phone numbers from what was expected, in the transaction of the caller. */
@Component
public class ExpectedErasure {

    private static final Map<String, List<String>> COLUMNS = Map.of(
            "expected.leg", List.of("source_number", "destination"),
            "expected.session", List.of("destination", "status_message"),
            "expected.rejected_request", List.of("destination", "status_message"));

    /** Its requests never became a session. */
    private static final String WITHOUT_SESSION = "expected.rejected_request";

    private final JdbcClient jdbc;

    ExpectedErasure(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Puts its word in the place of a number.
     *
     * @param sessionId only in rows of this session, of {@code subAccountId}; null for all
     * @return the days of the rows that it changed
     */
    public SortedSet<LocalDate> erase(ErasedNumber number, @Nullable String subAccountId, @Nullable String sessionId) {
        var days = new TreeSet<LocalDate>();
        COLUMNS.forEach((table, columns) -> {
            var changes = columns.stream()
                    .map(column -> column + " = regexp_replace(" + column + ", :pattern, :word, 'g')")
                    .collect(Collectors.joining(", "));
            var found = columns.stream().map(column -> column + " ~ :pattern").collect(Collectors.joining(" OR "));
            days.addAll(jdbc.sql("UPDATE " + table + " SET " + changes + " WHERE (" + found + ")"
                            + " AND (:session::text IS NULL OR "
                            + (table.equals(WITHOUT_SESSION)
                                    ? "false)"
                                    : "sub_account_id = :account AND session_id = :session)")
                            + " RETURNING business_day")
                    .param("pattern", number.pattern())
                    .param("word", number.word())
                    .param("account", subAccountId)
                    .param("session", sessionId)
                    .query(LocalDate.class)
                    .list());
        });
        eraseInLines(number, subAccountId, sessionId);
        return days;
    }

    /** Lines of which expected sessions are derived: those of the session, and of requests whose session it became known to be. */
    private void eraseInLines(ErasedNumber number, @Nullable String subAccountId, @Nullable String sessionId) {
        jdbc.sql("""
                        UPDATE expected.sent_line l
                        SET destination = regexp_replace(destination, :pattern, :word, 'g'),
                            status_message = regexp_replace(status_message, :pattern, :word, 'g')
                        WHERE (destination ~ :pattern OR status_message ~ :pattern)
                          AND (:session::text IS NULL
                               OR sub_account_id = :account
                                  AND (session_id = :session
                                       OR client_request_id IN (SELECT e.client_request_id
                                                                FROM expected.session e
                                                                WHERE e.sub_account_id = :account AND e.session_id = :session)))
                        """)
                .param("pattern", number.pattern())
                .param("word", number.word())
                .param("account", subAccountId)
                .param("session", sessionId)
                .update();
    }
}
