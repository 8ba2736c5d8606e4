package vssledger.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is left of a phone number: enough to tell it from others, too little to call it. */
class MaskedNumberTest {

    @ParameterizedTest
    @CsvSource(textBlock = """
            +6591238965,      +65 9*** 8965,      calling code of two digits
            +12025550123,     +1 2***** 0123,     of one
            +85212345678,     +852 1*** 5678,     of three
            91238965,         9*** 8965,          national
            +65912389,        +65 ******,         too short to keep any of it
            1800,             ****,               a short code
            +999123456789,    +9******* 6789,     no calling code that there is
            +0987654321,      +0***** 4321,       no calling code begins with a zero
            anonymous,        anonymous,          no number
            sip:6591238965@x, sip:**********@x,   an address
            '',               '',                 nothing
            +,                +,                  no digit
            """)
    void aNumberIsMasked(String number, String masked, String why) {
        assertThat(MaskedNumber.of(number)).as(why).isEqualTo(masked);
    }
}
