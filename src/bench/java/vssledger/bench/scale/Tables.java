package vssledger.bench.scale;

import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Locale;

/** What tables and their indexes take on the disk. */
final class Tables {

    private Tables() {}

    /** Bytes a session of each table and its indexes. */
    static String of(String url, int sessions) throws SQLException {
        var text = new StringBuilder("| table | rows | bytes a session | of its indexes |\n|---|--:|--:|--:|\n");
        try (var connection = DriverManager.getConnection(url);
                var statement = connection.createStatement();
                var row = statement.executeQuery("""
                        SELECT root::regclass::text, sum(reltuples)::bigint, sum(pg_table_size(oid)), sum(pg_indexes_size(oid))
                        FROM (SELECT c.oid, c.reltuples, coalesce(pg_partition_root(c.oid), c.oid) AS root
                              FROM pg_class c
                              WHERE c.relkind = 'r'
                                AND c.relnamespace::regnamespace::text IN ('capture', 'parse', 'fact', 'expected', 'recon')) AS t
                        GROUP BY root
                        HAVING sum(pg_total_relation_size(oid)) > 1000000
                        ORDER BY sum(pg_total_relation_size(oid)) DESC
                        """)) {
            while (row.next()) {
                text.append(String.format(
                        Locale.ROOT,
                        "| `%s` | %,d | %,d | %,d |%n",
                        row.getString(1),
                        row.getLong(2),
                        row.getLong(3) / sessions,
                        row.getLong(4) / sessions));
            }
        }
        return text.toString();
    }
}
