package vssledger.expected;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import vssledger.platform.Spelling;

/** What the client's own system sent to the Callflows API: CSV or NDJSON, one row a request. */
@Component
final class CallflowsFormat implements Format {

    private final Spellings spellings;

    CallflowsFormat(Spellings spellings) {
        this.spellings = spellings;
    }

    @Override
    public ExpectedSource source() {
        return ExpectedSource.CALLFLOWS;
    }

    @Override
    public List<String> requiredColumns() {
        return List.of("sub_account_id");
    }

    @Override
    public List<String> stagingColumns() {
        return List.of(
                "line bigint",
                "sub_account_id text",
                "session_id text",
                "client_request_id text",
                "product text",
                "start_time timestamptz",
                "session_status text",
                "destination text");
    }

    @Override
    public Optional<@Nullable Object[]> row(Line line) {
        var status = Spelling.status(line.text("status", "session_status"));
        if (isNotCreated(line, status)) {
            return Optional.empty();
        }
        var sessionId = line.text("session_id");
        var clientRequestId = line.text("client_request_id");
        if (sessionId == null && clientRequestId == null) {
            line.reject("session_id", "", "a callflow that was created has one, or a client_request_id of your own");
        }
        var product = spellings.product(line.text("product"));
        return Optional.of(new @Nullable Object[] {
            line.number(),
            line.required("sub_account_id"),
            sessionId,
            clientRequestId,
            product == null ? null : product.code(),
            line.requiredTime("sent_at", "time", "created_at", "start_time"),
            status,
            line.text("destination"),
        });
    }

    @Override
    public List<String> transforms() {
        return List.of(
                "expected/sent_session_known.sql",
                "expected/sent_session_superseded.sql",
                "expected/sent_session.sql",
                "expected/touched_day.sql");
    }

    /** A request that 8x8 refused never ends in a session: told by its status, or by a negative code. */
    private static boolean isNotCreated(Line line, @Nullable String status) {
        if ("NOT_CREATED".equals(Spelling.constant(status))) {
            return true;
        }
        var code = line.text("status_code");
        return code != null && code.matches("-\\d+");
    }
}
