package vssledger.report.edition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static vssledger.testing.FactRows.aSession;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.FileSystemUtils;
import tools.jackson.databind.json.JsonMapper;
import vssledger.platform.DateRange;
import vssledger.report.ReportFixture;
import vssledger.report.ReportFormat;
import vssledger.report.ReportRun;
import vssledger.report.ReportScope;

/** When reports are a new edition, and when they are the one there is; and that it is the same whoever drafts its reports. */
@Tag("reports")
class EditionsTest {

    private static final String NIGHT = "2026-11-21T03:00:00Z";
    private static final String NEXT_NIGHT = "2026-11-22T03:00:00Z";

    private ReportFixture reports;

    @BeforeEach
    void open(@TempDir Path home) {
        reports = new ReportFixture(home, "UTC");
        aSession("a").callTo("+6531589338").insert(reports.jdbc);
    }

    @AfterEach
    void close() {
        reports.close();
    }

    @Test
    void theFirstExportIsEditionOneWithAllFilesAndTheirHashes() throws IOException {
        var edition = reports.export(NIGHT);

        assertThat(edition.number()).isEqualTo(1);
        assertThat(edition.isNew()).isTrue();
        assertThat(edition.folder()).endsWith(Path.of("reports", "out", "2026-11-20_2026-11-20", "edition-1"));
        assertThat(edition.files().stream().map(file -> file.getFileName().toString()))
                .containsExactly(
                        "answer-rate.csv",
                        "break-ageing.csv",
                        "busy-breakdown.csv",
                        "busy-profile.csv",
                        "call-quality.csv",
                        "control-totals.csv",
                        "countries.csv",
                        "data-quality.csv",
                        "error-breakdown.csv",
                        "error-codes.csv",
                        "error-profile.csv",
                        "failed-breakdown.csv",
                        "failed-profile.csv",
                        "finance.xlsx",
                        "hour-weekday.csv",
                        "managers.xlsx",
                        "manifest.json",
                        "masking-unreached.csv",
                        "no-answer-breakdown.csv",
                        "no-answer-profile.csv",
                        "ops.xlsx",
                        "opt-outs.csv",
                        "outcome-breakdown.csv",
                        "prior-period-adjustments.csv",
                        "reconciliation-breaks.csv",
                        "reconciliation-summary.csv",
                        "rejected-requests.csv",
                        "restatement.csv",
                        "retry-candidates.csv",
                        "sip-codes.csv",
                        "when-and-where.csv",
                        "within-tolerance.csv");
        var manifest = JsonMapper.shared().readTree(edition.folder().resolve("manifest.json"));
        assertThat(manifest.at("/range/from").asString()).isEqualTo("2026-11-20");
        assertThat(manifest.at("/time_zone").asString()).isEqualTo("UTC");
        assertThat(manifest.at("/edition").asInt()).isEqualTo(1);
        assertThat(manifest.at("/run_id").asLong()).isEqualTo(7);
        assertThat(manifest.at("/created_at").asString()).isEqualTo(NIGHT);
        assertThat(manifest.at("/control_totals").toString())
                .isEqualTo("{\"deliveries\":5,\"facts\":4,\"duplicates\":1}");
        assertThat(manifest.has("changes")).isFalse();
        for (var file : manifest.at("/files")) {
            var name = file.at("/name").asString();
            var path = edition.folder().resolve(name);
            assertThat(RecordedFile.of(path, null).sha256())
                    .as(name)
                    .isEqualTo(file.at("/sha256").asString());
        }
        assertThat(reports.jdbc
                        .sql("SELECT count(*) FROM report.file")
                        .query(Integer.class)
                        .single())
                .isEqualTo(32);
        assertThat(listed(reports.ledger.home().resolve("reports/out/2026-11-20_2026-11-20")))
                .containsExactly(edition.folder());
        assertThat(listed(edition.folder()))
                .as("what they were made of is gone")
                .containsExactlyInAnyOrderElementsOf(edition.files());
    }

    @Test
    void aReportIsAskedForOnceThoughItIsInSeveralFiles() throws IOException {
        define("once", "SELECT 'row ' || gen_random_uuid() AS id", "csv: once.csv\nworkbook: ops.xlsx\n");

        var edition = reports.export(NIGHT);
        var written = reports.reportsAt(NIGHT)
                .write(
                        ReportScope.of(ReportFixture.DAY),
                        Set.of("once"),
                        Set.of(ReportFormat.CSV, ReportFormat.XLSX),
                        home("files"));

        assertThat(inSheet(edition.folder().resolve("ops.xlsx")))
                .startsWith("row ")
                .isEqualTo(inCsv(edition.folder().resolve("once.csv")));
        assertThat(inSheet(written.get(1))).isEqualTo(inCsv(written.get(0)));
    }

    @Test
    void aWorkbookIsTheSameWhetherItsRowsWereKeptOrComeStraight() throws IOException {
        aSession("b").status("BUSY").callTo("+6531589338").insert(reports.jdbc);
        aSession("c").error(-2010, "=1+1\tand\nmore \\N").callTo("+6531589338").insert(reports.jdbc);
        var all = reports.reportsAt(NIGHT);
        var scope = ReportScope.of(ReportFixture.DAY);

        var straight = all.write(scope, Set.of(), Set.of(ReportFormat.XLSX), home("straight"));
        var kept = all.write(scope, Set.of(), Set.of(ReportFormat.XLSX, ReportFormat.CSV), home("kept"));

        assertThat(straight).hasSize(3);
        assertThat(kept).hasSize(31);
        for (var file : straight) {
            assertThat(home("kept").resolve(file.getFileName())).hasSameBinaryContentAs(file);
        }
    }

    @Test
    void anEditionThatIsSharedIsTheSameToTheByte() throws IOException {
        var madeHere = contents(reports.export(NIGHT));
        forget();

        var shared = shared(all -> {
            aSession("meanwhile").callTo("+6531589338").insert(reports.jdbc); // all are as of the moment before
            all.forEach(reports.reportsAt(NIGHT)::draft);
        });

        assertThat(shared.isNew()).isTrue();
        assertThat(contents(shared)).isEqualTo(madeHere);
        assertThat(listed(shared.folder())).containsExactlyInAnyOrderElementsOf(shared.files());
        assertThat(listed(reports.ledger.home().resolve("reports/out/2026-11-20_2026-11-20")))
                .containsExactly(shared.folder());
    }

    @Test
    void aShareThatIsDoneTwiceChangesNothing() throws IOException {
        var madeHere = contents(reports.export(NIGHT));
        forget();
        var anyReports = reports.reportsAt(NIGHT);

        var shared = shared(all -> {
            all.parallelStream().forEach(anyReports::draft);
            all.forEach(anyReports::draft);
        });

        assertThat(contents(shared)).isEqualTo(madeHere);
    }

    @Test
    void whoComesBackToAShareLateFindsNothingToChange() throws IOException {
        var late = new ArrayList<ReportPartition>();
        var begun = new ArrayList<EditionDraft>();

        var edition = shared(all -> {
            all.forEach(reports.reportsAt(NIGHT)::draft);
            late.add(all.get(0));
            begun.add(attemptAt(all.get(0)));
        });
        var before = contents(edition);

        assertThatThrownBy(() -> reports.reportsAt(NIGHT).draft(late.get(0))).isInstanceOf(RuntimeException.class);
        assertThatThrownBy(() -> draftOf(late.get(0)).take(begun.get(0))).isInstanceOf(IOException.class);
        assertThat(contents(edition)).isEqualTo(before);
        assertThat(listed(home("reports/out/2026-11-20_2026-11-20"))).containsExactly(edition.folder());
    }

    @Test
    void aShareThatFailsLeavesNothing() throws IOException {
        assertThatThrownBy(() -> shared(all -> {
                    reports.reportsAt(NIGHT).draft(all.get(0));
                    throw new IllegalStateException("the disk is full");
                }))
                .hasMessage("the disk is full");

        assertThat(listed(home("reports/out/2026-11-20_2026-11-20"))).isEmpty();
        assertThat(count("report.edition")).isZero();
        assertThat(reports.export(NIGHT).number()).isEqualTo(1);
    }

    @Test
    void whatStandsIsNotShared() {
        var edition = reports.export(NIGHT);
        var unchanged = new ReportRun(edition.scope(), 8L, true, false, Map.of());

        var again = reports.reportsAt(NEXT_NIGHT).export(unchanged, shares -> {
            throw new AssertionError("There is nothing to draft");
        });

        assertThat(again.isNew()).isFalse();
    }

    @Test
    void nothingNewIsTheSameEditionUntouched() throws IOException {
        var before = contents(reports.export(NIGHT));

        var again = reports.export(NEXT_NIGHT);

        assertThat(again.number()).isEqualTo(1);
        assertThat(again.isNew()).isFalse();
        assertThat(contents(again)).isEqualTo(before);
        assertThat(count("report.edition")).isEqualTo(1);
    }

    @Test
    void lostOrAlteredFilesAreRestoredToTheByte() throws IOException {
        var edition = reports.export(NIGHT);
        var before = contents(edition);
        Files.delete(edition.folder().resolve("managers.xlsx"));
        Files.writeString(edition.folder().resolve("outcome-breakdown.csv"), "altered");

        var again = reports.export(NEXT_NIGHT);

        assertThat(again.isNew()).isFalse();
        assertThat(contents(again)).isEqualTo(before);

        FileSystemUtils.deleteRecursively(edition.folder());

        assertThat(contents(reports.export(NEXT_NIGHT))).isEqualTo(before);
    }

    @Test
    void aLateSessionMakesASecondEditionThatTellsWhatChanged() throws IOException {
        var first = contents(reports.export(NIGHT));
        aSession("late").callSeconds(5).callTo("+6531589338").insert(reports.jdbc);

        var second = reports.export(NEXT_NIGHT);

        assertThat(second.number()).isEqualTo(2);
        assertThat(second.isNew()).isTrue();
        assertThat(Files.readString(second.folder().resolve("changes.csv")).split("\r\n"))
                .startsWith("file,change,line")
                .containsSequence(
                        "outcome-breakdown.csv,removed,\"2026-11-20,ivr,acme,COMPLETED,1,1.0000,60\"",
                        "outcome-breakdown.csv,added,\"2026-11-20,ivr,acme,COMPLETED,2,1.0000,65\"");
        var changes = JsonMapper.shared()
                .readTree(second.folder().resolve("manifest.json"))
                .at("/changes");
        assertThat(changes.at("/since").asInt()).isEqualTo(1);
        var counts = new TreeMap<String, List<Integer>>();
        changes.at("/files")
                .forEach(file -> counts.put(
                        file.at("/name").asString(),
                        List.of(file.at("/added").asInt(), file.at("/removed").asInt())));
        assertThat(counts)
                .hasSize(28)
                .containsEntry("outcome-breakdown.csv", List.of(1, 1))
                .containsEntry("hour-weekday.csv", List.of(1, 1))
                .containsEntry("busy-breakdown.csv", List.of(0, 0));
        assertThat(contents(
                        new Edition(second.scope(), 1, false, second.folder().resolveSibling("edition-1"), List.of())))
                .isEqualTo(first);
    }

    @Test
    void changesStayUntoldWhereTheEditionBeforeIsGone() throws IOException {
        FileSystemUtils.deleteRecursively(reports.export(NIGHT).folder());
        aSession("late").insert(reports.jdbc);

        var second = reports.export(NEXT_NIGHT);

        assertThat(second.number()).isEqualTo(2);
        assertThat(second.folder().resolve("changes.csv")).doesNotExist();
        assertThat(JsonMapper.shared()
                        .readTree(second.folder().resolve("manifest.json"))
                        .at("/changes")
                        .toString())
                .isEqualTo("{\"since\":1,\"files\":null}");
    }

    @Test
    void whatACrashLeftBehindIsReplaced() throws IOException {
        var home = reports.ledger.home().resolve("reports/out/2026-11-20_2026-11-20");
        Files.createDirectories(home.resolve("edition-1"));
        Files.writeString(home.resolve("edition-1/half.csv"), "half");
        Files.createDirectories(home.resolve(".draft"));
        Files.writeString(home.resolve(".draft/half.csv"), "half");

        var edition = reports.export(NIGHT);

        assertThat(edition.isNew()).isTrue();
        assertThat(edition.folder().resolve("half.csv")).doesNotExist();
        assertThat(listed(home)).containsExactly(edition.folder());
    }

    @Test
    void knowsTheRangesThatHoldADay() {
        var month = new DateRange(LocalDate.parse("2026-11-01"), LocalDate.parse("2026-11-30"));
        reports.reportsAt(NIGHT).export(ReportFixture.run(month));
        reports.export(NIGHT);
        var all = reports.reportsAt(NIGHT);

        assertThat(all.scopesOverlapping(List.of(LocalDate.parse("2026-11-20"), LocalDate.parse("2026-12-01"))))
                .containsExactly(ReportScope.of(month), ReportScope.of(ReportFixture.DAY));
        assertThat(all.scopesOverlapping(List.of(LocalDate.parse("2026-11-21"))))
                .containsExactly(ReportScope.of(month));
        assertThat(all.scopesOverlapping(List.of(LocalDate.parse("2026-12-01"))))
                .isEmpty();
        assertThat(all.scopesOverlapping(List.of())).isEmpty();
    }

    private Edition shared(ReportPartitions shares) {
        return reports.reportsAt(NIGHT).export(ReportFixture.run(ReportFixture.DAY), shares);
    }

    /** As if no edition had been made. */
    private void forget() throws IOException {
        reports.jdbc.sql("TRUNCATE report.edition CASCADE").update();
        FileSystemUtils.deleteRecursively(home("reports/out"));
    }

    private EditionDraft draftOf(ReportPartition share) {
        return EditionDraft.of(home("reports/out").resolve(share.draft()));
    }

    /** Of somebody who was frozen with a file written, and before it was handed over. */
    private EditionDraft attemptAt(ReportPartition share) {
        try {
            var attempt = draftOf(share).attempt();
            Files.writeString(attempt.folder().resolve("answer-rate.csv"), "stale");
            return attempt;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path home(String folder) {
        return reports.ledger.home().resolve(folder);
    }

    /** A report of one text, {@code id}. */
    private void define(String report, String sql, String more) throws IOException {
        var folder = Files.createDirectories(home("reports").resolve(report));
        Files.writeString(folder.resolve("query.sql"), sql);
        Files.writeString(
                folder.resolve("report.yml"),
                "title: Mine\naudience: All\nemptyText: Nothing\ncolumns: [{name: id, title: Id, type: text}]\n"
                        + more);
    }

    private static String inCsv(Path file) throws IOException {
        return Files.readAllLines(file).get(1);
    }

    private static String inSheet(Path file) throws IOException {
        try (var workbook = new XSSFWorkbook(Files.newInputStream(file))) {
            return workbook.getSheet("Mine").getRow(1).getCell(0).getStringCellValue();
        }
    }

    private int count(String table) {
        return reports.jdbc
                .sql("SELECT count(*) FROM " + table)
                .query(Integer.class)
                .single();
    }

    private static List<Path> listed(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            return files.toList();
        }
    }

    /** Hash by file name, of all that lies there. */
    private static Map<String, String> contents(Edition edition) throws IOException {
        var contents = new TreeMap<String, String>();
        try (var files = Files.list(edition.folder())) {
            files.forEach(file -> contents.put(
                    file.getFileName().toString(), RecordedFile.of(file, null).sha256()));
        }
        return contents;
    }
}
