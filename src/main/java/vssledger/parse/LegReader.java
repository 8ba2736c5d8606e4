package vssledger.parse;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import vssledger.fact.LegFact;
import vssledger.fact.NoteCode;
import vssledger.platform.ErasedNumber;

/** Reads one call leg of a summary. */
final class LegReader {

    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);
    private static final BigDecimal FIVE = BigDecimal.valueOf(5);

    private final Fields leg;

    private LegReader(Fields leg) {
        this.leg = leg;
    }

    static LegFact read(String letter, Fields leg) {
        return new LegReader(leg).read(letter);
    }

    private LegFact read(String letter) {
        var direction = leg.constant("callDirection");
        var initiatedAt = leg.time("initiatedTimestamp");
        var connectedAt = leg.time("connectedTimestamp");
        var disconnectedAt = leg.time("disconnectedTimestamp");
        noteOrder(initiatedAt, connectedAt, "connectedTimestamp");
        noteOrder(connectedAt != null ? connectedAt : initiatedAt, disconnectedAt, "disconnectedTimestamp");
        var source = leg.text("source");
        var destination = leg.text("destination");
        var quality = leg.object("callQuality");
        var fact = new LegFact(
                letter,
                leg.text("callId"),
                direction,
                leg.constant("callType"),
                initiatedAt,
                connectedAt,
                disconnectedAt,
                source,
                destination,
                country("source", source),
                country("destination", destination),
                refId("INBOUND".equals(direction)),
                status(),
                seconds(connectedAt, disconnectedAt),
                quality == null ? null : quality.decimal("mos", BigDecimal.ONE, FIVE),
                quality == null ? null : quality.decimal("packetLossRate", BigDecimal.ZERO, HUNDRED),
                quality == null ? null : quality.decimal("jitter", BigDecimal.ZERO, null));
        leg.noteTheRest();
        if (quality != null) {
            quality.noteTheRest();
        }
        return fact;
    }

    private @Nullable String status() {
        var status = leg.status("callStatus");
        if (status == null) {
            leg.note(NoteCode.STATUS_MISSING, "callStatus", null);
        }
        return status;
    }

    /** The reference stands at the virtual number: an outbound leg's source, an inbound leg's destination. */
    private @Nullable String refId(boolean isInbound) {
        var ofSource = leg.text("sourceRefId");
        var ofDestination = leg.text("destinationRefId");
        if (isInbound) {
            return ofDestination != null ? ofDestination : ofSource;
        }
        return ofSource != null ? ofSource : ofDestination;
    }

    private @Nullable Integer seconds(@Nullable Instant connectedAt, @Nullable Instant disconnectedAt) {
        var seconds = leg.count("callDuration");
        if (seconds != null && connectedAt != null && disconnectedAt != null && !disconnectedAt.isBefore(connectedAt)) {
            var byTimes = Duration.between(connectedAt, disconnectedAt).toSeconds();
            if (Math.abs(byTimes - seconds) > 1) {
                leg.note(NoteCode.DURATION_DIFFERS, "callDuration", seconds + ", by its times " + byTimes);
            }
        }
        return seconds;
    }

    /** The country of one end: as stated, else that of its number. */
    private @Nullable String country(String end, @Nullable String text) {
        var key = end.equals("source") ? "sourceCountryCode" : "destinationCountryCode";
        var stated = leg.text(key);
        // what is no MSISDN, such as a SIP address, says so in its format
        var format = leg.constant(end.equals("source") ? "sourceFormat" : "destinationFormat");
        var country = stated == null ? null : stated.toUpperCase(Locale.ROOT);
        if (country != null && !PhoneNumbers.isCountry(country)) {
            leg.note(NoteCode.COUNTRY_UNKNOWN, key, stated);
            country = null;
        }
        if (text == null || (format != null && !format.equals("MSISDN"))) {
            return country;
        }
        if (ErasedNumber.isErased(text)) {
            return country != null ? country : ErasedNumber.countryOf(text);
        }
        var number = PhoneNumbers.read(text).orElse(null);
        if (number == null) {
            leg.note(NoteCode.NOT_E164, end, text);
            return country;
        }
        if (country == null) {
            return PhoneNumbers.country(number);
        }
        if (!PhoneNumbers.mayBeOf(number, country)) {
            leg.note(NoteCode.COUNTRY_DIFFERS, key, country + ", but the number is " + text);
        }
        return country;
    }

    private void noteOrder(@Nullable Instant before, @Nullable Instant after, String key) {
        if (before != null && after != null && after.isBefore(before)) {
            leg.note(NoteCode.TIMES_OUT_OF_ORDER, key, after + ", before " + before);
        }
    }
}
