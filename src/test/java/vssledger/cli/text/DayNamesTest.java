package vssledger.cli.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Ranges as people type them, on Wednesday, 4 March 2026. */
class DayNamesTest {

    private static final LocalDate TODAY = LocalDate.of(2026, 3, 4);

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "2026-02-10, 2026-02-12, 2026-02-10_2026-02-12",
                "2026-02-10, -,          2026-02-10_2026-03-03", // to yesterday
                "2026-03-04, -,          2026-03-04_2026-03-04",
                "-,          2026-02-12, 2026-02-12_2026-02-12",
                "yesterday,  -,          2026-03-03_2026-03-03",
                "today,      -,          2026-03-04_2026-03-04",
                "last-week,  -,          2026-02-23_2026-03-01", // Monday to Sunday
                "this-week,  -,          2026-03-02_2026-03-04",
                "this-month, -,          2026-03-01_2026-03-04",
                "last-month, -,          2026-02-01_2026-02-28",
                "last-month, yesterday,  2026-02-01_2026-03-03",
                "2026-01-01, last-month, 2026-01-01_2026-02-28",
            })
    void wordsForDaysMeanTheseDays(@Nullable String from, @Nullable String to, String range) {
        assertThat(DayNames.range(from, to, TODAY)).map(Object::toString).hasValue(range);
    }
}
