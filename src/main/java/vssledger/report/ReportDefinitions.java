package vssledger.report;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.springframework.stereotype.Component;
import vssledger.platform.UserError;

/** Reads and checks all definitions, each time anew: a folder dropped in is in the next export. */
@Component
class ReportDefinitions {

    private static final String WORKBOOKS = "workbooks.yml";

    private final DefinitionFiles files;

    ReportDefinitions(DefinitionFiles files) {
        this.files = files;
    }

    /** @throws UserError naming file and line of the first thing that is wrong */
    ReportCatalog load() {
        var reports = new TreeMap<String, ReportDefinition>();
        var csvOwners = new LinkedHashMap<String, String>();
        for (var id : files.reportIds()) {
            var report = report(id);
            reports.put(id, report);
            var owner = report.csv() == null ? null : csvOwners.put(report.csv(), id);
            if (owner != null) {
                throw new UserError("reports/" + id + "/report.yml: \"csv: " + report.csv()
                        + "\" is already the file of report " + owner + ". Choose another name.");
            }
        }
        var workbooks = workbooks(reports);
        for (var report : reports.values()) {
            if (report.csv() == null
                    && workbooks.stream().noneMatch(w -> w.sheets().contains(report))) {
                throw new UserError("reports/" + report.id() + "/report.yml: this report would appear nowhere."
                        + " Give it a \"csv\" file name, or a \"workbook\" to stand in.");
            }
        }
        return new ReportCatalog(reports, workbooks);
    }

    private ReportDefinition report(String id) {
        var file = "reports/" + id + "/report.yml";
        var text = files.read(id + "/report.yml").orElseThrow(() -> new UserError(file + " cannot be found."));
        var yaml = YamlSection.parse(file, text);
        var query = yaml.optional("query");
        var queryName = Path.of(id)
                .resolve(query == null ? "query.sql" : query)
                .normalize()
                .toString()
                .replace('\\', '/');
        var sql = files.read(queryName)
                .orElseThrow(() -> yaml.error(
                        "query",
                        "there is no file reports/" + queryName + ". Put the report's SQL there, or name another file"
                                + " as \"query\"."));
        return new ReportParser(id, yaml).parse("reports/" + queryName, sql);
    }

    private List<WorkbookDefinition> workbooks(SortedMap<String, ReportDefinition> reports) {
        var file = "reports/" + WORKBOOKS;
        var text = files.read(WORKBOOKS).orElseThrow(() -> new UserError(file + " cannot be found."));
        var yaml = YamlSection.parse(file, text);
        var workbooks = new ArrayList<WorkbookDefinition>();
        for (var name : yaml.names()) {
            ReportParser.requireFileName(yaml, name, name, ".xlsx");
            var workbook = yaml.section(name).only("title", "audience", "numbers", "onRequest", "sheets");
            var sheets = new ArrayList<ReportDefinition>();
            for (var id : workbook.texts("sheets")) {
                var report = reports.get(id);
                if (report == null) {
                    throw workbook.error(
                            "sheets",
                            "there is no report \"" + id + "\" for workbook " + name + ". Use: "
                                    + String.join(", ", reports.keySet()) + ".");
                }
                sheets.add(report);
            }
            reports.values().stream()
                    .filter(report -> name.equals(report.workbook()) && !sheets.contains(report))
                    .forEach(sheets::add);
            workbooks.add(new WorkbookDefinition(
                    name,
                    workbook.text("title"),
                    workbook.text("audience"),
                    numbers(workbook),
                    List.copyOf(sheets),
                    workbook.has("onRequest") && Boolean.parseBoolean(workbook.text("onRequest"))));
        }
        requireKnownWorkbooks(reports, yaml);
        return workbooks;
    }

    private static Numbers numbers(YamlSection workbook) {
        return workbook.optional("numbers") == null
                ? Numbers.SHOWN
                : workbook.choice(
                        "numbers",
                        Numbers.class,
                        word -> "phone numbers are \"shown\" or \"masked\", not \"" + word + "\". Use one of these.");
    }

    private static void requireKnownWorkbooks(Map<String, ReportDefinition> reports, YamlSection yaml) {
        for (var report : reports.values()) {
            if (report.workbook() != null && !yaml.has(report.workbook())) {
                throw new UserError("reports/" + report.id() + "/report.yml: there is no workbook \""
                        + report.workbook() + "\". Use one of: " + String.join(", ", yaml.names()) + ".");
            }
        }
    }
}
