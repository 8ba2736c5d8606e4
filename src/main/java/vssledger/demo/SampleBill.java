package vssledger.demo;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import java.io.StringWriter;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A voice log export: CSV, one row a call leg, right or with one thing wrong. */
final class SampleBill {

    private static final List<String> COLUMNS = List.of(
            "SessionId",
            "CallId",
            "AccountId",
            "SubAccountId",
            "Direction",
            "SourceCountryCode",
            "SourceCountry",
            "SourceOperator",
            "SourceMCC",
            "SourceMNC",
            "SourceEndpoint",
            "DestinationCountryCode",
            "DestinationCountry",
            "DestinationOperator",
            "DestinationMCC",
            "DestinationMNC",
            "DestinationEndpoint",
            "InitiatedAt",
            "ConnectedAt",
            "DisconnectedAt",
            "DurationInSec",
            "Product",
            "BillingUnit",
            "BillingIncrement",
            "BillableDurationInSec",
            "UnitPrice",
            "UnitPriceCurrency",
            "TotalPriceOfCall",
            "CallType",
            "SipStatus",
            "SessionStatus",
            "CallStatus",
            "TTSLength",
            "MOS",
            "Content");

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT);

    /** What can be wrong with a bill, each by the kind of break that it is. */
    enum Fault {
        LEG_MISSING(3),
        LEG_UNEXPECTED(4),
        STATUS(5),
        DURATION(5),
        BILLABLE_SECONDS(4),
        PRICE(5),
        PRODUCT(3),
        DUPLICATE_BILLED(4),
        /** A second more than happened: no break. */
        WITHIN_TOLERANCE(12);

        private final int howOften;

        Fault(int howOften) {
            this.howOften = howOften;
        }

        int howOften() {
            return howOften;
        }
    }

    private final StringWriter text = new StringWriter();
    private final CsvWriter rows =
            CsvWriter.builder().lineDelimiter(LineDelimiter.CRLF).bufferSize(0).build(text);

    SampleBill() {
        rows.writeRecord(COLUMNS);
    }

    void add(SampleSession session, @Nullable Fault fault) {
        var legs = fault == Fault.LEG_UNEXPECTED
                ? session.legs().subList(0, session.legs().size() - 1)
                : session.legs();
        for (var i = 0; i < legs.size(); i++) {
            // one leg with the fault is enough
            add(session, legs.get(i), i == 0 ? fault : null);
        }
    }

    private void add(SampleSession session, SampleLeg leg, @Nullable Fault fault) {
        row(session, leg, leg.callId(), fault);
        if (fault == Fault.DUPLICATE_BILLED) {
            row(session, leg, leg.callId(), fault);
        } else if (fault == Fault.LEG_MISSING) {
            // an id of the same kind that no webhook has
            row(
                    session,
                    leg,
                    UUID.nameUUIDFromBytes(leg.callId().getBytes(StandardCharsets.UTF_8))
                            .toString(),
                    fault);
        }
    }

    private void row(SampleSession session, SampleLeg leg, String callId, @Nullable Fault fault) {
        var subAccount = SubAccount.of(session);
        var increment = subAccount.increment().split("\\+", -1);
        var first = Integer.parseInt(increment[0]);
        var next = Integer.parseInt(increment[1]);
        var seconds = leg.seconds();
        var shownSeconds =
                fault == Fault.DURATION ? seconds + 7 : fault == Fault.WITHIN_TOLERANCE ? seconds + 1 : seconds;
        var billable = billable(fault == Fault.WITHIN_TOLERANCE ? shownSeconds : seconds, first, next);
        if (fault == Fault.BILLABLE_SECONDS) {
            billable += Math.max(next, 6);
        }
        var unitPrice = leg.inbound()
                ? leg.sourceCountry().pricePerMinute().divide(BigDecimal.valueOf(4), 6, RoundingMode.HALF_UP)
                : leg.destinationCountry().pricePerMinute();
        var total = unitPrice
                .multiply(BigDecimal.valueOf(billable))
                .divide(BigDecimal.valueOf(60), 4, RoundingMode.HALF_UP);
        if (fault == Fault.PRICE) {
            total = total.add(new BigDecimal("0.0100"));
        }
        rows.writeRecord(
                session.sessionId(),
                callId,
                "acme_account",
                session.subAccountId(),
                leg.inbound() ? "INBOUND" : "OUTBOUND",
                leg.sourceCountry().diallingCode(),
                leg.sourceCountry().name(),
                "",
                "",
                "",
                leg.source(),
                leg.destinationCountry().diallingCode(),
                leg.destinationCountry().name(),
                "",
                "",
                "",
                leg.destination(),
                time(leg.initiatedAt()),
                time(leg.connectedAt()),
                time(leg.disconnectedAt()),
                Integer.toString(shownSeconds),
                fault == Fault.PRODUCT ? otherProduct(subAccount) : product(subAccount),
                "minute",
                subAccount.increment(),
                Integer.toString(billable),
                unitPrice.toPlainString(),
                subAccount.currency(),
                total.toPlainString(),
                leg.callType(),
                leg.status().equals("COMPLETED") ? "200" : "480",
                fault == Fault.STATUS ? "NO_ANSWER" : session.status(),
                leg.status(),
                "",
                leg.mosTenths() == null
                        ? ""
                        : BigDecimal.valueOf(leg.mosTenths(), 1).toPlainString(),
                "{\"clientRequestId\":\"" + session.clientRequestId() + "\",\n\"text\":\"Hello, \\\"you\\\"\"}");
    }

    byte[] bytes() {
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static int billable(int talk, int first, int next) {
        if (talk < 1) {
            return 0;
        }
        var following = Math.max(0, talk - first);
        return first + (following + next - 1) / next * next;
    }

    private static String product(SubAccount subAccount) {
        return switch (subAccount.product()) {
            case IVR -> "IVR";
            case VOICE_MESSAGING -> "Voice Messaging";
            case NUMBER_MASKING -> "Number Masking";
            case OTHER -> "Programmable SIP";
        };
    }

    private static String otherProduct(SubAccount subAccount) {
        return product(subAccount).equals("IVR") ? "Voice Messaging" : "IVR";
    }

    private static String time(@Nullable Instant time) {
        return time == null ? "" : time.atOffset(ZoneOffset.UTC).format(TIME);
    }
}
