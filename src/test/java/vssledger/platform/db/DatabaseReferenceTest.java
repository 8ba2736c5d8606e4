package vssledger.platform.db;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import vssledger.testing.GeneratedPage;
import vssledger.testing.TestDatabase;

/** Every schema, table, column and view has a comment, and {@code src/docs/reference/database.md} is made of these comments. */
class DatabaseReferenceTest {

    /** Those of the ledger: neither the tables of Spring Batch and Flyway nor the partitions of a table. */
    private static final String OURS = """
            FROM pg_class c
            JOIN pg_namespace n ON n.oid = c.relnamespace
            WHERE c.relkind IN ('r', 'p', 'v') AND NOT c.relispartition
              AND n.nspname NOT IN ('pg_catalog', 'pg_toast', 'information_schema', 'public', 'batch')
            """;

    private static TestDatabase db;
    private static JdbcClient jdbc;

    @BeforeAll
    static void open() {
        db = TestDatabase.fresh();
        jdbc = db.jdbc();
    }

    @AfterAll
    static void close() {
        db.close();
    }

    private record Relation(long oid, String schema, String name, boolean isView, String comment) {}

    private static List<Relation> relations() {
        return jdbc.sql(
                        "SELECT c.oid::bigint, n.nspname, c.relname, c.relkind = 'v', coalesce(obj_description(c.oid, 'pg_class'), '') "
                                + OURS + " ORDER BY n.nspname COLLATE \"C\", c.relkind = 'v', c.relname COLLATE \"C\"")
                .query((row, n) -> new Relation(
                        row.getLong(1), row.getString(2), row.getString(3), row.getBoolean(4), row.getString(5)))
                .list();
    }

    private static String schemaComment(String schema) {
        return jdbc.sql("SELECT coalesce(obj_description(oid, 'pg_namespace'), '') FROM pg_namespace WHERE nspname = ?")
                .param(schema)
                .query(String.class)
                .single();
    }

    @Test
    void everySchemaTableAndViewHasAComment() {
        assertThat(relations()).isNotEmpty().allSatisfy(relation -> {
            assertThat(relation.comment())
                    .as("comment on " + relation.schema() + "." + relation.name())
                    .endsWith(".");
            assertThat(schemaComment(relation.schema()))
                    .as("comment on schema " + relation.schema())
                    .endsWith(".");
        });
    }

    @Test
    void everyColumnOfATableHasAComment() {
        assertThat(jdbc.sql(
                                "SELECT n.nspname || '.' || c.relname || '.' || a.attname "
                                        + OURS.replace(
                                                "WHERE",
                                                "JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped WHERE")
                                        + " AND c.relkind <> 'v' AND coalesce(col_description(c.oid, a.attnum), '') !~ '\\.$' ORDER BY 1")
                        .query(String.class)
                        .list())
                .as(
                        "columns without a comment that is a sentence: add COMMENT ON COLUMN beside the table in db/migration")
                .isEmpty();
    }

    @Test
    void thePageIsUpToDate() {
        var page = new StringBuilder("""
                # Tables and views

                One schema per module; a module writes its own schema only. Spring Batch keeps its own tables in `batch`. Reports and BI tools read
                `fact` and `recon` as the role `vss_reports`. A column that may be null says when it is.
                """);
        var schema = "";
        for (var relation : relations()) {
            if (!relation.schema().equals(schema)) {
                schema = relation.schema();
                page.append("\n## ")
                        .append(schema)
                        .append("\n\n")
                        .append(schemaComment(schema))
                        .append('\n');
            }
            page.append("\n### ").append(schema).append('.').append(relation.name());
            page.append(relation.isView() ? " (view)\n\n" : "\n\n")
                    .append(relation.comment())
                    .append("\n\n");
            if (relation.isView()) {
                page.append("Columns: ")
                        .append(String.join(", ", columns(relation, "'`' || a.attname || '`'")))
                        .append(".\n");
            } else {
                page.append("| column | type | null | is |\n|---|---|---|---|\n");
                columns(relation, """
                        '| `' || a.attname || '` | ' || format_type(a.atttypid, a.atttypmod) || ' | '
                        || CASE WHEN a.attnotnull THEN '' ELSE 'yes' END || ' | '
                        || replace(col_description(a.attrelid, a.attnum), '|', '\\|') || ' |'
                        """).forEach(line -> page.append(line).append('\n'));
            }
        }
        GeneratedPage.of("reference/database.md", DatabaseReferenceTest.class).is(page.toString());
    }

    private static List<String> columns(Relation relation, String expression) {
        return jdbc.sql("SELECT " + expression
                        + " FROM pg_attribute a WHERE a.attrelid = ?::bigint::oid AND a.attnum > 0"
                        + " AND NOT a.attisdropped ORDER BY a.attnum")
                .param(relation.oid())
                .query(String.class)
                .list();
    }
}
