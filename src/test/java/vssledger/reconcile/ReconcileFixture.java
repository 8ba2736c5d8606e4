package vssledger.reconcile;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.util.unit.DataSize;
import vssledger.platform.LedgerProperties;
import vssledger.platform.db.Snapshots;
import vssledger.platform.db.SqlFiles;
import vssledger.platform.db.WorkMemory;
import vssledger.reconcile.matching.PriceDecimals;
import vssledger.reconcile.matching.RateCard;
import vssledger.reconcile.matching.Tolerance;
import vssledger.testing.ExpectedRows;
import vssledger.testing.FactRows;
import vssledger.testing.TestDatabase;

/** Reconciliation alone, on rows that a test puts into {@code fact.*} and {@code expected.*}. */
public final class ReconcileFixture implements AutoCloseable {

    public final TestDatabase db = TestDatabase.fresh();
    public final JdbcClient jdbc = db.jdbc();
    private final Reconciliation reconciliation;
    private final ResultMonths months;
    private long run;

    public ReconcileFixture() {
        this(Path.of("."), 1);
    }

    /** @param home in which there may be a contract */
    public ReconcileFixture(Path home, int toleranceSeconds, Tolerance... tolerances) {
        this(home, toleranceSeconds, List.of(), tolerances);
    }

    public ReconcileFixture(Path home, int toleranceSeconds, List<PriceDecimals> decimals, Tolerance... tolerances) {
        var transactions = new JdbcTransactionManager(db.dataSource());
        months = new ResultMonths(jdbc, transactions);
        var properties = new ReconcileProperties(
                toleranceSeconds,
                BigDecimal.ZERO,
                null,
                decimals,
                Duration.ofMinutes(2),
                DataSize.ofMegabytes(4),
                2,
                new BigDecimal("100"),
                List.of(tolerances));
        reconciliation = new Reconciliation(
                jdbc,
                new SqlFiles(),
                properties,
                new WorkMemory(jdbc, properties.workMemory()),
                new RateCard(new LedgerProperties(home, ZoneOffset.UTC, "any")),
                Clock.fixed(Instant.parse("2026-03-10T06:00:00Z"), ZoneOffset.UTC),
                new Snapshots(jdbc, transactions),
                transactions);
    }

    public void happened(FactRows... sessions) {
        Stream.of(sessions).forEach(session -> session.insert(jdbc));
    }

    public void expected(ExpectedRows... sessions) {
        Stream.of(sessions).forEach(session -> session.insert(jdbc));
    }

    /** A run of its own over these days. */
    public void reconcile(String... days) {
        reconcile(++run, days);
    }

    void reconcile(long runId, String... days) {
        var all = Stream.of(days).map(LocalDate::parse).toList();
        months.makeRoom(all);
        reconciliation.reconcile(
                all,
                runId,
                partitions -> partitions.forEach(partition -> reconciliation.reconcilePartition(partition, runId)));
    }

    /** Rows of a query, cells as text, with a bar between. */
    public List<String> rows(String sql) {
        return jdbc.sql(sql)
                .query((row, n) -> {
                    var cells = new ArrayList<String>();
                    for (var i = 1; i <= row.getMetaData().getColumnCount(); i++) {
                        cells.add(String.valueOf(row.getString(i)));
                    }
                    return String.join(" | ", cells);
                })
                .list();
    }

    /** All that was found, the largest id last. */
    public List<String> breaks() {
        return rows("SELECT kind, call_id, expected_value, actual_value, amount_at_stake, currency"
                + " FROM recon.break WHERE state <> 'RESOLVED' ORDER BY kind, call_id, currency");
    }

    /** Sums of the last run that do not add up. */
    public List<String> imbalances() {
        return rows("SELECT * FROM recon.control_total WHERE expected <> matched + broken + missing"
                + " OR facts <> matched + broken + unexpected");
    }

    @Override
    public void close() {
        db.close();
    }
}
