package vssledger.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static vssledger.testing.Summaries.aSummary;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import vssledger.VssLedger;
import vssledger.testing.OwnPgBouncer;
import vssledger.testing.TestDatabase;

/** Databases as people have them: the ledger works with them, or says in a sentence what it needs, before it makes anything. */
@Tag("program")
class DatabasesTest {

    private static final String OWNER = "vss_owner_" + ProcessHandle.current().pid();

    @TempDir
    private Path home;

    @SuppressWarnings("NullAway.Init")
    private TestDatabase db;

    private record Answer(int code, String out, String err) {}

    @BeforeEach
    void open() {
        db = TestDatabase.fresh();
        System.setProperty("vss.home", home.toString());
        use(db.url(), db.user(), db.password());
    }

    @AfterEach
    void close() {
        List.of("vss.home", "spring.datasource.url", "spring.datasource.username", "spring.datasource.password")
                .forEach(System::clearProperty);
        db.close();
    }

    private static void use(String url, String user, String password) {
        System.setProperty("spring.datasource.url", url);
        System.setProperty("spring.datasource.username", user);
        System.setProperty("spring.datasource.password", password);
    }

    private void sql(String... statements) {
        try (var connection = DriverManager.getConnection(db.url(), db.user(), db.password());
                var statement = connection.createStatement()) {
            for (var sql : statements) {
                statement.execute(sql);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private String name() {
        return db.jdbc().sql("SELECT current_database()").query(String.class).single();
    }

    private static Answer vss(String... args) {
        var out = new StringWriter();
        var err = new StringWriter();
        var code = VssCommand.execute(VssLedger.class, args, new PrintWriter(out), new PrintWriter(err));
        return new Answer(code, out.toString(), err.toString());
    }

    private void assertWorks() throws IOException {
        var body = Files.writeString(
                home.resolve("body.json"),
                aSummary("1")
                        .from("2026-03-29T10:00:00Z", "2026-03-29T10:01:00Z")
                        .body());
        assertThat(vss("ingest", "--product", "ivr", body.toString()))
                .extracting(Answer::code, Answer::err)
                .containsExactly(0, "");
        assertThat(vss("run", "--from", "2026-03-29", "--to", "2026-03-31"))
                .satisfies(run -> assertThat(run.err()).isEmpty())
                .extracting(Answer::out)
                .asString()
                .contains("2026-03-29             1      1", "2026-03-31             0      0");
    }

    @Test
    void theGrantThatIsMissingIsSaidAtOnceAndOnce() {
        sql("CREATE ROLE " + OWNER + " LOGIN PASSWORD 'secret'");
        try (var empty = TestDatabase.empty()) {
            var fresh = empty.jdbc()
                    .sql("SELECT current_database()")
                    .query(String.class)
                    .single();
            sql("ALTER DATABASE " + fresh + " OWNER TO " + OWNER);
            use(empty.url(), OWNER, "secret");
            var grant = "Let an administrator run: GRANT vss_reports TO " + OWNER + ";";

            var status = vss("status");
            assertThat(status.code()).isEqualTo(1);
            assertThat(status.err())
                    .contains("the role vss_reports, which was not granted to the user " + OWNER + ". " + grant);
            assertThat(empty.jdbc()
                            .sql("SELECT count(*) FROM pg_namespace WHERE nspname = 'capture'")
                            .query(Long.class)
                            .single())
                    .as("nothing is made")
                    .isZero();

            sql("GRANT vss_reports TO " + OWNER);
            assertThat(vss("status").err()).isEmpty();
            assertThat(vss("doctor").out()).doesNotContain("PROBLEM");

            sql("GRANT vss_reports TO " + OWNER + " WITH SET FALSE");
            assertThat(vss("status").err())
                    .as("a plain GRANT would leave it without SET")
                    .contains("Let an administrator run: GRANT vss_reports TO " + OWNER + " WITH SET TRUE;");
            sql("GRANT vss_reports TO " + OWNER + " WITH SET TRUE, INHERIT FALSE");
            assertThat(vss("status").err()).isEmpty();

            sql("REVOKE vss_reports FROM " + OWNER);
            assertThat(vss("status").err()).contains(grant);
            assertThat(vss("doctor").out().lines().filter(line -> line.startsWith("PROBLEM")))
                    .as("not one for each report")
                    .hasSizeLessThanOrEqualTo(2)
                    .first()
                    .asString()
                    .contains("which was not granted to the user " + OWNER);
            assertThat(vss("doctor").out()).contains("→ " + grant).doesNotContain("Correct the SQL");
        } finally {
            sql("DROP ROLE IF EXISTS " + OWNER);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"LATIN1", "SQL_ASCII"})
    void anotherEncodingThanUtf8IsRefused(String encoding) {
        var other = name() + "_" + encoding.toLowerCase(Locale.ROOT);
        sql("CREATE DATABASE " + other + " ENCODING '" + encoding + "' LOCALE 'C' TEMPLATE template0");
        try {
            use(db.url().replace(name(), other), db.user(), db.password());

            assertThat(vss("status"))
                    .extracting(Answer::code, answer -> answer.err().strip())
                    .containsExactly(
                            1,
                            "The database " + other + " has the encoding " + encoding
                                    + ", which cannot hold every text that"
                                    + " 8x8 sends. Create one with CREATE DATABASE … ENCODING 'UTF8' TEMPLATE template0, and"
                                    + " name it with SPRING_DATASOURCE_URL.");
            assertThat(vss("doctor").out()).containsPattern("PROBLEM +database +.*has the encoding " + encoding);
        } finally {
            sql("DROP DATABASE " + other + " WITH (FORCE)");
        }
    }

    /** What the administrator set for others is no business of the ledger's connections. */
    @Test
    void settingsOfTheDatabaseDoNotReachIt() throws IOException {
        for (var setting : List.of(
                "default_transaction_isolation = 'serializable'",
                "default_transaction_read_only = on",
                "statement_timeout = '200ms'",
                "lock_timeout = '1ms'",
                "idle_in_transaction_session_timeout = '200ms'",
                "idle_session_timeout = '200ms'",
                "search_path = 'nowhere'",
                "\"TimeZone\" = 'Asia/Beirut'",
                "\"DateStyle\" = 'German'",
                "\"IntervalStyle\" = 'sql_standard'",
                "standard_conforming_strings = off",
                "bytea_output = 'escape'",
                "client_encoding = 'LATIN1'",
                "synchronous_commit = off")) {
            sql("SET default_transaction_read_only = off", "ALTER DATABASE " + name() + " SET " + setting);
        }

        assertWorks();
    }

    @Test
    void aNewerSchemaStopsEveryCommandButTheDoctor() {
        sql(
                "INSERT INTO public.vss_schema_history SELECT 9999, '9999', 'new', 'SQL', 'V9999__new.sql', 1, 'x', now(), 1, true");

        for (var command : List.of("status", "run", "serve")) {
            assertThat(vss(command))
                    .as(command)
                    .extracting(Answer::code, answer -> answer.err().strip())
                    .containsExactly(
                            1,
                            "The database was made by a newer version of the ledger. Upgrade this program to that version;"
                                    + " nothing was changed.");
        }
        assertThat(vss("doctor").out())
                .containsPattern("PROBLEM +tables +The database was made by a newer version")
                .containsPattern("ok +mail");
    }

    @Test
    void aDatabaseOfAnEarlyVersionStopsEveryCommandButTheDoctor() {
        sql("UPDATE public.vss_schema_history SET checksum = 1, description = 'capture' WHERE version = '0001'");

        for (var command : List.of("status", "run", "serve")) {
            assertThat(vss(command))
                    .as(command)
                    .extracting(Answer::code, answer -> answer.err().strip())
                    .containsExactly(
                            1,
                            "The database was made by an early version of the ledger, whose tables cannot be brought up to date."
                                    + " Name a new, empty database (src/docs/upgrade.md says how); nothing was changed.");
        }
        assertThat(vss("doctor").out())
                .containsPattern("PROBLEM +tables +The database was made by an early version")
                .containsPattern("ok +mail");
    }

    @ParameterizedTest
    @CsvSource({"transaction, ''", "transaction, ?prepareThreshold=0", "statement, ''"})
    void aPoolerThatSharesConnectionsIsRefused(String mode, String options) throws IOException {
        try (var pooler = pooler(mode)) {
            use(pooler.url() + options, db.user(), db.password());

            var status = vss("status");
            assertThat(status.code()).isEqualTo(1);
            assertThat(status.err())
                    .startsWith("Between the ledger and PostgreSQL stands a pooler such as PgBouncer that gives each"
                            + " transaction another connection")
                    .contains("Set pool_mode = session");
            assertThat(vss("doctor").out()).containsPattern("PROBLEM +database +Between the ledger and PostgreSQL");
            assertThat(vss("serve", "--port", "0").err()).startsWith("Between the ledger and PostgreSQL");
        }
    }

    @Test
    void aPoolerThatKeepsAConnectionForEachSessionWillDo() throws IOException {
        try (var pooler = pooler("session")) {
            use(pooler.url(), db.user(), db.password());

            assertWorks();
            assertThat(vss("doctor").out()).doesNotContain("PROBLEM");
        }
    }

    private OwnPgBouncer pooler(String mode) throws IOException {
        var program = OwnPgBouncer.program();
        assumeTrue(program.isPresent(), "PgBouncer is not installed");
        return OwnPgBouncer.start(program.get(), home, db, mode);
    }
}
