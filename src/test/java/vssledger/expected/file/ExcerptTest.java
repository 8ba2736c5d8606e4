package vssledger.expected.file;

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
                "13.11.2026 10:01     | 13.11.2026 10:01",
                "13-11-2026 10.01.02  | 13-11-2026 10.01.02",
                "13/11/2026 10:01     | 13/11/2026 10:01",
                "2062-11-10T10:01:00.123456Z | 2062-11-10T10:01:00.123456Z",
                "2026-11-10 10:01:00.1234567 | 2026-11-10 10:01:00.1234567",
                "20261110T100100Z     | 20261110T100100Z",
                "2026-11-10T10:01:00+08:00 | 2026-11-10T10:01:00+08:00",
                "+65 2026-11-10       | +65 ****-**-10",
                "2026-11-10-4567      | 20**-**-**-**67",
                "20261110             | 20****10",
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
