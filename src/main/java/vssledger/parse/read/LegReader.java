package vssledger.parse.read;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import vssledger.fact.LegFact;
import vssledger.fact.NoteCode;
import vssledger.platform.text.ErasedNumber;

/** Reads one call leg of a summary. */
final class LegReader {

    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);
    private static final BigDecimal FIVE = BigDecimal.valueOf(5);
    private static final BigDecimal MINUTE = BigDecimal.valueOf(60);

    /** A call of more than a day, of which no times tell, is none. */
    private static final BigDecimal LONGEST =
            BigDecimal.valueOf(Duration.ofDays(1).toSeconds());

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
                leg.identifier("callId"),
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

    /**
     * Connected seconds as 8x8 counts them, which need not be what the times say to the second. What cannot be right is not
     * counted on: a fraction, or a count that is more than a minute and more than a tenth away from what the times say.
     */
    private @Nullable Integer seconds(@Nullable Instant connectedAt, @Nullable Instant disconnectedAt) {
        var said = leg.decimal("callDuration");
        var byTimes = LegFact.secondsBetween(connectedAt, disconnectedAt);
        if (said == null) {
            return leg.says("callDuration") ? byTimes : null;
        }
        if (said.signum() < 0) {
            leg.note(NoteCode.NEGATIVE, "callDuration", said.toPlainString());
            return byTimes;
        }
        var isWhole = said.stripTrailingZeros().scale() <= 0;
        if (byTimes == null) {
            return withoutTimes(said, isWhole);
        }
        var apart = said.subtract(BigDecimal.valueOf(byTimes)).abs();
        var isFar = apart.compareTo(MINUTE) > 0
                && apart.multiply(BigDecimal.TEN).compareTo(said.max(BigDecimal.valueOf(byTimes))) > 0;
        if (!isWhole || isFar) {
            leg.note(NoteCode.DURATION_REPLACED, "callDuration", said.toPlainString() + ", by its times " + byTimes);
            return byTimes;
        }
        if (apart.compareTo(BigDecimal.ONE) > 0) {
            leg.note(NoteCode.DURATION_DIFFERS, "callDuration", said.toPlainString() + ", by its times " + byTimes);
        }
        return said.intValueExact();
    }

    private @Nullable Integer withoutTimes(BigDecimal said, boolean isWhole) {
        if (said.compareTo(LONGEST) > 0) {
            leg.note(NoteCode.OUT_OF_RANGE, "callDuration", said.toPlainString());
            return null;
        }
        if (!isWhole) {
            leg.note(
                    NoteCode.DURATION_REPLACED,
                    "callDuration",
                    said.toPlainString() + ", no times, so " + said.toBigInteger());
        }
        return said.intValue();
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
