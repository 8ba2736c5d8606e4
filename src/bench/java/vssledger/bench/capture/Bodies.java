package vssledger.bench.capture;

import java.nio.charset.StandardCharsets;

/** Requests with a summary of two legs, 1.2 KB, each with a session id of its own. */
final class Bodies {

    private static final String NUMBER = "0000000000000000";

    static final String BODY = """
            {"payload":{"sessionId":"7b1d2e30-0000000000000000","subAccountId":"bench_sg","sessionStatus":"COMPLETED",\
            "startTime":"2026-03-02T08:00:00Z","endTime":"2026-03-02T08:01:12Z","lastAction":"HANGUP","callCount":2,\
            "details":{"callA":{"callId":"5f0c1a52-1b7e-11f1-9d55-0242ac120002","callDirection":"INBOUND","callType":"PSTN",\
            "initiatedTimestamp":"2026-03-02T08:00:00Z","connectedTimestamp":"2026-03-02T08:00:02Z",\
            "disconnectedTimestamp":"2026-03-02T08:01:12Z","source":"+6560000001","destination":"+6531000001",\
            "sourceFormat":"MSISDN","destinationFormat":"MSISDN","sourceCountryCode":"SG","destinationCountryCode":"SG",\
            "destinationRefId":"vn-1","callStatus":"COMPLETED","callDuration":70,\
            "callQuality":{"mos":4.3,"packetLossRate":0.1,"jitter":4}},\
            "callB":{"callId":"5f0c1a52-1b7e-11f1-9d55-0242ac120003","callDirection":"OUTBOUND","callType":"PSTN",\
            "initiatedTimestamp":"2026-03-02T08:00:03Z","connectedTimestamp":"2026-03-02T08:00:09Z",\
            "disconnectedTimestamp":"2026-03-02T08:01:12Z","source":"+6531000001","destination":"+6580000001",\
            "sourceFormat":"MSISDN","destinationFormat":"MSISDN","sourceCountryCode":"SG","destinationCountryCode":"SG",\
            "sourceRefId":"vn-1","callStatus":"COMPLETED","callDuration":63}}},\
            "namespace":"VOICE","eventType":"SESSION_SUMMARY","description":"Summary of a completed call session"}""";

    private static final byte[] REQUEST = ("POST /voice/webhooks/vss/ivr HTTP/1.1\r\nHost: localhost\r\n"
                    + "Content-Type: application/json\r\nContent-Length: " + BODY.length() + "\r\n\r\n" + BODY)
            .getBytes(StandardCharsets.US_ASCII);
    private static final int AT = new String(REQUEST, StandardCharsets.US_ASCII).indexOf(NUMBER);

    private Bodies() {}

    static byte[] request(long number) {
        return numbered(REQUEST.clone(), AT, number);
    }

    static byte[] body(long number) {
        return numbered(BODY.getBytes(StandardCharsets.US_ASCII), BODY.indexOf(NUMBER), number);
    }

    private static byte[] numbered(byte[] bytes, int at, long number) {
        var left = number;
        for (var i = at + NUMBER.length() - 1; left > 0; i--) {
            bytes[i] = (byte) ('0' + left % 10);
            left /= 10;
        }
        return bytes;
    }
}
