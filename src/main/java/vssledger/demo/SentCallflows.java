package vssledger.demo;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;

/** What the made-up customer's own system sent over the Callflows API: CSV, one row a request. */
final class SentCallflows {

    private final StringWriter text = new StringWriter();
    private final CsvWriter rows =
            CsvWriter.builder().lineDelimiter(LineDelimiter.LF).bufferSize(0).build(text);

    SentCallflows() {
        rows.writeRecord(
                "session_id", "client_request_id", "sub_account_id", "product", "sent_at", "destination", "status");
    }

    /** A request that was answered with its session. */
    void created(SampleSession session) {
        row(session, session.sessionId(), "CREATED");
    }

    /** A request whose answer got lost: only the client's own id is known. */
    void unanswered(SampleSession session) {
        row(session, "", "SENT");
    }

    /** A request that 8x8 refused. */
    void refused(SampleSession session) {
        row(session, "", "NOT_CREATED");
    }

    byte[] bytes() {
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    private void row(SampleSession session, String sessionId, String status) {
        rows.writeRecord(
                sessionId,
                session.clientRequestId() == null ? "" : session.clientRequestId(),
                session.subAccountId(),
                session.product().code(),
                session.startTime().minusSeconds(2).toString(),
                session.legs().isEmpty() ? "" : session.legs().get(0).destination(),
                status);
    }
}
