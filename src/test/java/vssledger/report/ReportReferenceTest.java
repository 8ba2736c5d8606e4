package vssledger.report;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.Yaml;
import vssledger.testing.GeneratedPage;

/** The page of all reports is what their folders say of them. */
class ReportReferenceTest {

    private static final Path REPORTS = Path.of("reports");

    @Test
    void thePageOfReportsIsUpToDate() throws IOException {
        var workbooks = yaml(REPORTS.resolve("workbooks.yml"));
        var workbookOf = new TreeMap<String, List<String>>();
        workbooks.forEach((file, workbook) -> sheets(workbook)
                .forEach(sheet -> workbookOf
                        .computeIfAbsent(sheet, key -> new ArrayList<>())
                        .add(file)));

        var page = new StringBuilder("""
                # Reports

                A report is a folder below `reports/`. An edition of a range has each report as a CSV file, and the workbooks
                below with their reports as sheets. How to write a report: [a report of your own](report-definitions.md).

                | workbook | title | for | sheets |
                |---|---|---|---|
                """);
        workbooks.forEach((file, workbook) ->
                page.append("| `" + file + "`" + onRequest(workbook) + " | " + text(workbook, "title")
                        + " | " + text(workbook, "audience") + " | "
                        + sheets(workbook).stream()
                                .map(sheet -> "[" + sheet + "](#" + sheet + ")")
                                .collect(Collectors.joining(", "))
                        + " |\n"));
        try (var folders = Files.list(REPORTS)) {
            folders.filter(folder -> Files.exists(folder.resolve("report.yml")))
                    .sorted()
                    .forEach(folder -> append(folder, workbookOf, page));
        }
        GeneratedPage.of("reference/reports.md", getClass()).is(page.toString());
    }

    private static void append(Path folder, Map<String, List<String>> workbookOf, StringBuilder page) {
        var id = folder.getFileName().toString();
        var report = yaml(folder.resolve("report.yml"));
        page.append("\n## " + id + "\n\n**" + text(report, "title") + "**. " + text(report, "audience") + "\n\n");
        var files = new ArrayList<String>();
        if (report.containsKey("csv")) {
            files.add("`" + text(report, "csv") + "`");
        }
        workbookOf.getOrDefault(id, List.of()).forEach(workbook -> files.add("`" + workbook + "`"));
        page.append("In: " + String.join(", ", files) + ". Columns: " + columns(report) + ".\n");
    }

    private static String columns(Map<String, Object> report) {
        return ((List<?>) Objects.requireNonNull(report.get("columns")))
                .stream()
                        .map(column -> "`" + ((Map<?, ?>) column).get("name") + "`")
                        .collect(Collectors.joining(", "));
    }

    private static String onRequest(Object workbook) {
        return Boolean.TRUE.equals(((Map<?, ?>) workbook).get("onRequest")) ? " (by `vss dispute-pack`)" : "";
    }

    private static List<String> sheets(Object workbook) {
        return ((List<?>) Objects.requireNonNull(((Map<?, ?>) workbook).get("sheets")))
                .stream().map(String::valueOf).toList();
    }

    private static String text(Object yaml, String key) {
        return String.valueOf(((Map<?, ?>) yaml).get(key)).strip();
    }

    private static Map<String, Object> yaml(Path file) {
        try {
            return new Yaml().load(Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
