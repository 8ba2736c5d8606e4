package vssledger.report.definition;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;
import vssledger.report.edition.EditionFigures;
import vssledger.report.query.PhoneNumberView;

/** Reads all definitions each time anew, so that a folder dropped in is in the next export, and checks those that have changed. */
@Component
public class ReportDefinitions {

    private static final String WORKBOOKS = "workbooks.yml";

    private final DefinitionFiles files;
    private final Map<String, Parsed> parsed = new ConcurrentHashMap<>();

    /**
     * A report and what it was read from.
     *
     * @param text of its report.yml
     * @param queryName of the file with its SQL, below the folder of all reports
     */
    private record Parsed(String text, String queryName, String sql, ReportDefinition report) {}

    public ReportDefinitions(DefinitionFiles files) {
        this.files = files;
    }

    /**
     * Reads all definitions.
     *
     * @throws BrokenDefinitionException naming files and lines of all that is wrong
     */
    public ReportCatalog load() {
        var problems = new DefinitionProblems();
        var catalog = load(problems);
        problems.throwAny();
        return catalog;
    }

    /** Those definitions that are whole; what is wrong with others goes to the problems. */
    public ReportCatalog load(DefinitionProblems problems) {
        var reports = new TreeMap<String, ReportDefinition>();
        var csvOwners = new LinkedHashMap<String, String>();
        var broken = new TreeSet<String>();
        for (var id : files.reportIds()) {
            var report = problems.attempt(() -> report(id));
            if (report == null) {
                broken.add(id);
                continue;
            }
            reports.put(id, report);
            var owner = report.csv() == null ? null : csvOwners.putIfAbsent(report.csv(), id);
            if (owner != null) {
                problems.check(() -> {
                    throw broken(
                            id,
                            "\"csv: " + report.csv() + "\" is already the file of report " + owner
                                    + ". Choose another name.");
                });
            }
        }
        var before = problems.found().size();
        var workbooks = problems.attempt(() -> workbooks(reports, broken, problems));
        if (workbooks == null || problems.found().size() > before) {
            return new ReportCatalog(reports, workbooks == null ? List.of() : workbooks);
        }
        for (var report : reports.values()) {
            if (report.csv() == null
                    && workbooks.stream().noneMatch(w -> w.sheets().contains(report))) {
                problems.check(() -> {
                    throw broken(
                            report.id(),
                            "this report would appear nowhere. Give it a \"csv\" file name, or a"
                                    + " \"workbook\" to stand in.");
                });
            }
        }
        return new ReportCatalog(reports, workbooks);
    }

    private static BrokenDefinitionException broken(String id, String problem) {
        return new BrokenDefinitionException("reports/" + id + "/report.yml", null, problem);
    }

    /** As it was parsed the last time, where its files say the same as then. */
    private ReportDefinition report(String id) {
        var file = "reports/" + id + "/report.yml";
        var text = files.read(id + "/report.yml").orElseThrow(() -> broken(id, "it cannot be found."));
        var last = parsed.get(id);
        if (last != null
                && last.text().equals(text)
                && files.read(last.queryName()).filter(last.sql()::equals).isPresent()) {
            return last.report();
        }
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
        var report = new ReportParser(id, yaml).parse("reports/" + queryName, sql);
        parsed.put(id, new Parsed(text, queryName, sql, report));
        return report;
    }

    /** @param broken reports that a workbook may name all the same */
    private List<WorkbookDefinition> workbooks(
            SortedMap<String, ReportDefinition> reports, Set<String> broken, DefinitionProblems problems) {
        var file = "reports/" + WORKBOOKS;
        var text = files.read(WORKBOOKS)
                .orElseThrow(() -> new BrokenDefinitionException(file, null, "it cannot be found. Put it there."));
        var yaml = YamlSection.parse(file, text);
        var workbooks = new ArrayList<WorkbookDefinition>();
        for (var name : yaml.names()) {
            var workbook = problems.attempt(() -> workbook(yaml, name, reports, broken));
            if (workbook != null) {
                workbooks.add(workbook);
            }
        }
        for (var report : reports.values()) {
            if (report.workbook() != null && !yaml.has(report.workbook())) {
                problems.check(() -> {
                    throw broken(
                            report.id(),
                            "there is no workbook \"" + report.workbook() + "\". Use one of: "
                                    + String.join(", ", yaml.names()) + ".");
                });
            }
        }
        return workbooks;
    }

    private static WorkbookDefinition workbook(
            YamlSection yaml, String name, SortedMap<String, ReportDefinition> reports, Set<String> broken) {
        ReportParser.requireFileName(yaml, name, name, ".xlsx");
        var workbook = yaml.section(name).only("title", "audience", "numbers", "figures", "onRequest", "sheets");
        var sheets = new ArrayList<ReportDefinition>();
        for (var id : workbook.texts("sheets")) {
            var report = reports.get(id);
            if (report != null) {
                sheets.add(report);
            } else if (!broken.contains(id)) {
                throw workbook.error(
                        "sheets",
                        "there is no report \"" + id + "\" for workbook " + name + ". Use: "
                                + String.join(", ", reports.keySet()) + ".");
            }
        }
        reports.values().stream()
                .filter(report -> name.equals(report.workbook()) && !sheets.contains(report))
                .forEach(sheets::add);
        return new WorkbookDefinition(
                name,
                workbook.text("title"),
                workbook.text("audience"),
                numbers(workbook),
                figures(workbook),
                List.copyOf(sheets),
                workbook.has("onRequest") && Boolean.parseBoolean(workbook.text("onRequest")));
    }

    private static Set<EditionFigures.Kind> figures(YamlSection workbook) {
        if (!workbook.has("figures")) {
            return WorkbookDefinition.ALL_FIGURES;
        }
        var figures = EnumSet.noneOf(EditionFigures.Kind.class);
        for (var word : workbook.texts("figures")) {
            figures.add(Arrays.stream(EditionFigures.Kind.values())
                    .filter(kind -> kind.name().toLowerCase(Locale.ROOT).equals(word))
                    .findFirst()
                    .orElseThrow(() -> workbook.error(
                            "figures", "a mail tells \"sessions\" and \"breaks\", not \"" + word + "\". Use these.")));
        }
        return figures;
    }

    private static PhoneNumberView numbers(YamlSection workbook) {
        return workbook.optional("numbers") == null
                ? PhoneNumberView.SHOWN
                : workbook.choice(
                        "numbers",
                        PhoneNumberView.class,
                        word -> "phone numbers are \"shown\" or \"masked\", not \"" + word + "\". Use one of these.");
    }
}
