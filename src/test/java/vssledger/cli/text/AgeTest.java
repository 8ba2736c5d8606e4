package vssledger.cli.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How long ago, in words: at noon on 10 March 2026. */
class AgeTest {

    @ParameterizedTest
    @CsvSource({
        "2026-03-10T12:00:00Z, 0 s",
        "2026-03-10T12:00:05Z, 0 s", // by another machine's clock
        "2026-03-10T11:59:00.001Z, 59 s",
        "2026-03-10T11:59:00Z, 1 min",
        "2026-03-10T11:00:01Z, 59 min",
        "2026-03-10T11:00:00Z, 1 h",
        "2026-03-08T12:00:01Z, 47 h",
        "2026-03-08T12:00:00Z, 2 days",
        "2026-02-10T12:00:00Z, 28 days"
    })
    void anAgeIsToldInWords(Instant time, String words) {
        assertThat(Age.of(time, Instant.parse("2026-03-10T12:00:00Z"))).isEqualTo(words);
    }
}
