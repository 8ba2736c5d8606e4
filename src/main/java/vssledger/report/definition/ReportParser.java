package vssledger.report.definition;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import vssledger.report.definition.ChartDefinition.Series;
import vssledger.report.definition.ReportColumn.Ratio;
import vssledger.report.definition.ReportColumn.Sum;
import vssledger.report.query.ReportQuery;

/** From the fields of one {@code report.yml} to a checked definition. */
final class ReportParser {

    private static final int DEEPEST_GROUP = 7;

    private final String id;
    private final YamlSection yaml;
    private final DefinitionProblems problems = new DefinitionProblems();

    ReportParser(String id, YamlSection yaml) {
        this.id = id;
        this.yaml = yaml;
    }

    /** @throws BrokenDefinitionException naming all that is wrong with it */
    ReportDefinition parse(String queryFile, String sql) {
        problems.check(() -> yaml.only(
                "title",
                "audience",
                "csv",
                "emptyText",
                "query",
                "parameters",
                "columns",
                "groups",
                "key",
                "shown",
                "fillIn",
                "chart",
                "workbook"));
        var title = problems.attempt(() -> yaml.text("title"));
        var audience = problems.attempt(() -> yaml.text("audience"));
        var emptyText = problems.attempt(() -> yaml.text("emptyText"));
        problems.check(() -> {
            if (yaml.optional("csv") != null) {
                requireFileName(yaml, "csv", yaml.text("csv"), ".csv");
            }
        });
        var parameters = problems.attempt(this::parameters);
        var shown = problems.attempt(this::shown);
        var fillIn = problems.attempt(this::fillIn);
        var columns = columns();
        problems.throwAny();
        var report = new ReportDefinition(
                id,
                Objects.requireNonNull(title),
                Objects.requireNonNull(audience),
                yaml.optional("csv"),
                Objects.requireNonNull(emptyText),
                Objects.requireNonNull(parameters),
                columns,
                yaml.has("groups") ? yaml.texts("groups") : List.of(),
                yaml.has("key") ? yaml.texts("key") : List.of(),
                shown == null ? null : shown.orElse(null),
                Objects.requireNonNull(fillIn),
                null,
                queryFile,
                sql,
                yaml.optional("workbook"));
        problems.check(() -> requireTotalsOfNumbers(report));
        problems.check(() -> requireGroups(report));
        problems.check(() -> requireColumns(report, "key", report.key()));
        var chart = problems.attempt(() -> chart(report));
        problems.throwAny();
        return report.with(chart);
    }

    private Map<String, Object> parameters() {
        var parameters = yaml.constants("parameters");
        for (var reserved : ReportQuery.PARAMETERS) {
            if (parameters.containsKey(reserved)) {
                throw yaml.error("parameters", "\"" + reserved + "\" is given already. Rename the parameter.");
            }
        }
        return parameters;
    }

    private List<ReportColumn> columns() {
        var columns = new ArrayList<ReportColumn>();
        problems.check(() -> {
            for (var section : yaml.sections("columns")) {
                problems.check(() -> columns.add(ColumnParser.column(section, columns)));
            }
        });
        return List.copyOf(columns);
    }

    /** Rows of groups are shown all or none: what stands above their totals. */
    private Optional<Integer> shown() {
        var shown = yaml.optional("shown");
        if (shown == null) {
            return Optional.empty();
        }
        if (!shown.matches("[0-9]{1,6}") || (yaml.has("groups") && !shown.equals("0"))) {
            throw yaml.error(
                    "shown",
                    "\"" + shown
                            + "\" is no number of rows to show. Use 0 for a report with groups, of which only totals"
                            + " are to be seen, else how many rows.");
        }
        return Optional.of(Integer.valueOf(shown));
    }

    private List<FillInColumn> fillIn() {
        return yaml.has("fillIn")
                ? yaml.sections("fillIn").stream()
                        .map(column -> column.only("title", "choices"))
                        .map(column -> new FillInColumn(
                                column.text("title"), column.has("choices") ? column.texts("choices") : List.of()))
                        .toList()
                : List.of();
    }

    static void requireFileName(YamlSection yaml, String field, String name, String ending) {
        if (!name.matches("[A-Za-z0-9][A-Za-z0-9._-]*") || !name.endsWith(ending)) {
            throw yaml.error(
                    field,
                    "\"" + name + "\" is not a file name that ends in " + ending
                            + ". Use letters, digits, dots and hyphens, without a folder.");
        }
    }

    private void requireTotalsOfNumbers(ReportDefinition report) {
        for (var column : report.columns()) {
            if (column.currency() != null && !report.hasColumn(column.currency())) {
                throw noSuchColumn("columns", column.currency());
            }
            if (column.total() instanceof Ratio ratio) {
                requireSummed(report, "columns", ratio.numerator());
                requireSummed(report, "columns", ratio.denominator());
            }
        }
    }

    private void requireColumns(ReportDefinition report, String field, List<String> names) {
        for (var name : names) {
            if (!report.hasColumn(name)) {
                throw noSuchColumn(field, name);
            }
        }
    }

    /** A sheet with groups is for reading: what is filled in, or coloured by its amount, stands in one without. */
    private void requireGroups(ReportDefinition report) {
        requireColumns(report, "groups", report.groups());
        if (report.groups().isEmpty()) {
            return;
        }
        if (Set.copyOf(report.groups()).size() < report.groups().size()
                || report.groups().size() > DEEPEST_GROUP) {
            throw yaml.error("groups", "these are columns of which none stands twice, seven at most.");
        }
        if (report.groups().stream().anyMatch(name -> report.column(name).type().isNumeric())) {
            throw yaml.error("groups", "rows are grouped by text and dates, not by numbers. Name other columns.");
        }
        if (report.columns().stream().noneMatch(column -> column.total() != null)) {
            throw yaml.error("groups", "no column has a total that a group could show. Give one \"total: sum\".");
        }
        if (!report.fillIn().isEmpty()) {
            throw yaml.error(
                    "groups", "a sheet that is filled in and given back has no subtotals. Remove one of both.");
        }
        if (report.columns().stream().anyMatch(column -> column.total() instanceof Sum && column.scale() != null)) {
            throw yaml.error("groups", "subtotals would outshine the colours of a sum. Remove its \"scale\".");
        }
    }

    private @Nullable ChartDefinition chart(ReportDefinition report) {
        if (!yaml.has("chart")) {
            return null;
        }
        var chart = yaml.section("chart").only("kind", "sheet", "title", "category", "axis", "series");
        var category = chart.text("category");
        if (!report.hasColumn(category)) {
            throw noSuchColumn("chart", category);
        }
        var kind = kind(chart);
        var series = new ArrayList<Series>();
        for (var section : chart.sections("series")) {
            section.only("column", "colour");
            requireTotal(report, kind, section.text("column"));
            if (!section.text("colour").matches("[0-9A-Fa-f]{6}")) {
                throw section.error("colour", "a colour is six hexadecimal digits, as in 2E9E5B.");
            }
            series.add(new Series(section.text("column"), section.text("colour")));
        }
        var sheet = chart.optional("sheet");
        return new ChartDefinition(kind, sheet, chart.text("title"), category, chart.text("axis"), List.copyOf(series));
    }

    private static ChartDefinition.Kind kind(YamlSection chart) {
        return chart.optional("kind") == null
                ? ChartDefinition.Kind.COLUMNS
                : chart.choice(
                        "kind",
                        ChartDefinition.Kind.class,
                        kind -> "there is no kind of chart \"" + kind + "\". Use columns, bars or lines.");
    }

    /** What is drawn is added up; a line may be a ratio of what is. */
    private void requireTotal(ReportDefinition report, ChartDefinition.Kind kind, String column) {
        if (kind != ChartDefinition.Kind.LINES
                || !report.hasColumn(column)
                || !(report.columns().get(report.indexOf(column)).total() instanceof Ratio)) {
            requireSummed(report, "chart", column);
        }
    }

    private void requireSummed(ReportDefinition report, String field, String column) {
        if (!report.hasColumn(column)) {
            throw noSuchColumn(field, column);
        }
        var found = report.columns().get(report.indexOf(column));
        if (!(found.total() instanceof Sum) || found.type() == ColumnType.MONEY) {
            throw yaml.error(field, "column \"" + column + "\" is used as a sum. Give it \"total: sum\".");
        }
    }

    private RuntimeException noSuchColumn(String field, String column) {
        return yaml.error(field, "there is no column \"" + column + "\" among the report's columns.");
    }
}
