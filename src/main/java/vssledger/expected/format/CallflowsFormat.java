package vssledger.expected.format;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import vssledger.expected.ExpectedSource;
import vssledger.expected.file.ColumnRoles;
import vssledger.expected.line.Line;
import vssledger.platform.Ids;
import vssledger.platform.SubAccountProducts;
import vssledger.platform.text.Spelling;

/**
 * What the client's own system sent to the Callflows API, or what 8x8 answered: CSV, NDJSON or a workbook, one row a request. A
 * request that 8x8 refused expects nothing, and takes back what was said of the same request before as long as no session of it is
 * known; it is kept with its code and message, until a later line says that it became a session.
 */
@Component
public final class CallflowsFormat implements SourceFormat {

    private static final String[] SENT_AT = {"sent_at", "time", "created_at", "start_time"};

    /** Of every list of sessions that were sent; {@code is_row} where a line had no id. */
    static final List<String> STAGING = List.of(
            "line bigint",
            "is_created boolean",
            "sub_account_id text",
            "session_id text",
            "client_request_id text",
            "is_row boolean",
            "product text",
            "start_time timestamptz",
            "session_status text",
            "destination text",
            "callflow_request_id text",
            "status_code integer",
            "status_message text",
            "request_key text", // of a refused request, and of one that 8x8 gave an id
            "product_spelling text"); // of a product that nobody knows

    /** From lines to expected sessions. */
    public static final List<String> DERIVING = List.of(
            "expected/import/06_sent_session_known.sql",
            "expected/import/07_session_superseded.sql",
            "expected/import/08_request_superseded.sql",
            "expected/import/10_sent_session.sql");

    static final List<String> TRANSFORMS = Stream.of(
                    Stream.of("expected/import/04_sent_line.sql", "expected/import/05_sent_total.sql"),
                    DERIVING.stream(),
                    Stream.of("expected/import/12_rejected_superseded.sql", "expected/import/13_rejected_request.sql"),
                    Stream.of("expected/import/14_touched_day.sql"))
            .flatMap(files -> files)
            .toList();

    private final Spellings spellings;
    private final Set<String> subAccounts;

    CallflowsFormat(Spellings spellings, SubAccountProducts subAccounts) {
        this.spellings = spellings;
        this.subAccounts = subAccounts.subAccounts().keySet();
    }

    @Override
    public ExpectedSource source() {
        return ExpectedSource.CALLFLOWS;
    }

    @Override
    public List<List<String>> requiredColumns() {
        return List.of(List.of("sub_account_id"), List.of("session_id", "client_request_id"), List.of(SENT_AT));
    }

    @Override
    public ColumnRoles columns() {
        return new ColumnRoles(
                requiredColumns(),
                Set.of(),
                Set.of(),
                Set.of(SENT_AT),
                Set.of("session_id", "client_request_id", "call_flow_request_id", "sub_account_id", "destination"));
    }

    @Override
    public boolean isOnlyCsv() {
        return false;
    }

    @Override
    public List<String> stagingColumns() {
        return STAGING;
    }

    /** No, if 8x8 refused the request: told by its status, or by a negative code. */
    @Override
    public boolean isExpected(Line line) {
        var code = line.wholeNumber("status_code");
        return !"NOT_CREATED".equals(Spelling.constant(status(line))) && (code == null || code >= 0);
    }

    @Override
    public Optional<@Nullable Object[]> row(Line line) {
        var isCreated = isExpected(line);
        var sessionId = isCreated ? line.id("session_id") : null;
        var clientRequestId = line.id("client_request_id");
        var callflowRequestId = line.id("call_flow_request_id");
        if (isCreated && sessionId == null && clientRequestId == null) {
            line.reject("session_id", "", "a callflow that was created has one, or a client_request_id of your own");
        }
        var productSpelling = line.text("product");
        var product = spellings.product(productSpelling);
        var subAccountId = subAccountId(line);
        var time = time(line, isCreated, sessionId, callflowRequestId);
        var destination = line.phone("destination");
        var code = line.wholeNumber("status_code");
        var codeText = line.text("status_code"); // what is no number is kept as the message
        var message = line.text("status_message");
        return Optional.of(new @Nullable Object[] {
            line.number(),
            isCreated,
            subAccountId,
            sessionId,
            clientRequestId,
            false,
            product == null ? null : product.code(),
            time,
            Spelling.status(status(line)),
            destination,
            callflowRequestId,
            code,
            code == null && codeText != null && message == null && codeText.matches(".*\\w.*") ? codeText : message,
            callflowRequestId != null
                    ? callflowRequestId.toLowerCase(Locale.ROOT)
                    : isCreated ? null : requestKey(clientRequestId, subAccountId, destination, time, code),
            product == null ? productSpelling : null,
        });
    }

    /** 8x8's answers do not name it: if there is only one, it is that one. */
    private String subAccountId(Line line) {
        var named = line.id("sub_account_id");
        return named == null && subAccounts.size() == 1
                ? Ids.key(subAccounts.iterator().next())
                : line.requiredId("sub_account_id");
    }

    /**
     * When the request was sent. Where the line does not say it, an id of 8x8's does that was made of the time; null for a refused
     * request that has neither.
     */
    private static @Nullable Instant time(
            Line line, boolean isCreated, @Nullable String sessionId, @Nullable String callflowRequestId) {
        return Stream.of(callflowRequestId, sessionId)
                .filter(id -> line.text(SENT_AT) == null && id != null)
                .flatMap(id -> TimeOfId.of(String.valueOf(id)).stream())
                .findFirst()
                .orElseGet(() -> isCreated ? line.requiredTime(SENT_AT) : line.time(SENT_AT));
    }

    /** What tells a refused request without an id of 8x8's from others: the client's own id, else all that its line says. */
    private static String requestKey(
            @Nullable String clientRequestId,
            String subAccountId,
            @Nullable String destination,
            @Nullable Instant time,
            @Nullable Integer code) {
        return clientRequestId != null
                ? clientRequestId
                : ListFormat.rowId(subAccountId, String.valueOf(destination), time + " " + code);
    }

    private static @Nullable String status(Line line) {
        return line.text("status", "session_status");
    }

    @Override
    public List<String> transforms() {
        return TRANSFORMS;
    }
}
