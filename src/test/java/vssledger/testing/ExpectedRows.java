package vssledger.testing;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Puts sessions that a source expects into {@code expected.*}, each by an import of its own that supersedes what was said
 * of it before: {@code billed("s1").call("c1", 23, "total_price=0.05").insert(jdbc)}.
 */
public final class ExpectedRows {

    private final String source;
    private final @Nullable String sessionId;
    private final @Nullable String clientRequestId;
    private String subAccountId = "acme";
    private String product = "ivr";
    private String status = "COMPLETED";
    private Instant start = Instant.parse("2026-11-20T10:00:00Z");
    private Instant importedAt = Instant.parse("2026-11-21T01:00:00Z");
    private final List<Map<String, @Nullable String>> calls = new ArrayList<>();

    private ExpectedRows(String source, @Nullable String sessionId, @Nullable String clientRequestId) {
        this.source = source;
        this.sessionId = sessionId;
        this.clientRequestId = clientRequestId;
    }

    /** A completed IVR session of acme in the log export, on 20 November 2026 at ten; without calls as yet. */
    public static ExpectedRows billed(String sessionId) {
        return new ExpectedRows("8x8-log-export", sessionId, null);
    }

    /** An IVR callflow that acme sent on 20 November 2026 at ten, of which no outcome is stated. */
    public static ExpectedRows sent(@Nullable String sessionId, @Nullable String clientRequestId) {
        return new ExpectedRows("callflows", sessionId, clientRequestId).status("SENT");
    }

    public ExpectedRows subAccount(String id) {
        this.subAccountId = id;
        return this;
    }

    public ExpectedRows product(String code) {
        this.product = code;
        return this;
    }

    public ExpectedRows status(String word) {
        this.status = word;
        return this;
    }

    public ExpectedRows at(String time) {
        this.start = Instant.parse(time);
        return this;
    }

    public ExpectedRows importedAt(String time) {
        this.importedAt = Instant.parse(time);
        return this;
    }

    /**
     * A call of so many seconds, rightly billed by the second at 6 cents a minute.
     *
     * @param changes {@code column=value} of what is otherwise; without a value for NULL
     */
    public ExpectedRows call(String callId, int seconds, String... changes) {
        var columns = new LinkedHashMap<String, @Nullable String>();
        columns.put("call_id", callId);
        columns.put("duration_seconds", String.valueOf(seconds));
        columns.put("unit_seconds", "60");
        columns.put("first_increment", "1");
        columns.put("next_increment", "1");
        columns.put("billable_seconds", String.valueOf(seconds));
        columns.put("unit_price", "0.06");
        columns.put("total_price", String.valueOf(seconds / 1000.0));
        columns.put("currency", "SGD");
        columns.put("sip_status", null);
        for (var change : changes) {
            var parts = change.split("=", 2);
            if (!columns.containsKey(parts[0])) {
                throw new IllegalArgumentException(change);
            }
            columns.put(parts[0], parts[1].isEmpty() ? null : parts[1]);
        }
        calls.add(columns);
        return this;
    }

    /** Business days are those of UTC. */
    public void insert(JdbcClient jdbc) {
        var importId = jdbc.sql("INSERT INTO expected.import (source, file_name, sha256, imported_at, rows, skipped)"
                        + " VALUES (?, 'any', gen_random_uuid()::text, ?, 1, 0) RETURNING id")
                .params(source, importedAt.atOffset(ZoneOffset.UTC))
                .query(Long.class)
                .single();
        for (var table : List.of("leg", "session")) {
            jdbc.sql("UPDATE expected." + table + " SET superseded_by = :import WHERE superseded_by IS NULL"
                            + " AND source = :source AND sub_account_id = :sub AND session_id = :session")
                    .params(common(importId))
                    .update();
        }
        jdbc.sql("INSERT INTO expected.session (import_id, line, source, sub_account_id, session_id, client_request_id,"
                        + " business_day, start_time, product, session_status) VALUES (:import, 1, :source, :sub,"
                        + " :session, :request, :day, :start, :product, :status)")
                .params(common(importId))
                .update();
        for (var call : calls) {
            jdbc.sql(
                            "INSERT INTO expected.leg (import_id, line, source, sub_account_id, session_id, business_day, product,"
                                    + " initiated_at, session_status, call_id, duration_seconds, unit_seconds, first_increment,"
                                    + " next_increment, billable_seconds, unit_price, total_price, currency, sip_status)"
                                    + " VALUES (:import, 1, :source, :sub, :session, :day, :product, :start, :status, :call_id,"
                                    + " :duration_seconds::int, :unit_seconds::int, :first_increment::int,"
                                    + " :next_increment::int, :billable_seconds::int, :unit_price::numeric,"
                                    + " :total_price::numeric, :currency, :sip_status)")
                    .params(common(importId))
                    .params(call)
                    .update();
        }
        jdbc.sql(
                        "UPDATE expected.leg l SET lines_of_call = (SELECT count(*) FROM expected.leg o WHERE o.source = l.source"
                                + " AND o.sub_account_id = l.sub_account_id AND o.session_id = l.session_id"
                                + " AND o.call_id = l.call_id AND o.superseded_by IS NULL)")
                .update();
    }

    private Map<String, @Nullable Object> common(long importId) {
        var time = start.atOffset(ZoneOffset.UTC);
        var values = new LinkedHashMap<String, @Nullable Object>();
        values.put("import", importId);
        values.put("source", source);
        values.put("sub", subAccountId);
        values.put("session", sessionId);
        values.put("request", clientRequestId);
        values.put("day", time.toLocalDate());
        values.put("start", time);
        values.put("product", product);
        values.put("status", status);
        return values;
    }
}
