package vssledger.report.csv;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import vssledger.report.definition.ColumnType;
import vssledger.report.definition.ReportColumn;
import vssledger.report.definition.ReportDefinition;
import vssledger.report.query.PhoneNumberView;

/** How lines that two editions of a CSV file do not share become figures before and now. */
class ChangedRowsTest {

    private static final ReportDefinition REPORT = report(List.of());

    @Test
    void linesWithTheSameKeyAreOneRowWhoseFiguresChanged() {
        assertThat(told(
                        REPORT,
                        Map.of("2026-11-20T02:00:00+00:00,+6591238965,=x,1,0.5", 1),
                        Map.of("2026-11-20T02:00:00+00:00,+6591238965,=x,2,0.25", 1)))
                .containsExactly(
                        "2026-11-20 10:00:00 · +65 9*** 8965 · =x: n 1 -> 2",
                        "2026-11-20 10:00:00 · +65 9*** 8965 · =x: share 0.5 -> 0.25");
    }

    @Test
    void aRowThatIsNewOrGoneTellsItsSums() {
        assertThat(told(REPORT, Map.of(",,gone,1,0.5", 1), Map.of(",,new,,1", 2)))
                .containsExactly("gone: n 1 -> null", "new: row null -> there", "new: row null -> there");
    }

    @Test
    void aShareAloneFollowsFromOtherRows() {
        assertThat(told(REPORT, Map.of(",,x,1,0.5", 1), Map.of(",,x,1,0.25", 1)))
                .isEmpty();
    }

    @Test
    void theKeyMayBeNamed() {
        assertThat(told(report(List.of("phone")), Map.of(",1,before,1,", 1), Map.of(",1,now,1,", 1)))
                .containsExactly("*: text before -> now");
    }

    @Test
    void linesOfAnotherDefinitionAreNotTold() {
        var rows = new ChangedRows(REPORT, ',', PhoneNumberView.SHOWN, ZoneId.of("UTC"));

        assertThat(rows.figures(new CsvChanges(new TreeMap<>(Map.of("time,n", 1, ",2", 1)), new TreeMap<>())))
                .isEmpty();
        assertThat(rows.figures(new CsvChanges(new TreeMap<>(), new TreeMap<>(Map.of("time,phone,text,n,share", 1)))))
                .isEmpty();
    }

    private static List<String> told(ReportDefinition report, Map<String, Integer> gone, Map<String, Integer> come) {
        return new ChangedRows(report, ',', PhoneNumberView.MASKED, ZoneId.of("Asia/Singapore"))
                .figures(new CsvChanges(new TreeMap<>(gone), new TreeMap<>(come))).orElseThrow().stream()
                        .map(figure -> figure.row() + ": "
                                + (figure.column() == null
                                        ? "row"
                                        : figure.column().name()) + " " + figure.before()
                                + " -> " + figure.now())
                        .toList();
    }

    private static ReportDefinition report(List<String> key) {
        return new ReportDefinition(
                "mine",
                "Mine",
                "",
                "mine.csv",
                "",
                Map.of(),
                List.of(
                        column("time", ColumnType.DATETIME, null),
                        column("phone", ColumnType.PHONE, null),
                        column("text", ColumnType.TEXT, null),
                        column("n", ColumnType.INTEGER, new ReportColumn.Sum()),
                        column("share", ColumnType.PERCENT, null)),
                List.of(),
                key,
                null,
                List.of(),
                null,
                "",
                "",
                null);
    }

    private static ReportColumn column(String name, ColumnType type, ReportColumn.@Nullable Total total) {
        return new ReportColumn(name, name, type, null, null, total, null, false, null);
    }
}
