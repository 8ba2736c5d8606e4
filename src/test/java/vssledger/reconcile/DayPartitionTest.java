package vssledger.reconcile;

import static org.assertj.core.api.Assertions.assertThat;
import static vssledger.testing.ExpectedRows.billed;
import static vssledger.testing.FactRows.aSession;

import java.time.LocalDate;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Days in partitions: each day lies in one, and the results are the same however the days are cut. */
class DayPartitionTest {

    private static final LocalDate FIRST = LocalDate.parse("2026-11-02");

    @ParameterizedTest
    @CsvSource({"0, 2, ''", "1, 2, 1", "10, 1, '3 3 2 2'", "10, 2, '2 2 1 1 1 1 1 1'", "31, 2, '4 4 4 4 4 4 4 3'"})
    void daysThatFollowEachOtherAreCutIntoPartitionsAsEvenAsPossible(int days, int workers, String sizes) {
        var partitions = DayPartition.of(days(days), "any", workers).stream()
                .map(DayPartition::days)
                .toList();

        assertThat(partitions.stream().flatMap(List::stream)).containsExactlyElementsOf(days(days));
        assertThat(String.join(
                        " ",
                        partitions.stream().map(List::size).map(String::valueOf).toList()))
                .isEqualTo(sizes);
    }

    @Test
    void breaksOfManyDaysHaveTheSameNumbersAsThoseOfDaysOneAfterTheOther() {
        try (var together = new ReconcileFixture();
                var apart = new ReconcileFixture()) {
            var days = days(12).stream().map(LocalDate::toString).toArray(String[]::new);
            Stream.of(together, apart)
                    .forEach(recon -> Stream.of(days).forEach(day -> {
                        recon.happened(
                                aSession("of " + day).at(day + "T10:00:00Z").call("c " + day, 23));
                        recon.expected(
                                billed("of " + day).at(day + "T10:00:00Z").call("c " + day, 23, "total_price=9"));
                        recon.expected(billed("never " + day).at(day + "T11:00:00Z"));
                    }));

            together.reconcile(1, days);
            Stream.of(days).forEach(day -> apart.reconcile(1, day));

            assertThat(everything(together)).isEqualTo(everything(apart)).hasSize(24 + 24 + 24 + 12);
        }
    }

    private static List<String> everything(ReconcileFixture recon) {
        return Stream.of(
                        "SELECT * FROM recon.break ORDER BY id",
                        "SELECT * FROM recon.break_event ORDER BY id",
                        "SELECT * FROM recon.result ORDER BY business_day, session_id",
                        "SELECT * FROM recon.control_total ORDER BY business_day")
                .flatMap(sql -> recon.rows(sql).stream())
                .toList();
    }

    private static List<LocalDate> days(int number) {
        return IntStream.range(0, number).mapToObj(FIRST::plusDays).toList();
    }
}
