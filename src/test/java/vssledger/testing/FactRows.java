package vssledger.testing;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Puts sessions and their legs into {@code fact.*}: {@code aSession("s1").status("BUSY").leg(…).insert(jdbc)}. */
public final class FactRows {

    /** Below those of the inbox. */
    private static final AtomicLong DELIVERY = new AtomicLong();

    private final String sessionId;
    private String table = "ivr_session";
    private String subAccountId = "acme";
    private String status = "COMPLETED";
    private Instant start = Instant.parse("2026-11-20T10:00:00Z");
    private @Nullable Integer errorCode;
    private @Nullable String errorMessage;
    private int callSeconds = 60;
    private String decidedBy = "URL";
    private @Nullable String clientRequestId;
    private final List<Leg> legs = new ArrayList<>();
    private final List<Note> notes = new ArrayList<>();

    private record Leg(
            String direction,
            String destination,
            String country,
            @Nullable String callId,
            @Nullable Integer callSeconds) {}

    private record Note(String code, String field) {}

    private FactRows(String sessionId) {
        this.sessionId = sessionId;
    }

    /** An IVR session of acme that completed after a minute, on 20 November 2026 at ten. */
    public static FactRows aSession(String sessionId) {
        return new FactRows(sessionId);
    }

    public FactRows product(String code) {
        this.table = code.replace('-', '_') + "_session";
        return this;
    }

    public FactRows subAccount(String id) {
        this.subAccountId = id;
        return this;
    }

    public FactRows status(String word) {
        this.status = word;
        this.callSeconds = word.startsWith("COMPLETED") ? callSeconds : 0;
        return this;
    }

    public FactRows at(String time) {
        this.start = Instant.parse(time);
        return this;
    }

    public FactRows error(@Nullable Integer code, @Nullable String message) {
        this.status = "ERROR";
        this.errorCode = code;
        this.errorMessage = message;
        this.callSeconds = 0;
        return this;
    }

    public FactRows callSeconds(int seconds) {
        this.callSeconds = seconds;
        return this;
    }

    public FactRows productDecidedBy(String means) {
        this.decidedBy = means;
        return this;
    }

    public FactRows leg(String direction, String destination, String country) {
        legs.add(new Leg(direction, destination, country, null, callSeconds));
        return this;
    }

    /** An outbound leg with its call id and connected seconds; null where the summary states none. */
    public FactRows call(String callId, @Nullable Integer seconds) {
        legs.add(new Leg("OUTBOUND", "+6580000001", "SG", callId, seconds));
        return this;
    }

    public FactRows clientRequestId(String id) {
        this.clientRequestId = id;
        return this;
    }

    public FactRows callTo(String destination) {
        return leg("OUTBOUND", destination, "SG");
    }

    /** Something strange about it. */
    public FactRows note(String code, String field) {
        notes.add(new Note(code, field));
        return this;
    }

    /** Business days are those of UTC. */
    public void insert(JdbcClient jdbc) {
        var time = start.atOffset(ZoneOffset.UTC);
        var delivery = DELIVERY.decrementAndGet();
        jdbc.sql("INSERT INTO parse.outcome (delivery_id, outcome, business_day, product, sub_account_id, session_id,"
                        + " content_digest, content_rank, parser_version, run_id)"
                        + " VALUES (?, 'FACT', ?, ?, ?, ?, '', '', 1, 1)")
                .params(
                        delivery,
                        time.toLocalDate(),
                        table.replace("_session", "").replace('_', '-'),
                        subAccountId,
                        sessionId)
                .update();
        makeMonth(jdbc, "fact." + table, YearMonth.from(time));
        makeMonth(jdbc, "fact.call_leg", YearMonth.from(time));
        makeMonth(jdbc, "fact.session_note", YearMonth.from(time));
        var isMessaging = table.startsWith("voice_messaging");
        jdbc.sql("INSERT INTO fact." + table + " (sub_account_id, session_id, business_day, session_status, start_time,"
                        + " end_time, error_code, error_message, total_call_seconds, product_decided_by, received_at,"
                        + " destination_country, client_request_id, delivery_count, delivery_id, is_answered, talk_seconds, parser_version"
                        + (isMessaging ? ", opt_out" : "")
                        + ") VALUES (:sub, :id,"
                        + " :day, :status, :start, :end, :code, :message, :seconds, :decided, :end,"
                        + " :country, :request, 1, :delivery, :seconds > 0, :seconds, 1"
                        + (isMessaging ? ", 'NONE'" : "") + ")")
                .param("delivery", delivery)
                .param("sub", subAccountId)
                .param("id", sessionId)
                .param("day", time.toLocalDate())
                .param("status", status)
                .param("start", time)
                .param("end", time.plusSeconds(90))
                .param("code", errorCode)
                .param("message", errorMessage)
                .param("seconds", callSeconds)
                .param("decided", decidedBy)
                .param("request", clientRequestId)
                .param("country", countryCalled())
                .update();
        insertNotes(jdbc, time.toLocalDate(), delivery);
        for (var i = 0; i < legs.size(); i++) {
            var leg = legs.get(i);
            jdbc.sql("INSERT INTO fact.call_leg (sub_account_id, session_id, leg, direction, destination,"
                            + " destination_country, call_id, call_seconds, is_answered, talk_seconds, business_day, delivery_id) VALUES (:sub,"
                            + " :id, :leg, :direction, :destination, :country, :call, :seconds,"
                            + " coalesce(:seconds, 0) > 0, coalesce(:seconds, 0), :day, :delivery)")
                    .param("sub", subAccountId)
                    .param("id", sessionId)
                    .param("delivery", delivery)
                    .param("leg", String.valueOf((char) ('A' + i)))
                    .param("direction", leg.direction())
                    .param("destination", leg.destination())
                    .param("country", leg.country())
                    .param("call", leg.callId())
                    .param("seconds", leg.callSeconds())
                    .param("day", time.toLocalDate())
                    .update();
        }
    }

    private @Nullable String countryCalled() {
        return legs.stream()
                .filter(leg -> leg.direction().equals("OUTBOUND"))
                .map(Leg::country)
                .reduce((first, last) -> last)
                .orElse(null);
    }

    private void insertNotes(JdbcClient jdbc, LocalDate day, long delivery) {
        for (var note : notes) {
            jdbc.sql(
                            "INSERT INTO fact.session_note (sub_account_id, session_id, business_day, delivery_id, code, field)"
                                    + " VALUES (?, ?, ?, ?, ?, ?)")
                    .params(subAccountId, sessionId, day, delivery, note.code(), note.field())
                    .update();
        }
    }

    private static void makeMonth(JdbcClient jdbc, String table, YearMonth month) {
        jdbc.sql(String.format(
                        Locale.ROOT,
                        "CREATE TABLE IF NOT EXISTS %s_%tY_%2$tm PARTITION OF %1$s FOR VALUES FROM ('%s') TO ('%s')",
                        table,
                        month.atDay(1),
                        month.atDay(1),
                        month.plusMonths(1).atDay(1)))
                .update();
    }

    /** What reconciliation says of a session, and what its one leg was billed in each currency. */
    public static void result(
            JdbcClient jdbc, String sessionId, String day, String source, String outcome, String... billed) {
        makeMonth(jdbc, "recon.result", YearMonth.from(LocalDate.parse(day)));
        jdbc.sql("INSERT INTO recon.result (business_day, product, sub_account_id, session_id, source, outcome)"
                        + " VALUES (?::date, 'ivr', 'acme', ?, ?, ?)")
                .params(day, sessionId, source, outcome)
                .update();
        for (var price : billed) {
            var parts = price.split(" ", 2);
            jdbc.sql(
                            "WITH import AS (INSERT INTO expected.import (source, file_name, sha256, imported_at, rows, skipped)"
                                    + " VALUES (:source, 'log.csv', gen_random_uuid()::text, now(), 1, 0) RETURNING id)"
                                    + " INSERT INTO expected.leg (import_id, line, source, sub_account_id, session_id, call_id,"
                                    + " business_day, initiated_at, duration_seconds, total_price, currency)"
                                    + " SELECT id, 1, :source, 'acme', :session, gen_random_uuid()::text, :day::date, now(), 1,"
                                    + " :price, :currency FROM import")
                    .param("source", source)
                    .param("session", sessionId)
                    .param("day", day)
                    .param("price", new BigDecimal(parts[0]))
                    .param("currency", parts[1])
                    .update();
        }
    }
}
