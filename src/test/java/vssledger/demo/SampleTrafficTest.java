package vssledger.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.TimeZone;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A week of made-up traffic: the same bytes everywhere, with all that is strange about the real one. */
class SampleTrafficTest {

    private static final SampleTraffic TRAFFIC = SampleTraffic.of(88);

    @Test
    void theSameSeedGivesTheSameBytesEverywhere() {
        var zone = TimeZone.getDefault();
        var locale = Locale.getDefault();
        try {
            TimeZone.setDefault(TimeZone.getTimeZone("Asia/Kathmandu"));
            Locale.setDefault(Locale.forLanguageTag("ar-EG"));
            assertThat(digest(SampleTraffic.of(88))).isEqualTo(digest(TRAFFIC));
        } finally {
            TimeZone.setDefault(zone);
            Locale.setDefault(locale);
        }
        assertThat(digest(SampleTraffic.of(89))).isNotEqualTo(digest(TRAFFIC));
    }

    @Test
    void theBytesAreThoseThatTheyWere() {
        assertThat(digest(TRAFFIC)).isEqualTo("e5a5fe8a22c80d4d507c9dca0bf2ceacc31b72e141612854590dae54fca7a4bc");
    }

    @Test
    void deliveriesComeInOrderOfArrival() {
        assertThat(TRAFFIC.deliveries()).isSortedAccordingTo(Comparator.comparing(SampleDelivery::arrivesAt));
    }

    @Test
    void everyDeliveryIsCounted() {
        var counts = TRAFFIC.counts();

        assertThat(counts.posted()).isEqualTo(TRAFFIC.deliveries().size());
        assertThat(counts.posted())
                .isEqualTo(counts.rejected()
                        + counts.sessions()
                        + counts.duplicates()
                        + counts.superseded()
                        + counts.quarantined()
                        + counts.notVss());
        assertThat(counts.sessions()).isBetween(3_500L, 4_500L);
        assertThat(List.of(
                        counts.rejected(),
                        counts.duplicates(),
                        counts.superseded(),
                        counts.quarantined(),
                        counts.notVss(),
                        counts.late()))
                .allMatch(count -> count > 0);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"CallA\":",
                "\"SourceRefId\":",
                "\"null\"",
                "\"NO ANSWER\"",
                "\"errorCode\":\"-",
                ".000Z",
                "+08:00",
                "\"details\":{}",
                "\"details\":{\"callB\":",
                "{\"payload\":",
                "\"callDuration\":\"",
                "\"makeCall\"",
                "\"PARKED\"",
                "\"CALL_STATUS\"",
                "\n  \"payload\" : {",
                "\"COMPLETED_UNSUBSCRIBED\"",
                "\"COMPLETED_UNSUB_ERROR\"",
                "\"UNSUBSCRIBED_CONTACT\"",
                "\"version\":5",
                "\"callType\":\"VOIP\""
            })
    void everyDisagreementOfThePagesOccurs(String text) {
        assertThat(TRAFFIC.deliveries())
                .anySatisfy(delivery -> assertThat(delivery.body()).contains(text));
    }

    @Test
    void someWebhooksGoToAUrlWithoutAProduct() {
        assertThat(TRAFFIC.deliveries()).anyMatch(delivery -> delivery.product() == null);
    }

    @Test
    void aLegIsBilledTwiceOnlyWhereThatIsSeeded() {
        var legs = new String(TRAFFIC.logExport(), StandardCharsets.UTF_8)
                .lines()
                .filter(line -> line.contains(",acme_account,"))
                .map(line -> Stream.of(line.split(",")).limit(2).toList())
                .toList();

        assertThat(legs.size() - new HashSet<>(legs).size())
                .isEqualTo(TRAFFIC.billBreaks()
                        .breaks()
                        .getOrDefault("DUPLICATE_BILLED", 0L)
                        .intValue());
    }

    @Test
    void everyKindOfBreakIsSeededTwiceOrMore() {
        assertThat(TRAFFIC.billBreaks().breaks())
                .containsOnlyKeys(
                        "BILLABLE_SECONDS",
                        "DUPLICATE_BILLED",
                        "DURATION",
                        "LEG_MISSING",
                        "LEG_UNEXPECTED",
                        "MISSING_VSS",
                        "PRICE",
                        "PRODUCT",
                        "STATUS",
                        "UNEXPECTED")
                .allSatisfy((kind, count) -> assertThat(count).isGreaterThan(1));
    }

    private static String digest(SampleTraffic traffic) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            traffic.deliveries()
                    .forEach(delivery -> digest.update(delivery.toString().getBytes(StandardCharsets.UTF_8)));
            digest.update(traffic.logExport());
            digest.update(traffic.callflows());
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
