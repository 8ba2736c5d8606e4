package vssledger.platform.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import vssledger.platform.UserException;

/** A number is found however it is written, and a JSON text from which it is erased stays one. */
class ErasedNumberTest {

    private static final ErasedNumber NUMBER = ErasedNumber.of("6591234567", "17", "SG");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"a\":\"+6591234567\"}           | {\"a\":\"erased:17:SG\"}",
                "{\"a\":\"6591234567\"}            | {\"a\":\"erased:17:SG\"}",
                "{\"a\":\"006591234567\"}          | {\"a\":\"erased:17:SG\"}",
                "{\"a\":\"+65 9123 4567\"}         | {\"a\":\"erased:17:SG\"}",
                "{\"a\":\"+65 (9123)-4567\"}       | {\"a\":\"erased:17:SG\"}",
                "{\"a\":6591234567,\"b\":1}        | {\"a\":\"erased:17:SG\",\"b\":1}",
                "[6591234567]                      | [\"erased:17:SG\"]",
                "{\"a\":\"sip:6591234567@x\"}      | {\"a\":\"sip:erased:17:SG@x\"}",
                "{\"a\":\"said \\\"6591234567\"}   | {\"a\":\"said \\\"erased:17:SG\"}",
                "{\"a\":\"16591234567\"}           | {\"a\":\"16591234567\"}",
                "{\"a\":\"65912345678\"}           | {\"a\":\"65912345678\"}",
                "{\"a\":6591234567.5,\"b\":-6591234567} | {\"a\":6591234567.5,\"b\":-6591234567}",
                "{\"6591234567\":1}                | {\"erased:17:SG\":1}",
                "{\"a\":\"unfinished 6591234567    | {\"a\":\"unfinished erased:17:SG",
            })
    void isErasedFromJson(String json, String expected) {
        assertThat(NUMBER.erasedFromJson(json)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"+6591234567", "6591234567", "0065 9123 4567", "+65-9123-4567", " +65 (91) 23.45.67"})
    void isWrittenInManyWays(String number) {
        assertThat(ErasedNumber.digits(number)).isEqualTo("6591234567");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "+", "12345", "0912345678", "+65x91234567", "1234567890123456"})
    void isRefusedWhereItIsNone(String number) {
        assertThatThrownBy(() -> ErasedNumber.digits(number)).isInstanceOf(UserException.class);
    }

    @Test
    void anErasedNumberTellsItsCountry() {
        assertThat(ErasedNumber.countryOf(NUMBER.word())).isEqualTo("SG");
        assertThat(ErasedNumber.countryOf(
                        ErasedNumber.of("883120000001", "3.1", null).word()))
                .isNull();
    }
}
