package vssledger.expected;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What of a file's text may be shown. */
class ExcerptTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "+6591234567          | +65******67",
                "6591 234-567         | 65** ***-*67",
                "+65 (9123) 4567      | +65 (****) **67",
                "65.9123.4567         | 65.****.**67",
                "to 6591234567, again | to 65******67, again",
                "2026-13-45           | 2026-13-45",
                "2026-13-45 08:15:00  | 2026-13-45 08:15:00",
                "0.0375               | 0.0375",
                "123456               | 123456",
            })
    void ofAPhoneNumberOnlyBothEnds(String text, String shown) {
        assertThat(Excerpt.of(text, 40)).isEqualTo(shown);
    }

    @Test
    void aNumberThatTheEndCutsIsMaskedToo() {
        assertThat(Excerpt.of("sent to +6591234567", 14)).isEqualTo("sent to +65***…");
    }

    @Test
    void controlCharactersAreNotPassedOnToTheTerminal() {
        assertThat(Excerpt.of("a\u001b[31m\nb", 40)).isEqualTo("a?[31m?b");
    }
}
