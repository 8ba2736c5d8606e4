package vssledger.bench.parse;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;
import vssledger.platform.db.Columns;
import vssledger.platform.text.Timestamps;

/**
 * What this machine can do at most: a cursor, a streaming parser, two COPY streams into tables without a key, and no
 * thought given to anything.
 */
final class Ceiling implements Contender {

    private static final int FETCH = 5_000;
    private static final JsonFactory JSON = new JsonFactory();

    private record Row(Map<String, String> said, String letter) {

        @Nullable String text(String field) {
            return said.get(field);
        }

        @Nullable Instant time(String field) {
            return Timestamps.parse(said.get(field)).orElse(null);
        }
    }

    private static final List<String> SESSION_TEXTS = List.of(
            "subAccountId",
            "sessionId",
            "sessionStatus",
            "lastAction",
            "callCount",
            "errorMsg",
            "errorCode",
            "clientRequestId",
            "version");
    private static final List<String> SESSION_TIMES = List.of("startTime", "endTime");
    private static final List<String> LEG_TEXTS = List.of(
            "callId",
            "callDirection",
            "callType",
            "source",
            "destination",
            "sourceCountryCode",
            "destinationCountryCode",
            "sourceRefId",
            "callStatus",
            "callDuration",
            "mos",
            "packetLossRate",
            "jitter");
    private static final List<String> LEG_TIMES =
            List.of("initiatedTimestamp", "connectedTimestamp", "disconnectedTimestamp");

    @Override
    public void parse(String url) throws Exception {
        var sessions = columns(SESSION_TEXTS, SESSION_TIMES);
        var legs = columns(LEG_TEXTS, LEG_TIMES)
                .text("sessionId", row -> row.said().get("sessionId"))
                .text("leg", Row::letter);
        try (var reading = DriverManager.getConnection(url);
                var one = DriverManager.getConnection(url);
                var other = DriverManager.getConnection(url)) {
            make(one, "bare_session", SESSION_TEXTS, SESSION_TIMES, "");
            make(one, "bare_leg", LEG_TEXTS, LEG_TIMES, ", sessionId text, leg text");
            reading.setAutoCommit(false);
            one.setAutoCommit(false);
            other.setAutoCommit(false);
            Running.time(() -> copy(reading, one, other, sessions, legs));
        }
    }

    private static void copy(
            Connection reading, Connection one, Connection other, Columns<Row> sessions, Columns<Row> legs)
            throws SQLException {
        try (var statement = reading.createStatement()) {
            statement.setFetchSize(FETCH);
            var sessionRows = new ArrayList<Row>();
            var legRows = new ArrayList<Row>();
            try (var deliveries = statement.executeQuery("SELECT body FROM capture.delivery")) {
                while (deliveries.next()) {
                    parse(deliveries.getBytes(1), sessionRows, legRows);
                    if (sessionRows.size() == FETCH) {
                        write(one, other, sessions, legs, sessionRows, legRows);
                    }
                }
            }
            write(one, other, sessions, legs, sessionRows, legRows);
            one.commit();
            other.commit();
        }
    }

    private static void write(
            Connection one,
            Connection other,
            Columns<Row> sessions,
            Columns<Row> legs,
            List<Row> sessionRows,
            List<Row> legRows)
            throws SQLException {
        sessions.copyInto(one, "bare_session", sessionRows);
        legs.copyInto(other, "bare_leg", legRows);
        sessionRows.clear();
        legRows.clear();
    }

    private static void parse(byte[] body, List<Row> sessions, List<Row> legs) {
        var session = new HashMap<String, String>(32);
        try (var parser = JSON.createParser(ObjectReadContext.empty(), body)) {
            read(parser, session, legs);
        }
        sessions.add(new Row(session, ""));
    }

    private static void read(JsonParser parser, Map<String, String> session, List<Row> legs) {
        String name = "";
        for (var token = parser.nextToken(); token != null; token = parser.nextToken()) {
            if (token == JsonToken.PROPERTY_NAME) {
                name = parser.currentName();
            } else if (token == JsonToken.START_OBJECT && name.length() == 5 && name.startsWith("call")) {
                var leg = new HashMap<String, String>(32);
                readLeg(parser, leg);
                leg.put("sessionId", session.getOrDefault("sessionId", ""));
                legs.add(new Row(leg, name.substring(4)));
            } else if (token.isScalarValue()) {
                session.put(name, parser.getString());
            }
        }
    }

    private static void readLeg(JsonParser parser, Map<String, String> leg) {
        var depth = 1;
        while (depth > 0) {
            var token = parser.nextToken();
            if (token == JsonToken.START_OBJECT) {
                depth++;
            } else if (token == JsonToken.END_OBJECT) {
                depth--;
            } else if (token.isScalarValue()) {
                leg.put(parser.currentName(), parser.getString());
            }
        }
    }

    private static Columns<Row> columns(List<String> texts, List<String> times) {
        var columns = Columns.<Row>none();
        for (var text : texts) {
            columns = columns.text(text, row -> row.text(text));
        }
        for (var time : times) {
            columns = columns.time(time, row -> row.time(time));
        }
        return columns;
    }

    private static void make(Connection connection, String table, List<String> texts, List<String> times, String more)
            throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute("CREATE TABLE " + table + " (" + String.join(" text, ", texts) + " text, "
                    + String.join(" timestamptz, ", times) + " timestamptz" + more + ")");
        }
    }
}
