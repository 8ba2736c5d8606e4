package vssledger.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vssledger.VssLedger;
import vssledger.demo.SampleTraffic;
import vssledger.demo.SeededBreaks;

/** The first command of the README, in an empty folder: what it prints is what was seeded, and it ends the same again. */
@Tag("program")
class DemoTest {

    private static final String OUT = "reports/out/2026-03-02_2026-03-08/edition-1";

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path home;

    @Test
    void findsWhatWasSeededAndEndsTheSameAgain() throws IOException {
        var first = demo();
        var files = files();

        var traffic = SampleTraffic.of(88);
        var counts = traffic.counts();
        assertThat(first)
                .contains(String.format(
                        Locale.ROOT,
                        "Posted %d webhooks to the capture endpoint: %d answered 200, %d answered 400.",
                        counts.posted(),
                        counts.posted() - counts.rejected(),
                        counts.rejected()));
        assertThat(cells(first, "all"))
                .isEqualTo(String.format(
                        Locale.ROOT,
                        "all %d %d %d %d %d %d balances",
                        counts.posted() - counts.rejected(),
                        counts.sessions(),
                        counts.duplicates(),
                        counts.superseded(),
                        counts.quarantined(),
                        counts.notVss()));
        assertThat(cells(first, "8x8-log-export")).isEqualTo(totals("8x8-log-export", traffic.billBreaks()));
        assertThat(cells(first, "callflows")).isEqualTo(totals("callflows", traffic.sentBreaks()));
        assertThat(breaks("8x8-log-export")).isEqualTo(traffic.billBreaks().breaks());
        assertThat(breaks("callflows")).isEqualTo(traffic.sentBreaks().breaks());
        assertThat(files)
                .containsKeys(
                        "managers.xlsx",
                        "finance.xlsx",
                        "ops.xlsx",
                        "manifest.json",
                        "outcome-breakdown.csv",
                        "error-breakdown.csv",
                        "reconciliation-summary.csv",
                        "reconciliation-breaks.csv");

        assertThat(Files.readString(home.resolve(OUT).resolve("rejected-requests.csv")))
                .contains("-1017,The destination is not a phone number", "-9999,Unknown error");

        assertThat(first)
                .contains("export VSS_DATABASE=vss_demo\n", "./vss status", "./vss breaks list", "./vss serve");
        System.setProperty("vss.database", "vss_demo");
        try {
            assertThat(vss("status")).contains("2026-03-08", "reported");
            assertThat(vss("breaks", "list")).contains("MISSING_VSS");
        } finally {
            System.clearProperty("vss.database");
        }

        assertThat(demo()).isEqualTo(first);
        assertThat(files()).isEqualTo(files);
    }

    private String demo() {
        return vss("demo");
    }

    private String vss(String... command) {
        var out = new StringWriter();
        var err = new StringWriter();
        var before = System.setProperty("vss.home", home.toString());
        try {
            var code = VssCommand.execute(VssLedger.class, command, new PrintWriter(out), new PrintWriter(err));
            assertThat(code).as(err.toString()).isZero();
        } finally {
            if (before == null) {
                System.clearProperty("vss.home");
            } else {
                System.setProperty("vss.home", before);
            }
        }
        return out.toString();
    }

    private static String totals(String source, SeededBreaks seeded) {
        return String.format(
                Locale.ROOT,
                "%s %d %d %d %d %d",
                source,
                seeded.expected(),
                seeded.matched(),
                seeded.broken(),
                seeded.missing(),
                seeded.unexpected());
    }

    /** The first line that begins so, with a blank between its cells and none within its numbers. */
    private static String cells(String printed, String first) {
        return printed.lines()
                .map(line -> line.strip().replaceAll("\\s+", " ").replaceAll("(?<=\\d),(?=\\d)", ""))
                .filter(line -> line.startsWith(first + " "))
                .findFirst()
                .orElse("no line begins with " + first);
    }

    /** By kind, as the CSV file has them. */
    private Map<String, Long> breaks(String source) throws IOException {
        var kinds = new TreeMap<String, Long>();
        var lines = Files.readAllLines(home.resolve(OUT).resolve("reconciliation-breaks.csv"));
        var header = java.util.List.of(lines.get(0).split(",", -1));
        for (var line : lines.subList(1, lines.size())) {
            var cells = line.split(",(?=(?:[^\"]*\"[^\"]*\")*[^\"]*$)", -1);
            if (cells[header.indexOf("source")].equals(source)) {
                kinds.merge(cells[header.indexOf("kind")], 1L, Long::sum);
            }
        }
        return kinds;
    }

    private Map<String, String> files() throws IOException {
        var files = new TreeMap<String, String>();
        try (var all = Files.list(home.resolve(OUT))) {
            for (var file : all.toList()) {
                files.put(file.getFileName().toString(), HexFormat.of().formatHex(Files.readAllBytes(file)));
            }
        }
        return files;
    }
}
