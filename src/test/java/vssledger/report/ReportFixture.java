package vssledger.report;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.util.unit.DataSize;
import vssledger.platform.DateRange;
import vssledger.platform.LedgerProperties;
import vssledger.platform.db.Snapshots;
import vssledger.platform.db.SqlFiles;
import vssledger.report.csv.CsvReport;
import vssledger.report.definition.DefinitionFiles;
import vssledger.report.definition.QueryCheck;
import vssledger.report.definition.ReportDefinitions;
import vssledger.report.edition.Edition;
import vssledger.report.edition.EditionExport;
import vssledger.report.edition.EditionFolders;
import vssledger.report.edition.EditionStore;
import vssledger.report.edition.KeyFigures;
import vssledger.report.edition.ReportDrafts;
import vssledger.report.edition.ReportFiles;
import vssledger.report.query.ReportQuery;
import vssledger.report.xlsx.WorkbookWriter;
import vssledger.testing.TestDatabase;

/** The module on a database of its own, with the built-in reports, in a folder that is empty at first. */
public final class ReportFixture implements AutoCloseable {

    public static final DateRange DAY = DateRange.of(LocalDate.parse("2026-11-20"));

    public final TestDatabase db = TestDatabase.fresh();
    public final JdbcClient jdbc = db.jdbc();
    public final LedgerProperties ledger;
    public final ReportQuery query;
    final QueryCheck check;
    final ReportProperties properties;
    public final ReportDefinitions definitions;

    public ReportFixture(Path home, String zone) {
        this(home, zone, ReportProperties.Csv.PLAIN);
    }

    public ReportFixture(Path home, String zone, ReportProperties.Csv csv) {
        this.properties = new ReportProperties(Path.of("reports", "out"), csv, DataSize.ofMegabytes(64), 100_000);
        this.ledger = new LedgerProperties(home, ZoneId.of(zone), "any");
        this.query = new ReportQuery(db.dataSource(), ledger, properties);
        this.check = new QueryCheck(db.dataSource(), query);
        this.definitions = new ReportDefinitions(new DefinitionFiles(ledger));
    }

    /** Reports whose clock stands at this time. */
    public Reports reportsAt(String time) {
        var clock = Clock.fixed(Instant.parse(time), ZoneOffset.UTC);
        var transactions = new JdbcTransactionManager(db.dataSource());
        var snapshots = new Snapshots(jdbc, transactions);
        var files = new ReportFiles(
                query, check, new CsvReport(query, ledger, properties), new WorkbookWriter(), snapshots);
        var store = new EditionStore(jdbc);
        var figures = new KeyFigures(jdbc, new SqlFiles());
        var folders = new EditionFolders(ledger, properties);
        var drafts = new ReportDrafts(definitions, files, figures, snapshots, folders);
        var export = new EditionExport(store, folders, files, properties, ledger, clock);
        return new Reports(
                definitions, export, store, folders, drafts, files, figures, snapshots, ledger, clock, transactions);
    }

    public Edition export(String time) {
        return reportsAt(time).export(run(DAY));
    }

    public static ReportRun run(DateRange range) {
        return run(ReportScope.of(range));
    }

    public static ReportRun run(ReportScope scope) {
        var totals = new LinkedHashMap<String, Long>();
        totals.put("deliveries", 5L);
        totals.put("facts", 4L);
        totals.put("duplicates", 1L);
        return new ReportRun(scope, 7L, false, false, totals);
    }

    /** The text of one report's CSV file for 20 November 2026. */
    public String csv(String report) throws IOException {
        return csv(report, ReportScope.of(DAY));
    }

    public String csv(String report, ReportScope scope) throws IOException {
        var written = reportsAt("2026-11-21T03:00:00Z")
                .write(
                        scope,
                        Set.of(report),
                        Set.of(ReportFormat.CSV),
                        ledger.home().resolve("files"));
        return Files.readString(written.get(0), StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        db.close();
    }
}
