package vssledger.reconcile.breaks;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import vssledger.platform.db.SqlFiles;

/** The codes that webhooks, answers of 8x8 and bills give for a session, with what they mean. */
@Component
public class SessionCodes {

    private final JdbcClient jdbc;
    private final SqlFiles sql;

    SessionCodes(JdbcClient jdbc, SqlFiles sql) {
        this.jdbc = jdbc;
        this.sql = sql;
    }

    /**
     * A code with its meaning.
     *
     * @param family {@code session-error}, {@code api-status} or {@code sip}
     * @param callId of the call that the code is about; null if it is about the session
     * @param message that came with the code; null if none came
     * @param meaning null if nobody has said yet what the code means
     * @param retryable whether another try as it is makes sense; null as the meaning is
     */
    public record Explained(
            String family,
            @Nullable String callId,
            String code,
            @Nullable String message,
            @Nullable String meaning,
            @Nullable String remedy,
            @Nullable Boolean retryable) {

        /** What it means and what to do, in sentences. */
        public String inWords() {
            return meaning == null
                    ? "Not among the known codes. Ask 8x8 support what it means, then add it to config/codes.yml."
                    : meaning + ". " + remedy;
        }
    }

    /**
     * All codes that are known of a session.
     *
     * @param sessionId null if only the client's own id of its request is known
     * @param clientRequestId null if that is not known
     */
    public List<Explained> of(String subAccountId, @Nullable String sessionId, @Nullable String clientRequestId) {
        return jdbc.sql(sql.load("reconcile/query/code_of_session.sql"))
                .param("account", subAccountId)
                .param("session", sessionId)
                .param("request", clientRequestId)
                .query((row, n) -> new Explained(
                        row.getString("family"),
                        row.getString("call_id"),
                        row.getString("code"),
                        row.getString("message"),
                        row.getString("meaning"),
                        row.getString("remedy"),
                        row.getObject("retryable", Boolean.class)))
                .list();
    }
}
