package vssledger.platform.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimestampsTest {

    @ParameterizedTest
    @CsvSource({
        "2026-01-13T08:26:58Z,            2026-01-13T08:26:58Z",
        "2026-01-13t08:26:58z,            2026-01-13T08:26:58Z",
        "2026-01-13T08:26:58.123Z,        2026-01-13T08:26:58.123Z",
        "2026-01-13T08:26:58.123456789Z,  2026-01-13T08:26:58.123456Z",
        "2026-01-13T16:26:58+08:00,       2026-01-13T08:26:58Z",
        "2026-01-13T16:26:58+0800,        2026-01-13T08:26:58Z",
        "2026-01-13 08:26:58,             2026-01-13T08:26:58Z",
        "2026-01-13 08:26:58Z,            2026-01-13T08:26:58Z",
        "2026-01-13T08:26:58,             2026-01-13T08:26:58Z",
        "2026-01-13 08:26:58.5,           2026-01-13T08:26:58.5Z",
        "2026-01-13 08:26:58 UTC,         2026-01-13T08:26:58Z",
        "2026-01-13 08:26,                2026-01-13T08:26:00Z",
        "20260113T082658Z,                2026-01-13T08:26:58Z",
        "20260113T082658.5Z,              2026-01-13T08:26:58.5Z",
        "20260113T162658+0800,            2026-01-13T08:26:58Z",
        "20260113T0826Z,                  2026-01-13T08:26:00Z",
        "20260113 082658,                 2026-01-13T08:26:58Z",
        "2026-12-31T23:59:60Z,            2026-12-31T23:59:59Z",
        "20261231T235960Z,                2026-12-31T23:59:59Z",
    })
    void takesEveryIsoSpelling(String text, Instant time) {
        assertThat(Timestamps.parse(text)).contains(time);
    }

    @ParameterizedTest
    @CsvSource({
        "2026-01-13 16:26:58,             2026-01-13T08:26:58Z",
        "2026-01-13 16:26,                2026-01-13T08:26:00Z",
        "2026-01-13 08:26:58Z,            2026-01-13T08:26:58Z",
        "2026-01-13 08:26:58 UTC,         2026-01-13T08:26:58Z",
        "2026-01-13 08:26:58+00:00,       2026-01-13T08:26:58Z",
    })
    void takesAZoneForWhatStatesNone(String text, Instant time) {
        assertThat(Timestamps.parse(text, ZoneId.of("Asia/Singapore"))).contains(time);
    }

    @Test
    void takesACommaBeforeTheFraction() {
        assertThat(Timestamps.parse("2026-01-13T08:26:58,123Z")).contains(Instant.parse("2026-01-13T08:26:58.123Z"));
        assertThat(Timestamps.isUnusual("2026-01-13T08:26:58,123Z")).isTrue();
        assertThat(Timestamps.isUnusual("2026-01-13T08:26:58.123Z")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-01-13T08:26:60Z",
                "20260113",
                "20260230T000000Z",
                "20260113T0826581Z",
                "",
                " ",
                "null",
                "yesterday",
                "2026-02-30T00:00:00Z",
                "2026-02-30 00:00:00",
                "2026-01-13 24:00:00",
                "2026-01-13 08:60:00",
                "2026-01-13 08:26:58X",
                "1768292818",
                "0001-01-01T00:00:00Z"
            })
    void aTextWithoutATimeStatesNone(String text) {
        assertThat(Timestamps.parse(text)).isEmpty();
    }
}
