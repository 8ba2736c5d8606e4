package vssledger.bench;

import java.nio.charset.StandardCharsets;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.UUID;
import vssledger.platform.db.Columns;

/**
 * Deliveries of made-up sessions of two legs over a week, 1.2 KB each, in the order of their arrival. Of a hundred, two are
 * repetitions, and one has something strange about it. All of it follows from the seed.
 */
public final class InboxSeed {

    private static final int BATCH = 10_000;
    private static final LocalDate FIRST = LocalDate.parse("2026-03-02");
    private static final long SECONDS = 7 * 86_400;
    private static final String[] ENDS = {"COMPLETED", "COMPLETED", "COMPLETED", "BUSY", "NO_ANSWER", "FAILED"};

    private record Row(Instant receivedAt, byte[] body) {}

    private static final Columns<Row> COLUMNS = Columns.<Row>none()
            .time("received_at", Row::receivedAt)
            .text("product", row -> "ivr")
            .text("source", row -> "webhook")
            .text("remote_addr", row -> "18.140.80.2")
            .json("body", Row::body);

    private final SplittableRandom random;
    private final Instant begin;
    private final int deliveries;
    private Row last;
    private int sessions;

    private InboxSeed(LocalDate first, int deliveries) {
        this.random = new SplittableRandom(first.toEpochDay());
        this.begin = first.atStartOfDay().toInstant(ZoneOffset.UTC);
        this.deliveries = deliveries;
        this.last = new Row(begin, new byte[0]);
    }

    /**
     * Fills the inbox with the week of 2 March 2026.
     *
     * @return the sessions it tells of
     */
    public static int into(String url, int deliveries) throws SQLException {
        return into(url, FIRST, deliveries);
    }

    /**
     * Fills the inbox with the week that begins on this day, all of it other sessions than of other weeks.
     *
     * @return how many
     */
    public static int into(String url, LocalDate first, int deliveries) throws SQLException {
        return new InboxSeed(first, deliveries).copy(url);
    }

    private int copy(String url) throws SQLException {
        try (var connection = DriverManager.getConnection(url)) {
            for (var done = 0; done < deliveries; done += BATCH) {
                var rows = new ArrayList<Row>(BATCH);
                for (var n = done; n < Math.min(deliveries, done + BATCH); n++) {
                    rows.add(next(n));
                }
                COLUMNS.copyInto(connection, "capture.delivery", rows);
            }
            try (var statement = connection.createStatement()) {
                statement.execute("VACUUM ANALYZE capture.delivery");
            }
        }
        return sessions;
    }

    private Row next(int n) {
        if (n % 50 == 49) {
            return new Row(last.receivedAt().plusSeconds(1), last.body());
        }
        sessions++;
        last = session(n);
        return last;
    }

    private Row session(int n) {
        var start = begin.plusSeconds(n * SECONDS / deliveries);
        var end = ENDS[random.nextInt(ENDS.length)];
        var isAnswered = end.equals("COMPLETED");
        var talk = isAnswered ? 5 + random.nextInt(300) : 0;
        var ring = 3 + random.nextInt(25);
        var over = start.plusSeconds(ring + talk + 1L);
        var caller = "+6591" + (100_000 + random.nextInt(900_000));
        var callee = "+6281" + (10_000_000 + random.nextInt(90_000_000));
        var isStrange = n % 100 == 7;
        var body = String.format(
                Locale.ROOT,
                """
                {"payload":{"sessionId":"%s","subAccountId":"acme_%d","sessionStatus":"%s","startTime":"%s","endTime":"%s",\
                "lastAction":"HANGUP","callCount":2,"details":{"callA":{"callId":"%s","callDirection":"INBOUND",\
                "callType":"PSTN","initiatedTimestamp":"%s","connectedTimestamp":"%s","disconnectedTimestamp":"%s",\
                "source":"%s","destination":"+6531000001","sourceFormat":"MSISDN","destinationFormat":"MSISDN",\
                "sourceCountryCode":"%s","destinationCountryCode":"SG","destinationRefId":"vn-1","callStatus":"COMPLETED",\
                "callDuration":%d,"callQuality":{"mos":%s,"packetLossRate":0.1,"jitter":4}},\
                "callB":{"callId":"%s","callDirection":"OUTBOUND","callType":"PSTN","initiatedTimestamp":"%s",\
                %s"disconnectedTimestamp":"%s","source":"+6531000001","destination":"%s","sourceFormat":"MSISDN",\
                "destinationFormat":"MSISDN","sourceCountryCode":"SG","destinationCountryCode":"ID","sourceRefId":"vn-1",\
                "callStatus":"%s","callDuration":%d}}},"namespace":"VOICE","eventType":"SESSION_SUMMARY","version":5,\
                "description":"Summary of a completed call session"}""",
                uuid(start),
                random.nextInt(8),
                end,
                start,
                over,
                uuid(start),
                start,
                start.plusSeconds(1),
                over,
                caller,
                isStrange ? "sgp" : "SG",
                ring + talk,
                "4." + random.nextInt(10),
                uuid(start),
                start.plusSeconds(1),
                isAnswered ? "\"connectedTimestamp\":\"" + start.plusSeconds(1L + ring) + "\"," : "",
                over,
                callee,
                end,
                talk);
        return new Row(over.plus(random.nextInt(2_000), ChronoUnit.MILLIS), body.getBytes(StandardCharsets.UTF_8));
    }

    /** Of version 1, as 8x8's: the time in its lowest part first. */
    private UUID uuid(Instant at) {
        var ticks = at.getEpochSecond() * 10_000_000 + random.nextInt(10_000_000) + 0x01b21dd213814000L;
        var most = (ticks << 32) | (((ticks >>> 32) & 0xffffL) << 16) | 0x1000L | ((ticks >>> 48) & 0xfffL);
        return new UUID(most, (random.nextLong() & 0x3fffffffffffffffL) | 0x8000000000000000L);
    }
}
