package vssledger.report.edition;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import vssledger.platform.DateRange;
import vssledger.platform.db.SqlFiles;
import vssledger.report.OutcomesByDay;
import vssledger.report.ReportScope;
import vssledger.report.SessionOutcome;
import vssledger.report.definition.ReportCatalog;
import vssledger.report.edition.EditionFigures.Breaks;
import vssledger.report.edition.EditionFigures.OfProduct;
import vssledger.report.edition.EditionFigures.OfWorkbook;

/** Reads the key figures of a scope, by SQL of its own: whatever the reports of the user say. */
@Component
public class KeyFigures {

    /** A picture of outcomes has so many days at least. */
    private static final int FEWEST_DAYS = 14;

    private final JdbcClient jdbc;
    private final SqlFiles sql;

    public KeyFigures(JdbcClient jdbc, SqlFiles sql) {
        this.jdbc = jdbc;
        this.sql = sql;
    }

    /** Those of an edition. Wants the snapshot in which its reports are read. */
    EditionFigures of(ReportCatalog catalog, ReportScope scope) {
        var range = scope.range();
        var length = range.to().toEpochDay() - range.from().toEpochDay() + 1;
        var before = new DateRange(range.from().minusDays(length), range.from().minusDays(1));
        var breaks = breaks(scope);
        var firstDay = range.to().minusDays(FEWEST_DAYS - 1);
        return new EditionFigures(
                before,
                products(scope, before),
                breaks.get(0),
                breaks.get(1),
                outcomes(new ReportScope(
                        new DateRange(firstDay.isBefore(range.from()) ? firstDay : range.from(), range.to()),
                        scope.products(),
                        scope.subAccounts())),
                words(catalog));
    }

    private List<OfProduct> products(ReportScope scope, DateRange before) {
        return jdbc.sql(sql.load("report/key_figure.sql"))
                .params(named(scope))
                .param("from", scope.range().from())
                .param("before", before.from())
                .query((row, n) -> new OfProduct(
                        row.getString("product"),
                        row.getLong("sessions"),
                        row.getLong("completed"),
                        row.getBigDecimal("completion_rate"),
                        row.getLong("sessions_before")))
                .list();
    }

    /** Those of the period, and those of all days up to its end. */
    private List<Breaks> breaks(ReportScope scope) {
        var counts = new long[2];
        SortedMap<String, BigDecimal> ofPeriod = new TreeMap<>();
        SortedMap<String, BigDecimal> ofAll = new TreeMap<>();
        jdbc.sql(sql.load("report/undecided_break.sql"))
                .params(named(scope))
                .param("from", scope.range().from())
                .query(row -> {
                    counts[0] += row.getLong("of_period");
                    counts[1] += row.getLong("of_all");
                    var currency = row.getString("currency");
                    if (currency != null && row.getLong("of_period") > 0) {
                        ofPeriod.put(currency, row.getBigDecimal("of_period_at_stake"));
                    }
                    if (currency != null) {
                        ofAll.put(currency, row.getBigDecimal("of_all_at_stake"));
                    }
                });
        return List.of(new Breaks(counts[0], ofPeriod), new Breaks(counts[1], ofAll));
    }

    /** How the sessions of each day of a scope ended. */
    public OutcomesByDay outcomes(ReportScope scope) {
        var range = scope.range();
        var days = range.days().size();
        SortedMap<SessionOutcome, long[]> counted = new TreeMap<>();
        jdbc.sql(sql.load("report/outcome_count.sql"))
                .params(named(scope))
                .param("from", range.from())
                .query(row -> {
                    var day = row.getObject("business_day", LocalDate.class).toEpochDay();
                    counted.computeIfAbsent(
                                            SessionOutcome.valueOf(row.getString("outcome")),
                                            outcome -> new long[days])[
                                    (int) (day - range.from().toEpochDay())] +=
                            row.getLong("sessions");
                });
        SortedMap<SessionOutcome, List<Long>> sessions = new TreeMap<>();
        counted.forEach((outcome, each) ->
                sessions.put(outcome, Arrays.stream(each).boxed().toList()));
        return new OutcomesByDay(range, sessions);
    }

    private static Map<String, OfWorkbook> words(ReportCatalog catalog) {
        var words = new LinkedHashMap<String, OfWorkbook>();
        for (var workbook : catalog.editionWorkbooks()) {
            var sheets = new LinkedHashMap<String, String>();
            for (var report : workbook.sheets()) {
                if (report.csv() != null) {
                    sheets.put(report.csv(), report.title());
                }
            }
            words.put(workbook.file(), new OfWorkbook(workbook.title(), workbook.figures(), sheets));
        }
        return words;
    }

    private static Map<String, Object> named(ReportScope scope) {
        return Map.of(
                "to",
                scope.range().to(),
                "products",
                scope.products().toArray(String[]::new),
                "sub_accounts",
                scope.subAccounts().toArray(String[]::new));
    }
}
