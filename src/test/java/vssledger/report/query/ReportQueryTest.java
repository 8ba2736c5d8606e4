package vssledger.report.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import vssledger.platform.UserException;
import vssledger.report.CopiedRows;
import vssledger.report.ReportFixture;
import vssledger.report.ReportScope;
import vssledger.report.definition.ColumnType;

/** What a report's SQL gives, as PostgreSQL itself hands it over. */
class ReportQueryTest {

    private ReportFixture reports;

    @TempDir
    private Path home;

    @BeforeEach
    void open() {
        reports = new ReportFixture(home, "Asia/Singapore");
    }

    @AfterEach
    void close() {
        reports.close();
    }

    @Test
    void readsEveryTypeAndNothing() {
        assertThat(read("""
                        SELECT E'tab\\t, line\\n, \\\\N, "Zürich" 😀' AS text, 'NO_ANSWER' AS code, '+65' AS phone,
                               12::numeric AS integer, 1.50 AS decimal, -0.00125 AS money, 1e-5::float8 AS percent, DATE '2026-11-20' AS date,
                               timestamptz '2026-11-20 10:00:00.12+00' AS datetime, 2147483648 AS duration
                        UNION ALL SELECT NULL, NULL, '', NULL, NULL, NULL, NULL, NULL, NULL, NULL; -- the end
                        """, ColumnType.values()))
                .containsExactly(
                        List.of(
                                "tab\t, line\n, \\N, \"Zürich\" 😀",
                                "NO_ANSWER",
                                "+65",
                                12L,
                                new BigDecimal("1.50"),
                                new BigDecimal("-0.00125"),
                                new BigDecimal("0.00001"),
                                LocalDate.parse("2026-11-20"),
                                Instant.parse("2026-11-20T10:00:00.120Z"),
                                2_147_483_648L),
                        java.util.Arrays.asList(null, null, "", null, null, null, null, null, null, null));
    }

    @Test
    void takesColumnsByNameInWhateverOrder() {
        assertThat(read("SELECT 'x' AS other, 'b' AS phone, 'a' AS text", ColumnType.TEXT, ColumnType.PHONE))
                .containsExactly(List.of("a", "b"));
    }

    @Test
    void putsParametersInTheirPlacesOnly() {
        var sql =
                "SELECT ':from' || :kind::text AS text -- not :this one\n, /* nor :that */ :time_zone AS \"phone\" WHERE :from <= :to";

        assertThat(read(sql, Map.of("kind", "it's \\ 'quoted'"), ColumnType.TEXT, ColumnType.PHONE))
                .containsExactly(List.of(":fromit's \\ 'quoted'", "Asia/Singapore"));
    }

    @Test
    void knowsValuesOfEveryKind() {
        var parameters = Map.<String, Object>of(
                "yes", true, "whole", -3, "half", 0.5, "all", List.of("a", "b'"), "any", new String[] {"x", "y"});
        var sql = "SELECT 'b''' IN (:all) AND 'y' = ANY (:any) AND :yes AND 1 -:whole = 4 AS text, :half * 3 AS phone";

        assertThat(read(sql, parameters, ColumnType.TEXT, ColumnType.PHONE)).containsExactly(List.of("t", "1.5"));
    }

    @Test
    void tellsWhichValueIsNotOfItsType() {
        assertThatThrownBy(() -> read("SELECT 'soon' AS datetime", ColumnType.DATETIME))
                .isInstanceOf(UserException.class)
                .hasMessage(
                        "reports/mine/query.sql: column \"datetime\" is not of type datetime as reports/mine/report.yml says"
                                + " (it holds soon). Cast it in the query, or say another type.");
    }

    @Test
    void aReportsQueryChangesNothing() {
        assertThatThrownBy(() -> read("DELETE FROM fact.call_leg RETURNING leg AS text", ColumnType.TEXT))
                .isInstanceOf(UserException.class)
                .hasMessageContaining("permission denied");
    }

    @Test
    void aReaderThatFailsLeavesTheConnectionToTheNext() {
        var report = CopiedRows.definition(
                "SELECT n AS text FROM generate_series(1, 1000000) AS n", Map.of(), ColumnType.TEXT);

        assertThatThrownBy(() ->
                        inTransaction(() -> reports.query.read(report, ReportScope.of(ReportFixture.DAY), values -> {
                            throw new IllegalStateException("disk is full");
                        })))
                .hasMessage("disk is full");
        assertThat(read("SELECT 'next' AS text", ColumnType.TEXT)).containsExactly(List.of("next"));
    }

    private List<List<@Nullable Object>> read(String sql, ColumnType... types) {
        return read(sql, Map.of(), types);
    }

    private List<List<@Nullable Object>> read(String sql, Map<String, Object> parameters, ColumnType... types) {
        var rows = new ArrayList<List<@Nullable Object>>();
        inTransaction(() -> reports.query.read(
                CopiedRows.definition(sql, parameters, types),
                ReportScope.of(ReportFixture.DAY),
                values -> rows.add(java.util.Arrays.asList(values))));
        return rows;
    }

    private void inTransaction(Runnable work) {
        new TransactionTemplate(new JdbcTransactionManager(reports.db.dataSource()))
                .executeWithoutResult(status -> work.run());
    }
}
