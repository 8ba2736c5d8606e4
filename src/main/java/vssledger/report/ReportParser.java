package vssledger.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import vssledger.report.ChartDefinition.Series;
import vssledger.report.ReportColumn.Ratio;
import vssledger.report.ReportColumn.Sum;
import vssledger.report.ReportColumn.Total;

/** From the fields of one {@code report.yml} to a checked definition. */
final class ReportParser {

    private static final String TYPES = Arrays.stream(ColumnType.values())
            .map(type -> type.name().toLowerCase(Locale.ROOT))
            .collect(Collectors.joining(", "));

    private final String id;
    private final YamlSection yaml;

    ReportParser(String id, YamlSection yaml) {
        this.id = id;
        this.yaml = yaml.only(
                "title",
                "audience",
                "csv",
                "emptyText",
                "query",
                "parameters",
                "columns",
                "fillIn",
                "chart",
                "workbook");
    }

    ReportDefinition parse(String queryFile, String sql) {
        var csv = yaml.optional("csv");
        if (csv != null) {
            requireFileName(yaml, "csv", csv, ".csv");
        }
        var parameters = yaml.constants("parameters");
        for (var reserved : ReportQuery.RANGE_PARAMETERS) {
            if (parameters.containsKey(reserved)) {
                throw yaml.error("parameters", "\"" + reserved + "\" is given by the range. Rename the parameter.");
            }
        }
        var columns = new ArrayList<ReportColumn>();
        for (var section : yaml.sections("columns")) {
            columns.add(column(section, columns));
        }
        var report = new ReportDefinition(
                id,
                yaml.text("title"),
                yaml.text("audience"),
                csv,
                yaml.text("emptyText"),
                parameters,
                List.copyOf(columns),
                fillIn(),
                null,
                queryFile,
                sql,
                yaml.optional("workbook"));
        requireTotalsOfNumbers(report);
        return new ReportDefinition(
                id,
                report.title(),
                report.audience(),
                csv,
                report.emptyText(),
                parameters,
                report.columns(),
                report.fillIn(),
                chart(report),
                queryFile,
                sql,
                report.workbook());
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

    private ReportColumn column(YamlSection section, List<ReportColumn> before) {
        section.only("name", "title", "type", "width", "total", "currency", "scale");
        var name = section.text("name");
        if (!name.matches("[a-z][a-z0-9_]*")) {
            throw section.error("name", "\"" + name + "\" is not a column name. Use snake_case, as in the query.");
        }
        if (before.stream().anyMatch(c -> c.name().equals(name))) {
            throw section.error("name", "column \"" + name + "\" is given twice. Remove one.");
        }
        var type = type(section);
        var total = total(section, type);
        var currency = section.optional("currency");
        if (type == ColumnType.MONEY && total != null && currency == null) {
            throw section.error(
                    "total",
                    "amounts of different currencies cannot be added. Name the column that tells the currency of \""
                            + name + "\" as \"currency\".");
        }
        return new ReportColumn(
                name, section.text("title"), type, width(section), total, currency, scale(section, type));
    }

    private static ColumnType type(YamlSection section) {
        return section.choice(
                "type",
                ColumnType.class,
                type -> "there is no column type \"" + type + "\". Use one of: " + TYPES + ".");
    }

    private static @Nullable ColourScale scale(YamlSection section, ColumnType type) {
        if (section.optional("scale") == null) {
            return null;
        }
        if (!type.isNumeric()) {
            throw section.error("scale", "only numbers have a colour scale. Remove it, or change the type.");
        }
        return section.choice(
                "scale",
                ColourScale.class,
                scale -> "there is no colour scale \"" + scale + "\". Use amount, good or bad.");
    }

    private static @Nullable Integer width(YamlSection section) {
        var width = section.optional("width");
        if (width == null) {
            return null;
        }
        if (!width.matches("[1-9][0-9]{0,2}") || Integer.parseInt(width) > 255) {
            throw section.error("width", "\"" + width + "\" is not a width. Use 1 to 255 characters.");
        }
        return Integer.valueOf(width);
    }

    private static @Nullable Total total(YamlSection section, ColumnType type) {
        var total = section.optional("total");
        if (total == null) {
            return null;
        }
        if (!type.isNumeric()) {
            throw section.error("total", "only numbers have a total. Remove it, or change the type.");
        }
        if (total.equals("sum")) {
            return new Sum();
        }
        var parts = total.split("/", -1);
        if (parts.length == 2) {
            return new Ratio(parts[0].strip(), parts[1].strip());
        }
        throw section.error(
                "total",
                "\"" + total + "\" is not a total. Use \"sum\", or two summed columns as in" + " \"answered / all\".");
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
        return new ChartDefinition(
                kind,
                sheet == null ? "Chart" : sheet,
                chart.text("title"),
                category,
                chart.text("axis"),
                List.copyOf(series));
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
