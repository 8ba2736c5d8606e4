package vssledger.testing;

import java.util.Locale;

/** Bodies of Voice Session Summaries: {@code aSummary("s-1").status("BUSY").body()}. */
public final class Summaries {

    private final String sessionId;
    private String subAccountId = "acme";
    private String status = "COMPLETED";
    private String start = "2026-03-02T08:00:00Z";
    private String end = "2026-03-02T08:00:30Z";
    private int seconds = 23;
    private String direction = "OUTBOUND";
    private String clientRequestId = "null";
    private String details = "";

    private Summaries(String sessionId) {
        this.sessionId = sessionId;
    }

    /** An outbound call of 23 seconds on 2 March 2026 at eight. */
    public static Summaries aSummary(String sessionId) {
        return new Summaries(sessionId);
    }

    public Summaries subAccount(String id) {
        this.subAccountId = id;
        return this;
    }

    public Summaries status(String word) {
        this.status = word;
        return this;
    }

    public Summaries from(String startTime, String endTime) {
        this.start = startTime;
        this.end = endTime;
        return this;
    }

    public Summaries seconds(int connected) {
        this.seconds = connected;
        return this;
    }

    public Summaries direction(String word) {
        this.direction = word;
        return this;
    }

    public Summaries clientRequestId(String id) {
        this.clientRequestId = id;
        return this;
    }

    /** One more leg, {@code callB}, of so many seconds. */
    public Summaries andLeg(String callId, int connected) {
        this.details = String.format(Locale.ROOT, """
                ,"callB":{"callId":"%s","callDirection":"OUTBOUND","callStatus":"COMPLETED","callDuration":%d}""", callId, connected);
        return this;
    }

    public String body() {
        return String.format(
                Locale.ROOT,
                """
                {"payload":{"sessionId":"%s","subAccountId":"%s","sessionStatus":"%s","startTime":"%s","endTime":"%s",\
                "lastAction":"HANGUP","callCount":1,"details":{"callA":{"callId":"call-%s","callDirection":"%s",\
                "callType":"PSTN","initiatedTimestamp":"%s","source":"+6560000001","destination":"+6580000001",\
                "sourceCountryCode":"SG","destinationCountryCode":"SG","callStatus":"%s","callDuration":%d}%s},"clientRequestId":"%s"},\
                "namespace":"VOICE","eventType":"SESSION_SUMMARY","description":"Summary of a completed call session"}""",
                sessionId,
                subAccountId,
                status,
                start,
                end,
                sessionId,
                direction,
                start,
                status,
                seconds,
                details,
                clientRequestId);
    }

    /** The same, written otherwise: other white space, other order of keys. */
    public String bodyWrittenOtherwise() {
        var payload = body().substring("{\"payload\":".length(), body().indexOf(",\"namespace\""));
        return "{ \"eventType\": \"SESSION_SUMMARY\", \"namespace\": \"VOICE\", \"description\":"
                + " \"Summary of a completed call session\", \"payload\":  " + payload + " }";
    }
}
