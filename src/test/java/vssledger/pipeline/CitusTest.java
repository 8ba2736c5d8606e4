package vssledger.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import vssledger.testing.History;
import vssledger.testing.TestDatabase;

/** The statements that spread the schema over a Citus cluster: as far as plain PostgreSQL can tell, and whole where a Citus is. */
class CitusTest {

    private static final Path SCRIPT = Path.of("db/citus/distribute.sql");
    private static final Pattern SPREAD = Pattern.compile("create_distributed_table\\('([a-z_.]+)', '([a-z_]+)'");

    private record Spread(String table, String column) {}

    private static List<Spread> spread() throws IOException {
        return SPREAD.matcher(Files.readString(SCRIPT))
                .results()
                .map(found -> new Spread(found.group(1), found.group(2)))
                .toList();
    }

    /** Citus takes no table of which a unique key does not hold the column that it is spread by, nor a row without it. */
    @Test
    void whatIsSpreadHasItsColumnInEveryKey() throws IOException {
        assertThat(spread()).hasSize(11);
        try (var db = TestDatabase.fresh()) {
            for (var spread : spread()) {
                assertThat(db.jdbc()
                                .sql("SELECT attnotnull FROM pg_attribute WHERE attrelid = ?::regclass AND attname = ?")
                                .params(spread.table(), spread.column())
                                .query(Boolean.class)
                                .optional())
                        .as("%s", spread)
                        .contains(true);
                assertThat(db.jdbc()
                                .sql(
                                        "SELECT indexrelid::regclass::text FROM pg_index JOIN pg_attribute ON attrelid = indrelid"
                                                + " WHERE indrelid = ?::regclass AND attname = ? AND indisunique"
                                                + " AND attnum <> ALL (indkey::int2[])")
                                .params(spread.table(), spread.column())
                                .query(String.class)
                                .list())
                        .as("%s: keys without it", spread)
                        .isEmpty();
                assertThat(db.jdbc()
                                .sql(
                                        "SELECT confrelid::regclass::text FROM pg_constraint"
                                                + " WHERE conrelid = ?::regclass AND contype = 'f' AND confrelid <> 'expected.import'::regclass")
                                .param(spread.table())
                                .query(String.class)
                                .list())
                        .as("%s: refers to what has no copy on every server", spread)
                        .isEmpty();
            }
        }
    }

    @Test
    void theStatementsRunWhereACitusIsAndNothingIsLost() throws IOException, SQLException {
        try (var db = TestDatabase.fresh()) {
            assumeTrue(
                    db.jdbc()
                            .sql("SELECT EXISTS (SELECT FROM pg_available_extensions WHERE name = 'citus')"
                                    + " AND current_setting('shared_preload_libraries') LIKE '%citus%'")
                            .query(Boolean.class)
                            .single(),
                    "NOT CHECKED: this server has no Citus, so db/citus/distribute.sql was not run."
                            + " Let VSS_TEST_DATABASE_URL name one that has.");
            History.insert(db, LocalDate.parse("2026-02-27"), 3, 50);
            var before = rows(db);

            try (var connection = db.dataSource().getConnection();
                    var statement = connection.createStatement()) {
                statement.execute(Files.readString(SCRIPT));
            }

            assertThat(db.jdbc()
                            .sql("SELECT logicalrelid::text FROM pg_dist_partition WHERE partmethod = 'h'")
                            .query(String.class)
                            .list())
                    .containsAll(spread().stream().map(Spread::table).toList());
            assertThat(rows(db)).isEqualTo(before).containsEntry("fact.ivr_session", 150L);
            assertThat(db.jdbc()
                            .sql("INSERT INTO expected.touched_day (business_day, import_id)"
                                    + " SELECT '2026-03-31', max(id) FROM expected.import")
                            .update())
                    .as("what refers to an import finds it")
                    .isOne();
        }
    }

    private static Map<String, Long> rows(TestDatabase db) throws IOException {
        return spread().stream()
                .collect(Collectors.toMap(
                        Spread::table,
                        spread -> db.jdbc()
                                .sql("SELECT count(*) FROM " + spread.table())
                                .query(Long.class)
                                .single()));
    }
}
