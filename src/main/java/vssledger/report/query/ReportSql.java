package vssledger.report.query;

import java.time.LocalDate;
import java.util.Collection;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A report's SQL as COPY takes it: with the values of its named parameters in their places, and no semicolon. */
final class ReportSql {

    /** What is no parameter, though a colon may be in it: texts, names, comments, casts; then a parameter. */
    private static final Pattern PARTS =
            Pattern.compile("'[^']*+'|\"[^\"]*+\"|--[^\n]*+|/\\*.*?\\*/|::|:([A-Za-z_][A-Za-z0-9_]*)", Pattern.DOTALL);

    private static final Pattern END = Pattern.compile(";(?:\\s|--[^\n]*+)*+$");

    private ReportSql() {}

    /** @throws IllegalArgumentException for a parameter that has no value */
    static String with(Map<String, ?> parameters, String sql) {
        var filled = PARTS.matcher(sql).replaceAll(part -> {
            var name = part.group(1);
            if (name != null && !parameters.containsKey(name)) {
                throw new IllegalArgumentException("No value supplied for the SQL parameter '" + name + "'");
            }
            return Matcher.quoteReplacement(name == null ? part.group() : literal(parameters.get(name)));
        });
        return END.matcher(filled).replaceFirst("");
    }

    /** What SQL calls this value. */
    static String literal(@Nullable Object value) {
        if (value == null) {
            return "NULL";
        }
        if (value instanceof Double number) {
            return "'" + number + "'::double precision";
        }
        if (value instanceof Number number) {
            return number.toString().startsWith("-") ? "(" + number + ")" : number.toString();
        }
        if (value instanceof Boolean) {
            return value.toString();
        }
        if (value instanceof LocalDate) {
            return "DATE '" + value + "'";
        }
        if (value instanceof Collection<?> several) {
            return several.stream().map(ReportSql::literal).collect(Collectors.joining(", "));
        }
        if (value instanceof String[] texts) {
            return Stream.of(texts).map(ReportSql::literal).collect(Collectors.joining(", ", "ARRAY[", "]::text[]"));
        }
        return text(value.toString());
    }

    /** Right whether or not the server takes backslashes for something else. */
    private static String text(String text) {
        var quoted = "'" + text.replace("'", "''") + "'";
        return text.indexOf('\\') < 0 ? quoted : " E" + quoted.replace("\\", "\\\\");
    }
}
