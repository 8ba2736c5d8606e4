package vssledger.console.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vssledger.report.ChartValues;

/** The lines of a chart stand where their figures are. */
class StackedChartTest {

    @ParameterizedTest
    @CsvSource({
        "1, '0 1 2 3 4'",
        "5, '0 2 4 6 8'",
        "10, '0 3 6 9 12'",
        "21, '0 6 12 18 24'",
        "99, '0 25 50 75 100'",
        "1001, '0 300 600 900 1200'"
    })
    void fourLinesDivideTheHighestWell(double highest, String lines) {
        var chart = StackedChart.of(new ChartValues(
                "Webhooks",
                List.of("a"),
                List.of(new ChartValues.Series("Webhooks", "2E6F9E", Arrays.asList(highest)))));
        assertThat(chart.marks().stream().map(mark -> mark.text().replace(",", "")))
                .containsExactly(lines.split(" "));
    }
}
