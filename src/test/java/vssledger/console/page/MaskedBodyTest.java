package vssledger.console.page;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** In a body that is shown to everybody, numbers cannot be called, while ids and times can still be read. */
class MaskedBodyTest {

    private static String masked(String body) {
        return MaskedBody.masked(body).replaceAll("\\s+", " ");
    }

    @Test
    void numbersAreMaskedWhereverTheyStandAndHoweverTheyAreWritten() {
        assertThat(masked("""
                {"source":"+6591238965","destination":6591238965,"details":{"callA":{"destination":"65 9123 8965"}},
                 "description":"call from +6591238965 to 91238965","list":["+6591238965"]}""")).doesNotContain("91238965", "9123 8965").contains("+65 9*** 8965");
    }

    @Test
    void idsTimesAndShortFiguresStay() {
        var body = """
                {"sessionId":"a089b40d-f059-11f0-8937-998723332211","startTime":"2026-03-02T08:00:00Z",
                 "at":"2026-03-02 08:00:00.123456","callDuration":23,"errorCode":-2001,"sourceFormat":"MSISDN","on":"2026-03-02"}""";
        assertThat(MaskedBody.masked(body)).isEqualTo(body);
    }

    @Test
    void whatCameIsShownToTheLetterButForItsNumbers() {
        assertThat(MaskedBody.masked(
                        "\uFEFF{ \"a\":1,\"a\" :[2.50, \"\\u0000\"],\n\"to\":[\"\\u002b6591238965\",[6591238965]],"
                                + "\"+6591238965\":\"ask \\\"6591238965\\\"\", \"end\":-0}"))
                .isEqualTo("\uFEFF{ \"a\":1,\"a\" :[2.50, \"\\u0000\"],\n\"to\":[\"+65 9*** 8965\",[\"6***** 8965\"]],"
                        + "\"+65 9*** 8965\":\"ask \\\"6***** 8965\\\"\", \"end\":-0}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"source\": +6591238965",
                "{\"source\": \"\\u002B6591238965\",",
                "{\"destination\":6591238965,\"x\":",
                "<to>+6591238965.</to>",
                "call +65-9123-8965 or (65) 9123.8965",
                "{}6\0005\0009\0001\0002\0003\0008\0009\0006\0005\000",
                "{}6\\u00005\\u00009\\u00001\\u00002\\u00003\\u00008\\u0000"
            })
    void inWhatIsNoJsonNothingThatMayBeANumberCanBeCalled(String body) {
        assertThat(MaskedBody.masked(body).replaceAll("\\\\u0000|[^0-9*]", "")).matches("(002)?\\*+");
    }

    @Test
    void whatIsNoNumberCanBeReadInThatToo() {
        assertThat(MaskedBody.masked("{\"errorCode\": -2001, \"status\": BUSY"))
                .isEqualTo("{\"errorCode\": -2001, \"status\": BUSY");
    }
}
