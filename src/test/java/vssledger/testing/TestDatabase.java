package vssledger.testing;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.postgresql.Driver;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SimpleDriverDataSource;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.postgresql.PostgreSQLContainer;
import vssledger.fact.CodeTable;
import vssledger.fact.Codes;
import vssledger.platform.db.Migrations;
import vssledger.platform.db.PostgresBinaries;
import vssledger.run.db.V0002__BatchTables;

/**
 * A PostgreSQL of the tests' own: that of {@code VSS_TEST_DATABASE_URL}, else a container where Docker answers, else an
 * embedded one. Every {@link #fresh()} database is a copy of a migrated template and disappears with {@link #close()}.
 */
public final class TestDatabase implements AutoCloseable {

    private static final String TEMPLATE =
            "vss_test_template_" + ProcessHandle.current().pid();
    private static final AtomicInteger COUNT = new AtomicInteger();
    private static final Server SERVER = server();

    static {
        execute("CREATE DATABASE " + TEMPLATE);
        migrate(SERVER.url(TEMPLATE), SERVER.user(), SERVER.password());
        if (SERVER.outlivesTheTests()) {
            Runtime.getRuntime().addShutdownHook(new Thread(TestDatabase::dropTemplate));
        }
    }

    private final String name;
    private final HikariDataSource dataSource;

    private TestDatabase(String name) {
        this.name = name;
        var config = new HikariConfig();
        config.setJdbcUrl(SERVER.url(name));
        config.setUsername(SERVER.user());
        config.setPassword(SERVER.password());
        config.setMaximumPoolSize(8);
        config.setMinimumIdle(0);
        this.dataSource = new HikariDataSource(config);
    }

    /** A migrated, empty ledger. */
    public static synchronized TestDatabase fresh() {
        var name = "vss_test_" + ProcessHandle.current().pid() + "_" + COUNT.incrementAndGet();
        execute("CREATE DATABASE " + name + " TEMPLATE " + TEMPLATE + SERVER.copying());
        return new TestDatabase(name);
    }

    /** A database in which nothing is, not even the schema. */
    public static synchronized TestDatabase empty() {
        var name = "vss_test_" + ProcessHandle.current().pid() + "_" + COUNT.incrementAndGet();
        execute("CREATE DATABASE " + name);
        return new TestDatabase(name);
    }

    public HikariDataSource dataSource() {
        return dataSource;
    }

    public JdbcClient jdbc() {
        return JdbcClient.create(dataSource);
    }

    public String url() {
        return SERVER.url(name);
    }

    public String user() {
        return SERVER.user();
    }

    public String password() {
        return SERVER.password();
    }

    /** As a process of the ledger finds it. */
    public Map<String, String> environment() {
        return Map.of(
                "SPRING_DATASOURCE_URL", url(),
                "SPRING_DATASOURCE_USERNAME", user(),
                "SPRING_DATASOURCE_PASSWORD", password());
    }

    /** Ends all connections to it and lets nobody in, as a server that is shut down does. */
    public void cutOff() {
        execute("ALTER DATABASE " + name + " ALLOW_CONNECTIONS false");
        execute("SELECT pg_terminate_backend(pid, 10000) FROM pg_stat_activity WHERE datname = '" + name + "'");
    }

    /** After {@link #cutOff}: it answers again. */
    public void letIn() {
        execute("ALTER DATABASE " + name + " ALLOW_CONNECTIONS true");
    }

    /** Keeps what is in it now, for {@link #restore}. */
    void remember() {
        jdbc().sql("""
                        DO $$
                        DECLARE
                            kept regclass;
                            is_used boolean;
                        BEGIN
                            CREATE SCHEMA vss_test_kept;
                            FOR kept IN SELECT c.oid FROM pg_class c WHERE c.relkind = 'r'
                                AND c.relnamespace::regnamespace::text !~ '^(pg_|information_schema)'
                                AND c.oid <> 'worker.worker'::regclass
                            LOOP
                                EXECUTE format('SELECT EXISTS (SELECT FROM %s)', kept) INTO is_used;
                                IF is_used THEN
                                    EXECUTE format('CREATE TABLE vss_test_kept.%I AS TABLE %s', kept, kept);
                                END IF;
                            END LOOP;
                        END $$
                        """).update();
    }

    /** Brings back what was in its tables at {@link #remember}; numbers are counted from 1 again. Months of tables stay. */
    void restore() {
        jdbc().sql("""
                        DO $$
                        DECLARE
                            used regclass;
                            all_used text;
                            is_used boolean;
                        BEGIN
                            FOR used IN SELECT c.oid FROM pg_class c WHERE c.relkind = 'r'
                                AND c.relnamespace::regnamespace::text !~ '^(pg_|information_schema|vss_test_kept)'
                                AND c.oid <> 'worker.worker'::regclass -- its process lives on, and would be taken for gone
                            LOOP
                                EXECUTE format('SELECT EXISTS (SELECT FROM %s)', used) INTO is_used;
                                IF is_used THEN
                                    all_used := concat_ws(', ', all_used, used::text);
                                END IF;
                            END LOOP;
                            EXECUTE 'TRUNCATE ' || all_used || ' CASCADE';
                            FOR used IN SELECT to_regclass(relname) FROM pg_class
                                WHERE relnamespace = 'vss_test_kept'::regnamespace AND relkind = 'r'
                            LOOP
                                EXECUTE format('INSERT INTO %s SELECT * FROM vss_test_kept.%I', used, used);
                            END LOOP;
                            PERFORM setval(format('%I.%I', schemaname, sequencename)::regclass, start_value, false)
                            FROM pg_sequences WHERE last_value IS NOT NULL;
                        END $$
                        """).update();
    }

    @Override
    public void close() {
        dataSource.close();
        execute("DROP DATABASE IF EXISTS " + name + " WITH (FORCE)");
    }

    static void migrate(String url, String user, String password) {
        var database = new SimpleDriverDataSource(new Driver(), url, user, password);
        new Migrations(database, List.of(new V0002__BatchTables())).migrate();
        try (var connection = database.getConnection()) {
            new CodeTable(Codes.builtIn()).run(connection);
        } catch (SQLException e) {
            throw new IllegalStateException(url, e);
        }
    }

    /** Its server may have ended before. */
    private static void dropTemplate() {
        try {
            execute("DROP DATABASE IF EXISTS " + TEMPLATE + " WITH (FORCE)");
        } catch (IllegalStateException e) {
            System.err.println("The tests leave the database " + TEMPLATE + " behind: " + e.getCause());
        }
    }

    private static void execute(String sql) {
        try (var connection = DriverManager.getConnection(SERVER.url("postgres"), SERVER.user(), SERVER.password());
                var statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    private static Server server() {
        var named = System.getenv("VSS_TEST_DATABASE_URL");
        if (named != null && !named.isBlank()) {
            return Server.named(named, System.getenv());
        }
        return dockerAnswers() ? container() : embedded();
    }

    private static boolean dockerAnswers() {
        try {
            return DockerClientFactory.instance().isDockerAvailable();
        } catch (RuntimeException e) {
            return false;
        }
    }

    @SuppressWarnings("resource") // lives as long as the tests; Testcontainers removes it
    private static Server container() {
        var container = new PostgreSQLContainer("postgres:18-alpine");
        container.start();
        var address = "jdbc:postgresql://" + container.getHost() + ":" + container.getFirstMappedPort() + "/";
        return new Server(address, "", container.getUsername(), container.getPassword(), false, "");
    }

    @SuppressWarnings("resource") // stops with the JVM
    private static Server embedded() {
        try {
            var memory = MemoryFolder.create("postgres");
            var builder = EmbeddedPostgres.builder()
                    .setOverrideWorkingDirectory(
                            PostgresBinaries.folder(Path.of("target")).toFile())
                    .setLocaleConfig("locale", "C")
                    .setServerConfig("max_connections", "200")
                    .setServerConfig("full_page_writes", "off");
            memory.ifPresent(builder::setDataDirectory);
            var address = "jdbc:postgresql://127.0.0.1:" + builder.start().getPort() + "/";
            // where files are memory, to copy them is quicker than to log them
            return new Server(address, "", "postgres", "", false, memory.isPresent() ? " STRATEGY file_copy" : "");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Where the test databases live.
     *
     * @param before the address up to the database's name
     * @param after what follows the name
     * @param outlivesTheTests whether nobody else removes what the tests leave there: the embedded server stops in a shutdown hook, too
     * @param copying how a copy of a database is made, as an option of {@code CREATE DATABASE}; empty for as the server does it
     */
    record Server(String before, String after, String user, String password, boolean outlivesTheTests, String copying) {

        /** From {@code jdbc:postgresql://host:port/any?options}, with user and password beside it or in it. */
        static Server named(String url, Map<String, String> environment) {
            var slash = url.lastIndexOf('/', url.indexOf('?') < 0 ? url.length() : url.indexOf('?'));
            var options = url.indexOf('?') < 0 ? "" : url.substring(url.indexOf('?'));
            return new Server(
                    url.substring(0, slash + 1),
                    options,
                    environment.getOrDefault("VSS_TEST_DATABASE_USERNAME", "postgres"),
                    environment.getOrDefault("VSS_TEST_DATABASE_PASSWORD", ""),
                    true,
                    "");
        }

        String url(String database) {
            return before + database + after;
        }
    }
}
