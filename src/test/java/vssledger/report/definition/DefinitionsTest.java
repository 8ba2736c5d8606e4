package vssledger.report.definition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import vssledger.platform.LedgerProperties;
import vssledger.platform.UserException;
import vssledger.report.ReportFixture;

/** Which folders are reports, and what is said of those that are broken. */
class DefinitionsTest {

    private static final String GOOD = """
            title: Mine
            audience: For me.
            csv: mine.csv
            emptyText: None.
            columns:
              - {name: n, title: N, type: integer, total: sum}
              - {name: c, title: C, type: text}
            """;

    @TempDir
    private Path home;

    @Test
    void theBuiltInOnesAreValid() {
        var catalog = load();

        assertThat(catalog.reports().keySet())
                .containsExactly(
                        "answer-rate",
                        "break-ageing",
                        "busy-breakdown",
                        "busy-profile",
                        "call-quality",
                        "control-totals",
                        "countries",
                        "data-quality",
                        "dispute-legs",
                        "dispute-summary",
                        "error-breakdown",
                        "error-codes",
                        "error-profile",
                        "failed-breakdown",
                        "failed-profile",
                        "hour-weekday",
                        "masking-unreached",
                        "no-answer-breakdown",
                        "no-answer-profile",
                        "opt-outs",
                        "outcome-breakdown",
                        "outcomes-by-day",
                        "period-comparison",
                        "prior-period-adjustments",
                        "reconciliation-breaks",
                        "reconciliation-summary",
                        "rejected-requests",
                        "restatement",
                        "retry-candidates",
                        "sip-codes",
                        "when-and-where",
                        "within-tolerance");
        assertThat(catalog.workbooks().stream().map(WorkbookDefinition::file))
                .containsExactly("managers.xlsx", "finance.xlsx", "ops.xlsx", "dispute-pack.xlsx");
    }

    @Test
    void droppingInAFolderIsAllItTakes() throws IOException {
        drop("mine/report.yml", GOOD + "workbook: ops.xlsx\nparameters:\n  limit: 3\n");
        drop("mine/query.sql", "SELECT 1::bigint AS n, 'x' AS c");

        var catalog = load();

        assertThat(catalog.report("mine").parameters()).containsExactly(java.util.Map.entry("limit", 3L));
        assertThat(catalog.workbooks().get(2).sheets().stream().map(ReportDefinition::id))
                .containsExactly(
                        "retry-candidates", "rejected-requests", "sip-codes", "data-quality", "control-totals", "mine");
        assertThat(catalog.reports()).hasSize(33);
    }

    @Test
    void theHomesOwnTakesThePlaceOfABuiltInOne() throws IOException {
        drop("outcome-breakdown/report.yml", GOOD);
        drop("out/2026-11-20_2026-11-20/edition-1/manifest.json", "{}");

        assertThat(load().report("outcome-breakdown").title()).isEqualTo("Mine");
    }

    @ParameterizedTest
    @MethodSource
    void tellsWhereItIsBroken(String replace, String by, String message) throws IOException {
        drop("mine/report.yml", GOOD.replace(replace, by));
        drop("mine/query.sql", "SELECT 1");

        assertThatThrownBy(this::load)
                .isInstanceOf(UserException.class)
                .hasMessageStartingWith("reports/mine/report.yml")
                .hasMessageContaining(message);
    }

    static Stream<Arguments> tellsWhereItIsBroken() {
        return Stream.of(
                Arguments.of("title: Mine\n", "", ", line 1: \"title\" is missing."),
                Arguments.of("audience:", "audiance:", ", line 2: there is no field \"audiance\" here."),
                Arguments.of("For me.", "\"For", ": this is not valid YAML"),
                Arguments.of("csv: mine.csv", "csv: ../mine.csv", ", line 3: \"../mine.csv\" is not a file name"),
                Arguments.of("csv: mine.csv", "csv: data-quality.csv", "is already the file of report data-quality"),
                Arguments.of("csv: mine.csv\n", "", ": this report would appear nowhere."),
                Arguments.of("csv: mine.csv", "workbook: no.xlsx", ": there is no workbook \"no.xlsx\"."),
                Arguments.of("type: integer", "type: number", ", line 6: there is no column type \"number\"."),
                Arguments.of("type: integer", "type: text", ", line 6: only numbers have a total."),
                Arguments.of("type: integer", "type: money", ", line 6: amounts of different currencies"),
                Arguments.of("total: sum", "total: average", ", line 6: \"average\" is not a total."),
                Arguments.of("total: sum", "total: m / n", "there is no column \"m\" among the report's columns."),
                Arguments.of(
                        "type: integer", "type: integer, format: '0.0['", ", line 6: \"0.0[\" is not a number format"),
                Arguments.of("type: text", "type: text, format: '0'", ", line 7: text has no number format."),
                Arguments.of("type: integer", "type: integer, decimals: own", ", line 6: only money has a currency."),
                Arguments.of(
                        "type: integer, total: sum",
                        "type: money, currency: c, decimals: two",
                        ", line 6: \"two\" says nothing of decimals."),
                Arguments.of(
                        "type: integer, total: sum",
                        "type: money, decimals: currency",
                        ", line 6: nothing tells the currency of \"n\"."),
                Arguments.of(
                        "type: integer, total: sum",
                        "type: money, currency: c, decimals: own, format: '0.0'",
                        ", line 6: \"format\" says already how amounts are shown."),
                Arguments.of("csv:", "groups: [m]\ncsv:", ", line 3: there is no column \"m\""),
                Arguments.of("csv:", "groups: [n]\ncsv:", ", line 3: rows are grouped by text and dates"),
                Arguments.of(
                        "columns:\n  - {",
                        "groups: [c]\ncolumns:\n  - {scale: bad, ",
                        ", line 5: subtotals would outshine"),
                Arguments.of("csv:", "key: [m]\ncsv:", ", line 3: there is no column \"m\""),
                Arguments.of("csv:", "parameters: {products: 1}\ncsv:", ", line 3: \"products\" is given already."),
                Arguments.of("name: c", "name: n", ", line 7: column \"n\" is given twice."),
                Arguments.of("name: c", "name: C", ", line 7: \"C\" is not a column name."),
                Arguments.of("title: C", "width: 900, title: C", ", line 7: \"900\" is not a width."),
                Arguments.of("csv:", "query: no.sql\ncsv:", ", line 3: there is no file reports/mine/no.sql."),
                Arguments.of("csv:", "query: ../../x.sql\ncsv:", ", line 3: there is no file reports/../x.sql."),
                Arguments.of("csv:", "parameters: {from: 1}\ncsv:", ", line 3: \"from\" is given already."));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "SELECT 1 AS n              | gives no column \"c\", which reports/mine/report.yml lists. It gives: n.",
                "SELEC 1                    | cannot be run for report mine: ERROR: syntax error",
                "SELECT 'x' AS n, 'y' AS c  | column \"n\" is not of type integer",
                "SELECT 1 AS n, :me AS c    | cannot be run for report mine: No value supplied",
            })
    void tellsWhatTheSqlLacks(String sql, String message) throws IOException {
        try (var reports = new ReportFixture(home, "UTC")) {
            drop("mine/report.yml", GOOD);
            drop("mine/query.sql", sql);

            assertThatThrownBy(() -> reports.csv("mine"))
                    .isInstanceOf(UserException.class)
                    .hasMessageStartingWith("reports/mine/query.sql")
                    .hasMessageContaining(message);
        }
    }

    @Test
    void allThatIsWrongIsToldAtOnce() throws IOException {
        try (var reports = new ReportFixture(home, "UTC")) {
            var all = reports.reportsAt("2026-11-21T03:00:00Z");
            assertThat(all.problems()).as("of those that come with the ledger").isEmpty();

            drop("one/report.yml", GOOD.replace("type: integer", "type: number").replace("type: text", "type: txt"));
            drop("one/query.sql", "SELECT 1 AS n, 'x' AS c");
            drop("two/report.yml", GOOD.replace("mine.csv", "two.csv"));
            drop("two/query.sql", "SELECT 1 AS n,\n       :time_zone AS c\nFROM capture.delivery\nWHERE id = :form");
            drop("three/report.yml", GOOD.replace("mine.csv", "three.csv"));
            drop("three/query.sql", "SELECT 1 AS n,\n  :time_zone AS c,\n  :from::date - colour\nFROM fact.session;\n");
            drop("four/report.yml", GOOD.replace("mine.csv", "four.csv"));
            drop("four/query.sql", "SELECT '1' AS n, now() AS c -- as it is");
            drop("five/report.yml", "");

            assertThat(all.problems().stream().map(DefinitionProblem::inWords))
                    .satisfiesExactlyInAnyOrder(
                            told -> assertThat(told)
                                    .startsWith("reports/one/report.yml, line 6: there is no column type \"number\"."),
                            told -> assertThat(told)
                                    .startsWith("reports/one/report.yml, line 7: there is no column type \"txt\"."),
                            told -> assertThat(told)
                                    .startsWith("reports/two/query.sql: it cannot be run for report two: No value"),
                            told -> assertThat(told)
                                    .startsWith("reports/three/query.sql, line 3: it cannot be run for report three:")
                                    .contains("\"colour\" does not exist"),
                            told -> assertThat(told)
                                    .startsWith("reports/four/query.sql: column \"n\" is not of type integer"),
                            told -> assertThat(told).startsWith("reports/five/report.yml: it is empty."));

            drop("two/query.sql", "SELECT id AS n, 'x' AS c FROM capture.delivery");
            assertThat(all.problems().stream().map(DefinitionProblem::inWords))
                    .as("what a report may not see")
                    .anySatisfy(told -> assertThat(told)
                            .startsWith("reports/two/query.sql")
                            .contains("permission denied for schema capture"));
            assertThatThrownBy(() -> all.titles())
                    .isInstanceOf(UserException.class)
                    .hasMessageContaining("reports/one/report.yml, line 6")
                    .hasMessageContaining("reports/five/report.yml: it is empty.");
        }
    }

    @Test
    void namesTheReportsThereAre() {
        assertThatThrownBy(() -> load().report("nope"))
                .isInstanceOf(UserException.class)
                .hasMessageStartingWith("There is no report \"nope\". Use one of: answer-rate, break-ageing,");
    }

    private ReportCatalog load() {
        return new ReportDefinitions(new DefinitionFiles(new LedgerProperties(home, ZoneId.of("UTC"), "any"))).load();
    }

    private void drop(String file, String text) throws IOException {
        var path = home.resolve("reports").resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, text);
    }
}
