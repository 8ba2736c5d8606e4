package vssledger.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static vssledger.testing.Summaries.aSummary;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import vssledger.platform.DateRange;
import vssledger.platform.Product;
import vssledger.report.ReportFormat;
import vssledger.report.ReportScope;
import vssledger.report.Reports;
import vssledger.testing.CommandProcess;
import vssledger.testing.TestLedger;

/** What the program writes is the same wherever it runs. */
@Tag("program")
class LocaleTest {

    private static final LocalDate DAY = LocalDate.parse("2026-03-02");

    /** Languages with letters, digits, decimal signs and a calendar of their own. */
    static final List<String> OTHERS =
            List.of("tr", "ar-EG-u-nu-arab", "de", "hi-IN-u-nu-deva", "th-TH-u-ca-buddhist-nu-thai");

    @TempDir
    static Path home;

    @SuppressWarnings("NullAway.Init")
    private static TestLedger ledger;

    @SuppressWarnings("NullAway.Init")
    private static Map<String, String> expected;

    @BeforeAll
    static void run() throws IOException {
        ledger = TestLedger.open(home);
        ledger.ingest(
                Product.IVR,
                aSummary("1").body(),
                aSummary("2").status("FAILED").body());
        ledger.run(DAY.toString(), DAY.toString());
        expected = written(Locale.ENGLISH);
        assertThat(expected.keySet()).anyMatch(name -> name.contains("xl/charts/"));
    }

    @AfterAll
    static void close() {
        ledger.close();
    }

    /** Of the classes themselves: none of them asks the machine for its language. */
    @ParameterizedTest
    @FieldSource("OTHERS")
    void reportsHaveTheSameBytesInEachLanguage(String language) throws IOException {
        assertSame(written(Locale.forLanguageTag(language)));
    }

    /** And of the program, which begins in the language of the machine. */
    @Test
    void aProcessWritesTheSameBytesAsWell() throws IOException {
        var folder = Files.createDirectory(home.resolve("process"));
        try (var command = CommandProcess.start(
                home,
                ledger.db().environment(),
                List.of("user.language=th", "user.country=TH", "user.extensions=u-ca-buddhist-nu-thai"),
                "report",
                "--from",
                DAY.toString(),
                "--to",
                DAY.toString(),
                "--out",
                folder.toString())) {
            assertThat(command.end()).as(command.log()).isZero();
        }
        assertSame(files(folder));
    }

    private static void assertSame(Map<String, String> written) {
        assertThat(written.keySet()).isEqualTo(expected.keySet());
        expected.forEach((name, text) -> assertThat(written.get(name)).as(name).isEqualTo(text));
    }

    private static Map<String, String> written(Locale locale) throws IOException {
        var folder = Files.createDirectory(home.resolve(locale.toLanguageTag()));
        var before = Locale.getDefault();
        Locale.setDefault(locale);
        try {
            ledger.the(Reports.class)
                    .write(
                            new ReportScope(DateRange.of(DAY), List.of(), List.of()),
                            Set.of(),
                            EnumSet.allOf(ReportFormat.class),
                            folder);
        } finally {
            Locale.setDefault(before);
        }
        return files(folder);
    }

    /** All files by name: those of workbooks part by part, without those that name the moment. */
    private static Map<String, String> files(Path folder) throws IOException {
        var parts = new TreeMap<String, String>();
        try (var files = Files.walk(folder)) {
            for (var file : files.filter(Files::isRegularFile).toList()) {
                var name = folder.relativize(file).toString();
                if (name.endsWith(".csv")) {
                    parts.put(name, Files.readString(file));
                } else if (name.endsWith(".xlsx")) {
                    addParts(name, file, parts);
                }
            }
        }
        return parts;
    }

    private static void addParts(String name, Path workbook, Map<String, String> parts) throws IOException {
        try (var zip = new ZipFile(workbook.toFile())) {
            for (var entry : zip.stream().toList()) {
                if (entry.getName().startsWith("xl/charts/") || entry.getName().equals("xl/styles.xml")) {
                    parts.put(
                            name + "!" + entry.getName(),
                            new String(zip.getInputStream(entry).readAllBytes(), StandardCharsets.UTF_8));
                }
            }
        }
    }

    @Test
    void namesOfFilesThatCannotBeReadAreNamedAsTheReason() {
        assertThat(FileNames.problem("ANSI_X3.4-1968", "/srv/t??st", List.of("status")))
                .hasValueSatisfying(problem -> assertThat(problem).contains("ANSI_X3.4-1968", "LC_ALL=C.UTF-8"));
        assertThat(FileNames.problem("ANSI_X3.4-1968", "/srv/ledger", List.of("ingest", "t\uFFFD\uFFFDst")))
                .isPresent();
        assertThat(FileNames.problem("ANSI_X3.4-1968", "/srv/ledger", List.of("status")))
                .isEmpty();
        assertThat(FileNames.problem("UTF-8", "/srv/what??", List.of())).isEmpty();
    }
}
