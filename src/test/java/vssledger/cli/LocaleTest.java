package vssledger.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static vssledger.testing.Summaries.aSummary;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vssledger.platform.Product;
import vssledger.testing.CommandProcess;
import vssledger.testing.TestLedger;

/** What the program writes is the same wherever it runs. */
class LocaleTest {

    @Test
    void reportsHaveTheSameBytesInEachLanguage(@TempDir Path home) throws Exception {
        try (var ledger = TestLedger.open(home)) {
            ledger.ingest(
                    Product.IVR,
                    aSummary("1").body(),
                    aSummary("2").status("FAILED").body());
            ledger.run("2026-03-02", "2026-03-02");
            var english = report(home, ledger, "en");

            assertThat(english).isNotEmpty();
            assertThat(english.keySet()).anyMatch(name -> name.contains("xl/charts/"));
            assertThat(report(home, ledger, "tr")).isEqualTo(english);
            assertThat(report(home, ledger, "ar")).isEqualTo(english);
        }
    }

    /** All files by name: those of workbooks part by part, without those that name the moment. */
    private static Map<String, String> report(Path home, TestLedger ledger, String language) throws Exception {
        var folder = Files.createDirectory(home.resolve(language));
        try (var command = CommandProcess.start(
                home,
                ledger.db().environment(),
                List.of("user.language=" + language),
                "report",
                "--from",
                "2026-03-02",
                "--to",
                "2026-03-02",
                "--out",
                folder.toString())) {
            assertThat(command.end()).as(command.log()).isZero();
        }
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
