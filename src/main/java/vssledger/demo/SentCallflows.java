package vssledger.demo;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;

/** What the made-up customer's own system sent over the Callflows API: CSV, one row a request. */
final class SentCallflows {

    /**
     * Why 8x8 refuses a request.
     *
     * @param code the status code of its answer
     */
    record Refusal(int code, String message) {}

    private final StringWriter text = new StringWriter();
    private final CsvWriter rows =
            CsvWriter.builder().lineDelimiter(LineDelimiter.LF).bufferSize(0).build(text);

    SentCallflows() {
        rows.writeRecord(
                "session_id",
                "client_request_id",
                "sub_account_id",
                "product",
                "sent_at",
                "destination",
                "status",
                "status_code",
                "status_message");
    }

    /** A request that was answered with its session. */
    void created(SampleSession session) {
        row(session, session.sessionId(), "CREATED", "1", "Created");
    }

    /** A request whose answer got lost: only the client's own id is known. */
    void unanswered(SampleSession session) {
        row(session, "", "SENT", "", "");
    }

    /** A request that 8x8 refused, for this reason. */
    void refused(SampleSession session, Refusal why) {
        row(session, "", "NOT_CREATED", Integer.toString(why.code()), why.message());
    }

    byte[] bytes() {
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    private void row(SampleSession session, String sessionId, String status, String code, String message) {
        rows.writeRecord(
                sessionId,
                session.clientRequestId() == null ? "" : session.clientRequestId(),
                session.subAccountId(),
                session.product().code(),
                session.startTime().minusSeconds(2).toString(),
                session.legs().isEmpty() ? "" : session.legs().get(0).destination(),
                status,
                code,
                message);
    }
}
