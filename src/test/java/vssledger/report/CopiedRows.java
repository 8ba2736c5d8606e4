package vssledger.report;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import vssledger.report.definition.ColumnType;
import vssledger.report.definition.ReportColumn;
import vssledger.report.definition.ReportDefinition;
import vssledger.report.query.CopiedRow;

/** Rows as COPY would write them. */
public final class CopiedRows {

    private CopiedRows() {}

    /** A report with a column of each of these types, of its name. */
    public static ReportDefinition definition(ColumnType... types) {
        return definition("SELECT", Map.of(), types);
    }

    /** A report of this SQL. */
    public static ReportDefinition definition(String sql, Map<String, Object> parameters, ColumnType... types) {
        return new ReportDefinition(
                "mine",
                "Mine",
                "all",
                null,
                "Nothing",
                parameters,
                Stream.of(types)
                        .map(type -> new ReportColumn(
                                type.name().toLowerCase(java.util.Locale.ROOT),
                                type.name(),
                                type,
                                null,
                                null,
                                null,
                                null,
                                false,
                                null))
                        .toList(),
                List.of(),
                List.of(),
                null,
                List.of(),
                null,
                "reports/mine/query.sql",
                sql,
                null);
    }

    public static CopiedRow row(ReportDefinition report, List<@Nullable String> values) {
        var row = new CopiedRow(
                report, line(report.columns().stream().map(ReportColumn::name).toList()));
        row.take(line(values));
        return row;
    }

    public static byte[] line(List<? extends @Nullable String> values) {
        return values.stream()
                .map(value -> value == null
                        ? "\\N"
                        : Objects.requireNonNull(value)
                                .replace("\\", "\\\\")
                                .replace("\b", "\\b")
                                .replace("\f", "\\f")
                                .replace("\n", "\\n")
                                .replace("\r", "\\r")
                                .replace("\t", "\\t")
                                .replace("\u000B", "\\v"))
                .collect(Collectors.joining("\t", "", "\n"))
                .getBytes(StandardCharsets.UTF_8);
    }
}
