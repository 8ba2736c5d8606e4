package vssledger.testing;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** Lines of a voice log export: {@code aLeg("s-1", "call-1").with("TotalPriceOfCall", "0.05")}. */
public final class BilledLegs {

    private final Map<String, String> fields = new LinkedHashMap<>();

    private BilledLegs(String sessionId, String callId) {
        fields.put("SessionId", sessionId);
        fields.put("CallId", callId);
        fields.put("AccountId", "acme_account");
        fields.put("SubAccountId", "acme");
        fields.put("Direction", "OUTBOUND");
        fields.put("SourceCountryCode", "65");
        fields.put("SourceCountry", "SG");
        fields.put("SourceOperator", "");
        fields.put("SourceMCC", "");
        fields.put("SourceMNC", "");
        fields.put("SourceEndpoint", "+6560000001");
        fields.put("DestinationCountryCode", "65");
        fields.put("DestinationCountry", "SG");
        fields.put("DestinationOperator", "");
        fields.put("DestinationMCC", "");
        fields.put("DestinationMNC", "");
        fields.put("DestinationEndpoint", "+6580000001");
        fields.put("InitiatedAt", "2026-03-02 08:00:01");
        fields.put("ConnectedAt", "2026-03-02 08:00:05");
        fields.put("DisconnectedAt", "2026-03-02 08:00:28");
        fields.put("DurationInSec", "23");
        fields.put("Product", "IVR");
        fields.put("BillingUnit", "minute");
        fields.put("BillingIncrement", "1+1");
        fields.put("BillableDurationInSec", "23");
        fields.put("UnitPrice", "0.06");
        fields.put("UnitPriceCurrency", "SGD");
        fields.put("TotalPriceOfCall", "0.023");
        fields.put("CallType", "PSTN");
        fields.put("SipStatus", "200");
        fields.put("SessionStatus", "COMPLETED");
        fields.put("CallStatus", "COMPLETED");
        fields.put("TTSLength", "");
        fields.put("MOS", "4.2");
        fields.put("Content", "{\"text\":\"a, \"\"b\"\"\nc\"}");
    }

    /** An outbound IVR leg of 23 seconds on 2 March 2026 at eight, billed by the second at 6 cents a minute. */
    public static BilledLegs aLeg(String sessionId, String callId) {
        return new BilledLegs(sessionId, callId);
    }

    public BilledLegs with(String column, String value) {
        if (!fields.containsKey(column)) {
            throw new IllegalArgumentException(column);
        }
        fields.put(column, value);
        return this;
    }

    public BilledLegs without(String column) {
        fields.remove(column);
        return this;
    }

    /** The file of these lines, with the header of the first. */
    public static String file(BilledLegs... legs) {
        var text = new StringBuilder(String.join(",", legs[0].fields.keySet())).append("\r\n");
        for (var leg : legs) {
            text.append(leg.fields.values().stream()
                            .map(value ->
                                    value.matches("(?s).*[,\"\n].*") ? '"' + value.replace("\"", "\"\"") + '"' : value)
                            .collect(Collectors.joining(",")))
                    .append("\r\n");
        }
        return text.toString();
    }
}
