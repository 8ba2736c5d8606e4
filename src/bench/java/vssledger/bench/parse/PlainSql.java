package vssledger.bench.parse;

import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;

/** {@code INSERT … SELECT} over {@code body ->> …}, in two sessions, each over half of the inbox. */
final class PlainSql implements Contender {

    private static final String SESSIONS = """
            INSERT INTO fact.ivr_session (sub_account_id, session_id, business_day, session_status, start_time, end_time,
                last_action, call_count, error_code, error_message, is_answered, talk_seconds, total_call_seconds,
                schema_version, client_request_id, product_decided_by, received_at, delivery_count, delivery_id, parser_version)
            SELECT body -> 'payload' ->> 'subAccountId', body -> 'payload' ->> 'sessionId',
                   ((body -> 'payload' ->> 'startTime')::timestamptz AT TIME ZONE 'UTC')::date,
                   body -> 'payload' ->> 'sessionStatus', (body -> 'payload' ->> 'startTime')::timestamptz,
                   (body -> 'payload' ->> 'endTime')::timestamptz, body -> 'payload' ->> 'lastAction',
                   (body -> 'payload' ->> 'callCount')::int, (body -> 'payload' -> 'errorDetails' ->> 'errorCode')::int,
                   body -> 'payload' -> 'errorDetails' ->> 'errorMsg',
                   body -> 'payload' -> 'details' -> 'callB' ->> 'connectedTimestamp' IS NOT NULL,
                   coalesce((body -> 'payload' -> 'details' -> 'callB' ->> 'callDuration')::int, 0),
                   coalesce((body -> 'payload' -> 'details' -> 'callA' ->> 'callDuration')::int, 0)
                       + coalesce((body -> 'payload' -> 'details' -> 'callB' ->> 'callDuration')::int, 0),
                   (body ->> 'version')::int, body -> 'payload' ->> 'clientRequestId', 'URL', received_at, 1, id, 1
            FROM capture.delivery
            WHERE (id > (SELECT (min(id) + max(id)) / 2 FROM capture.delivery)) = ?
            ON CONFLICT DO NOTHING
            """;

    private static final String LEGS = """
            INSERT INTO fact.call_leg (sub_account_id, session_id, leg, call_id, direction, call_type, initiated_at,
                connected_at, disconnected_at, source, destination, source_country, destination_country, ref_id, call_status,
                call_seconds, is_answered, talk_seconds, mos, packet_loss_rate, jitter_ms, business_day, delivery_id)
            SELECT body -> 'payload' ->> 'subAccountId', body -> 'payload' ->> 'sessionId', right(leg.key, 1),
                   leg.value ->> 'callId', leg.value ->> 'callDirection', leg.value ->> 'callType',
                   (leg.value ->> 'initiatedTimestamp')::timestamptz, (leg.value ->> 'connectedTimestamp')::timestamptz,
                   (leg.value ->> 'disconnectedTimestamp')::timestamptz, leg.value ->> 'source', leg.value ->> 'destination',
                   upper(leg.value ->> 'sourceCountryCode'), upper(leg.value ->> 'destinationCountryCode'),
                   coalesce(leg.value ->> 'sourceRefId', leg.value ->> 'destinationRefId'), leg.value ->> 'callStatus',
                   (leg.value ->> 'callDuration')::int, leg.value ->> 'connectedTimestamp' IS NOT NULL,
                   coalesce((leg.value ->> 'callDuration')::int, 0), (leg.value -> 'callQuality' ->> 'mos')::numeric,
                   (leg.value -> 'callQuality' ->> 'packetLossRate')::numeric,
                   (leg.value -> 'callQuality' ->> 'jitter')::numeric,
                   ((body -> 'payload' ->> 'startTime')::timestamptz AT TIME ZONE 'UTC')::date, id
            FROM capture.delivery, json_each(body -> 'payload' -> 'details') AS leg
            WHERE (id > (SELECT (min(id) + max(id)) / 2 FROM capture.delivery)) = ?
            ON CONFLICT DO NOTHING
            """;

    private static final String OUTCOMES = """
            INSERT INTO parse.outcome (delivery_id, outcome, business_day, product, sub_account_id, session_id, content_digest,
                content_rank, arrived_at, parser_version, run_id)
            SELECT id, 'FACT', ((body -> 'payload' ->> 'startTime')::timestamptz AT TIME ZONE 'UTC')::date, product,
                   body -> 'payload' ->> 'subAccountId', body -> 'payload' ->> 'sessionId', '', '', received_at, 1, 1
            FROM capture.delivery
            WHERE (id > (SELECT (min(id) + max(id)) / 2 FROM capture.delivery)) = ?
            ON CONFLICT DO NOTHING
            """;

    @Override
    public void parse(String url) throws Exception {
        Rooms.make(url);
        var sessions = Executors.newFixedThreadPool(2);
        try {
            Running.time(() -> {
                for (var half : sessions.invokeAll(List.of(half(url, false), half(url, true)))) {
                    half.get();
                }
            });
        } finally {
            sessions.shutdown();
        }
    }

    private static Callable<Boolean> half(String url, boolean upper) {
        return () -> {
            insert(url, upper);
            return true;
        };
    }

    private static void insert(String url, boolean upper) throws SQLException {
        try (var connection = DriverManager.getConnection(url)) {
            for (var sql : List.of(OUTCOMES, SESSIONS, LEGS)) {
                try (var statement = connection.prepareStatement(sql)) {
                    statement.setBoolean(1, upper);
                    statement.executeUpdate();
                }
            }
        }
    }
}
