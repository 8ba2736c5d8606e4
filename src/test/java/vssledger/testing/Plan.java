package vssledger.testing;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What statements read when they were really done, by EXPLAIN ANALYZE: {@code Plan.of(jdbc, sql, parameters).monthsOf("fact.call_leg")}.
 * What a plan names and did not come to read, such as a month that was pruned as it ran, does not count.
 */
public final class Plan {

    private static final Pattern COMMENT = Pattern.compile("--[^\n]*");
    private static final Pattern END = Pattern.compile(";\\s*(?:\n|$)");
    private static final Pattern EXPLAINED = Pattern.compile(
            "(?is)\\s*(SELECT|WITH|INSERT|UPDATE|DELETE|CREATE TEMPORARY TABLE \\w+ ON COMMIT DROP AS)\\b.*");
    private static final Pattern MONTH = Pattern.compile("(.*)_(\\d{4}_\\d{2})");
    private static final JsonMapper JSON = JsonMapper.shared();

    /** By table with its schema, months apart: how many rows were looked at, whatever became of them. */
    private final Map<String, Double> rowsRead = new TreeMap<>();

    private Plan() {}

    /** Does these statements, all in the transaction of the caller. */
    public static Plan of(JdbcClient jdbc, String statements, Map<String, ?> parameters) {
        var plan = new Plan();
        for (var statement :
                END.splitAsStream(COMMENT.matcher(statements).replaceAll("")).toList()) {
            if (EXPLAINED.matcher(statement).matches()) {
                JSON.readTree(jdbc.sql("EXPLAIN (ANALYZE, VERBOSE, FORMAT JSON) " + statement)
                                .params(parameters)
                                .query(String.class)
                                .single())
                        .forEach(explained -> plan.add(explained.path("Plan")));
            } else if (!statement.isBlank()) {
                jdbc.sql(statement).params(parameters).update();
            }
        }
        return plan;
    }

    private void add(JsonNode node) {
        var loops = node.path("Actual Loops").asDouble();
        if (node.path("Node Type").asString().endsWith("Scan") && node.has("Relation Name") && loops > 0) {
            var rows = Stream.of("Actual Rows", "Rows Removed by Filter", "Rows Removed by Index Recheck")
                    .mapToDouble(number -> node.path(number).asDouble(0))
                    .sum();
            rowsRead.merge(
                    node.path("Schema").asString() + "."
                            + node.path("Relation Name").asString(),
                    rows * loops,
                    Double::sum);
        }
        node.path("Plans").forEach(this::add);
    }

    /** The months, as {@code 2026_03}, that were read of a table. */
    public Set<String> monthsOf(String table) {
        var months = new TreeSet<String>();
        for (var read : rowsRead.keySet()) {
            var part = MONTH.matcher(read);
            if (part.matches() && part.group(1).equals(table)) {
                months.add(part.group(2));
            }
        }
        return months;
    }

    /** How many rows of a table were looked at, of all its months together. */
    public long rowsOf(String table) {
        return Math.round(rowsRead.entrySet().stream()
                .filter(read -> read.getKey().equals(table)
                        || MONTH.matcher(read.getKey()).replaceFirst("$1").equals(table))
                .mapToDouble(Map.Entry::getValue)
                .sum());
    }

    /** In words: what was read, and how many rows of it. */
    @Override
    public String toString() {
        var lines = new ArrayList<String>();
        rowsRead.forEach((table, rows) -> lines.add(String.format(Locale.ROOT, "%s: %.0f rows", table, rows)));
        return String.join("\n", lines);
    }

    /** The tables, with their schema, that are partitioned. */
    public static List<String> partitioned(JdbcClient jdbc) {
        return jdbc.sql("SELECT relnamespace::regnamespace || '.' || relname FROM pg_partitioned_table"
                        + " JOIN pg_class ON oid = partrelid ORDER BY 1")
                .query(String.class)
                .list();
    }
}
