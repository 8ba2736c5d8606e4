package vssledger.expected.format;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SipStatusTest {

    @ParameterizedTest
    @CsvSource({
        "486, 486",
        "486.0, 486",
        "486 Busy Here, 486",
        "486-Busy, 486",
        "SIP/2.0 486 Busy Here, 486",
        "sip 486, 486",
        "SIP:503, 503",
        "SIP486, 486",
        "200 OK, 200",
        "'487: 1 leg of 2', 487",
        "699, 699",
        "100, 100"
    })
    void isTheNumberWhateverStandsAroundIt(String text, String number) {
        assertThat(SipStatus.of(text)).isEqualTo(number);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Busy Here",
                "0",
                "48",
                "4860",
                "700",
                "099",
                "486.5",
                "Q.850;cause=17",
                "-486",
                "SIP/2.0",
                "code 486"
            })
    void whatHasNoSuchNumberStaysAsItIsSoThatItCanBeNamed(String text) {
        assertThat(SipStatus.of(text)).isEqualTo(text);
    }

    @Test
    void noSipCodeStaysNoStatus() {
        assertThat(SipStatus.of(null)).isNull();
    }
}
