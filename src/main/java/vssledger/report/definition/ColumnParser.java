package vssledger.report.definition;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import vssledger.report.definition.ReportColumn.Ratio;
import vssledger.report.definition.ReportColumn.Sum;
import vssledger.report.definition.ReportColumn.Total;

/** From an entry of {@code columns} in a {@code report.yml} to a checked column. */
final class ColumnParser {

    private static final String TYPES = Arrays.stream(ColumnType.values())
            .map(type -> type.name().toLowerCase(Locale.ROOT))
            .collect(Collectors.joining(", "));

    private static final int LONGEST_FORMAT = 255;

    private ColumnParser() {}

    /**
     * The column that a section describes.
     *
     * @param before the columns that stand before it
     */
    static ReportColumn column(YamlSection section, List<ReportColumn> before) {
        section.only("name", "title", "type", "format", "width", "total", "currency", "decimals", "scale");
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
                name,
                section.text("title"),
                type,
                format(section, type),
                width(section),
                total,
                currency,
                isSum(section, type),
                scale(section, type));
    }

    private static boolean isSum(YamlSection section, ColumnType type) {
        var decimals = section.optional("decimals");
        if (decimals == null) {
            return false;
        }
        if (type != ColumnType.MONEY) {
            throw section.error("decimals", "only money has a currency. Remove it, or change the type.");
        }
        if (section.optional("format") != null) {
            throw section.error("decimals", "\"format\" says already how amounts are shown. Remove one of both.");
        }
        if (!decimals.equals("own") && !decimals.equals("currency")) {
            throw section.error(
                    "decimals",
                    "\"" + decimals + "\" says nothing of decimals. Use own (as many as the amount has), or currency"
                            + " (for sums).");
        }
        if (decimals.equals("currency") && section.optional("currency") == null) {
            throw section.error(
                    "decimals",
                    "nothing tells the currency of \"" + section.text("name")
                            + "\". Name the column that does as \"currency\".");
        }
        return decimals.equals("currency");
    }

    /** Excel repairs, and thereby spoils, a workbook with a format that it does not know. */
    private static @Nullable String format(YamlSection section, ColumnType type) {
        var format = section.optional("format");
        if (format == null) {
            return null;
        }
        if (type.isText()) {
            throw section.error("format", "text has no number format. Remove it, or change the type.");
        }
        var sample = type == ColumnType.DATE || type == ColumnType.DATETIME || type == ColumnType.DURATION
                ? "[ymdhs]"
                : "[0#?]";
        var isWhole = format.length() <= LONGEST_FORMAT
                && format.chars().filter(c -> c == '"').count() % 2 == 0
                && format.matches("[^\\[\\]]*(\\[[^\\[\\]]+\\][^\\[\\]]*)*")
                && Pattern.compile(sample).matcher(format).find();
        if (!isWhole) {
            throw section.error(
                    "format",
                    "\"" + format + "\" is not a number format of Excel's for this type. Write it as in 0.00, or"
                            + " yyyy-mm-dd.");
        }
        return format;
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
}
