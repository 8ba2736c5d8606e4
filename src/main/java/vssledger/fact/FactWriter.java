package vssledger.fact;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import vssledger.platform.Product;

/**
 * Writes facts in bulk, in the transaction of its caller, who holds the locks of the sessions. A session that had a fact
 * is removed first, from whatever product's table it was in.
 */
@Component
public class FactWriter {

    /** Common columns, in the order of {@link #common}. */
    private static final List<String> COMMON = List.of(
            "sub_account_id",
            "session_id",
            "business_day",
            "session_status",
            "start_time",
            "end_time",
            "last_action",
            "call_count",
            "error_code",
            "error_message",
            "total_call_seconds",
            "schema_version",
            "client_request_id",
            "product_decided_by",
            "received_at",
            "delivery_count",
            "delivery_id");

    private static final String INSERT_LEG = """
            INSERT INTO fact.call_leg (sub_account_id, session_id, leg, call_id, direction, call_type, initiated_at,
                connected_at, disconnected_at, source, destination, source_country, destination_country, ref_id,
                call_status, call_seconds, mos, packet_loss_rate, jitter_ms, business_day)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """;

    private final JdbcTemplate jdbc;

    public FactWriter(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /** Adds facts of sessions that have none. */
    public void add(Collection<SessionFact> facts) {
        var byProduct = facts.stream()
                .collect(Collectors.groupingBy(
                        SessionFact::product, () -> new EnumMap<>(Product.class), Collectors.toList()));
        byProduct.forEach(this::insert);
        jdbc.batchUpdate(INSERT_LEG, facts.stream().flatMap(FactWriter::legRows).toList());
    }

    /** Removes the facts of these sessions. */
    public void remove(Collection<SessionKey> keys) {
        if (keys.isEmpty()) {
            return;
        }
        var tables = Stream.concat(Stream.of(Product.values()).map(FactWriter::table), Stream.of("fact.call_leg"));
        var rows = keys.stream()
                .map(key -> new Object[] {key.subAccountId(), key.sessionId()})
                .toList();
        tables.forEach(table ->
                jdbc.batchUpdate("DELETE FROM " + table + " WHERE sub_account_id = ? AND session_id = ?", rows));
    }

    /** Sets how many deliveries these sessions have, by session. */
    public void recount(Map<SessionKey, Integer> deliveryCounts) {
        if (deliveryCounts.isEmpty()) {
            return;
        }
        var rows = deliveryCounts.entrySet().stream()
                .map(e -> new Object[] {
                    e.getValue(), e.getKey().subAccountId(), e.getKey().sessionId()
                })
                .toList();
        for (var product : Product.values()) {
            jdbc.batchUpdate(
                    "UPDATE " + table(product) + " SET delivery_count = ? WHERE sub_account_id = ? AND session_id = ?",
                    rows);
        }
    }

    private void insert(Product product, List<SessionFact> facts) {
        var own = List.copyOf(facts.get(0).own().keySet());
        var columns = Stream.concat(COMMON.stream(), own.stream()).toList();
        var sql = "INSERT INTO " + table(product) + " (" + String.join(", ", columns) + ") VALUES ("
                + columns.stream().map(c -> "?").collect(Collectors.joining(", ")) + ")";
        jdbc.batchUpdate(sql, facts.stream().map(fact -> row(fact, own)).toList());
    }

    private static Object[] row(SessionFact fact, List<String> own) {
        var row = common(fact);
        own.forEach(column -> row.add(fact.own().get(column)));
        return row.toArray();
    }

    private static List<@Nullable Object> common(SessionFact fact) {
        var row = new ArrayList<@Nullable Object>();
        row.add(fact.key().subAccountId());
        row.add(fact.key().sessionId());
        row.add(fact.businessDay());
        row.add(fact.status());
        row.add(timestamp(fact.startTime()));
        row.add(timestamp(fact.endTime()));
        row.add(fact.lastAction());
        row.add(fact.callCount());
        row.add(fact.errorCode());
        row.add(fact.errorMessage());
        row.add(fact.totalCallSeconds());
        row.add(fact.schemaVersion());
        row.add(fact.clientRequestId());
        row.add(fact.decidedBy());
        row.add(timestamp(fact.receivedAt()));
        row.add(fact.deliveryCount());
        row.add(fact.deliveryId());
        return row;
    }

    private static Stream<Object[]> legRows(SessionFact fact) {
        return fact.legs().stream().map(leg -> new Object[] {
            fact.key().subAccountId(),
            fact.key().sessionId(),
            leg.leg(),
            leg.callId(),
            leg.direction(),
            leg.callType(),
            timestamp(leg.initiatedAt()),
            timestamp(leg.connectedAt()),
            timestamp(leg.disconnectedAt()),
            leg.source(),
            leg.destination(),
            leg.sourceCountry(),
            leg.destinationCountry(),
            leg.refId(),
            leg.callStatus(),
            leg.callSeconds(),
            leg.mos(),
            leg.packetLossRate(),
            leg.jitterMs(),
            fact.businessDay()
        });
    }

    private static @Nullable Timestamp timestamp(@Nullable Instant time) {
        return time == null ? null : Timestamp.from(time);
    }

    private static String table(Product product) {
        return "fact." + product.code().replace('-', '_') + "_session";
    }
}
