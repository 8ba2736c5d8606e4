package vssledger.expected;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import vssledger.expected.file.ColumnRoles;
import vssledger.platform.Spelling;

/**
 * What the client's own system sent to the Callflows API: CSV, NDJSON or a workbook, one row a request. A request that 8x8 refused
 * expects nothing, and takes back what was said of the same request before as long as no session of it is known.
 */
@Component
final class CallflowsFormat implements Format {

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
            "destination text");

    /** From lines to expected sessions. */
    static final List<String> DERIVING = List.of(
            "expected/sent_session_known.sql",
            "expected/session_superseded.sql",
            "expected/request_superseded.sql",
            "expected/sent_session.sql");

    static final List<String> TRANSFORMS = Stream.of(
                    Stream.of("expected/sent_line.sql", "expected/sent_total.sql"),
                    DERIVING.stream(),
                    Stream.of("expected/touched_day.sql"))
            .flatMap(files -> files)
            .toList();

    private final Spellings spellings;

    CallflowsFormat(Spellings spellings) {
        this.spellings = spellings;
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
                Set.of("session_id", "client_request_id", "sub_account_id", "destination"));
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
        var code = line.text("status_code");
        return !"NOT_CREATED".equals(Spelling.constant(status(line)))
                && (code == null || !code.matches("-\\d+(\\.0+)?"));
    }

    @Override
    public Optional<@Nullable Object[]> row(Line line) {
        return isExpected(line) ? Optional.of(created(line)) : refused(line);
    }

    private @Nullable Object[] created(Line line) {
        var sessionId = line.id("session_id");
        var clientRequestId = line.id("client_request_id");
        if (sessionId == null && clientRequestId == null) {
            line.reject("session_id", "", "a callflow that was created has one, or a client_request_id of your own");
        }
        var product = spellings.product(line.text("product"));
        return new @Nullable Object[] {
            line.number(),
            true,
            line.requiredId("sub_account_id"),
            sessionId,
            clientRequestId,
            false,
            product == null ? null : product.code(),
            line.requiredTime(SENT_AT),
            Spelling.status(status(line)),
            line.phone("destination"),
        };
    }

    private static Optional<@Nullable Object[]> refused(Line line) {
        var subAccountId = line.id("sub_account_id");
        var clientRequestId = line.id("client_request_id");
        return subAccountId == null || clientRequestId == null
                ? Optional.empty()
                : Optional.of(new @Nullable Object[] {
                    line.number(), false, subAccountId, null, clientRequestId, false, null, null, null, null
                });
    }

    private static @Nullable String status(Line line) {
        return line.text("status", "session_status");
    }

    @Override
    public List<String> transforms() {
        return TRANSFORMS;
    }
}
