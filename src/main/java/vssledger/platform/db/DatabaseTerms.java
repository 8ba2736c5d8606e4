package vssledger.platform.db;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import javax.sql.DataSource;
import org.postgresql.PGConnection;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import vssledger.platform.UserException;
import vssledger.platform.check.Finding;

/**
 * What the ledger needs of its database: that is looked at when a command starts, before anything is made there, since each of these
 * would show late and in a way that nobody understands.
 */
@Component
public class DatabaseTerms {

    private static final int OLDEST = 150_000;

    private static final String LOOK = """
            SELECT current_setting('server_version_num')::integer AS version, current_setting('server_version') AS version_name,
                   current_setting('server_encoding') AS encoding, current_database() AS database, current_user AS username,
                   pg_backend_pid() AS pid, pg_is_in_recovery() AS is_standby,
                   to_regnamespace('fact') IS NOT NULL AS has_ledger,
                   has_database_privilege(current_database(), 'CREATE') AS may_make_schemas,
                   me.rolsuper OR me.rolcreaterole AS may_make_roles, reader.oid IS NOT NULL AS has_reader,
                   coalesce(pg_has_role(reader.oid, CASE WHEN is_newer THEN 'SET' ELSE 'MEMBER' END), false) AS may_read,
                   coalesce(pg_has_role(reader.oid, 'MEMBER'), false) AS is_member,
                   coalesce(me.rolsuper OR pg_has_role(reader.oid, 'MEMBER WITH ADMIN OPTION')
                            OR (me.rolcreaterole AND NOT is_newer), false) AS may_grant
            FROM pg_roles AS me
            CROSS JOIN (SELECT current_setting('server_version_num')::integer >= 160000) AS server (is_newer)
            LEFT JOIN pg_roles AS reader ON reader.rolname = 'vss_reports'
            WHERE me.rolname = current_user
            """;

    private final DataSource dataSource;
    private final JdbcTemplate jdbc;

    DatabaseTerms(DataSource dataSource) {
        this.dataSource = dataSource;
        this.jdbc = new JdbcTemplate(dataSource);
    }

    private record Database(
            int version,
            String versionName,
            String encoding,
            String name,
            String user,
            boolean isStandby,
            boolean hasLedger,
            boolean mayMakeSchemas,
            boolean mayMakeRoles,
            boolean hasReader,
            boolean mayRead,
            boolean isMember,
            boolean mayGrant,
            boolean isBehindProxy) {

        private static Database of(ResultSet row, int pidOfConnection) throws SQLException {
            return new Database(
                    row.getInt("version"),
                    row.getString("version_name"),
                    row.getString("encoding"),
                    row.getString("database"),
                    row.getString("username"),
                    row.getBoolean("is_standby"),
                    row.getBoolean("has_ledger"),
                    row.getBoolean("may_make_schemas"),
                    row.getBoolean("may_make_roles"),
                    row.getBoolean("has_reader"),
                    row.getBoolean("may_read"),
                    row.getBoolean("is_member"),
                    row.getBoolean("may_grant"),
                    row.getInt("pid") != pidOfConnection);
        }
    }

    /**
     * Requires that the database is one that the ledger can work with.
     *
     * @throws UserException if it is not
     */
    public void require() {
        var database = look();
        for (var problem : problems(database)) {
            throw new UserException(problem.text() + " " + problem.next());
        }
        if (database.hasReader() && !database.mayRead()) {
            jdbc.execute(grant(database, "CURRENT_USER"));
        }
    }

    /** Tells whether the ledger can work with the database, and changes nothing. */
    List<Finding> findings() {
        var database = look();
        var problems = problems(database);
        return problems.isEmpty()
                ? List.of(Finding.good(
                        "PostgreSQL " + database.versionName() + " answers, database " + database.name() + "."))
                : problems;
    }

    private Database look() {
        var database = jdbc.execute((ConnectionCallback<Database>) connection -> {
            try (var statement = connection.createStatement();
                    var row = statement.executeQuery(LOOK)) {
                row.next();
                return Database.of(row, connection.unwrap(PGConnection.class).getBackendPID());
            }
        });
        return Objects.requireNonNull(database);
    }

    private List<Finding> problems(Database database) {
        var problems = new ArrayList<Finding>();
        if (database.version() < OLDEST) {
            problems.add(Finding.problem(
                    "PostgreSQL " + database.versionName() + " is too old.",
                    "Upgrade it to 15 or later, or name another with SPRING_DATASOURCE_URL."));
        }
        if (!database.encoding().equals("UTF8")) {
            problems.add(Finding.problem(
                    "The database " + database.name() + " has the encoding " + database.encoding()
                            + ", which cannot hold every text that 8x8 sends.",
                    "Create one with CREATE DATABASE … ENCODING 'UTF8' TEMPLATE template0, and name it with"
                            + " SPRING_DATASOURCE_URL."));
        }
        if (database.isStandby()) {
            problems.add(Finding.problem(
                    "The database is a standby, which can only be read.",
                    "Name its primary with SPRING_DATASOURCE_URL (targetServerType=primary finds it among several)."));
        }
        if (!database.hasLedger() && !database.mayMakeSchemas()) {
            problems.add(Finding.problem(
                    "The user " + database.user() + " may not make schemas in the database " + database.name() + ".",
                    "Let an administrator run: ALTER DATABASE " + quoted(database.name()) + " OWNER TO "
                            + quoted(database.user())));
        }
        if (database.hasReader() ? !database.mayRead() && !database.mayGrant() : mustBeMade(database)) {
            problems.add(reader(database));
        }
        if (database.isBehindProxy() && isSharedWithOthers()) {
            problems.add(Finding.problem(
                    "Between the ledger and PostgreSQL stands a pooler such as PgBouncer that gives each transaction another"
                            + " connection, so that locks and settings of a session are lost.",
                    "Set pool_mode = session there for this database, or name PostgreSQL itself with"
                            + " SPRING_DATASOURCE_URL."));
        }
        return problems;
    }

    /** The first migrations make the role; where they ran on another server, nothing makes it here. */
    private static boolean mustBeMade(Database database) {
        return database.hasLedger() || !database.mayMakeRoles();
    }

    private static Finding reader(Database database) {
        var grant = grant(database, quoted(database.user())) + ";";
        return database.hasReader()
                ? Finding.problem(
                        "Reports are read as the role vss_reports, which was not granted to the user " + database.user()
                                + ".",
                        "Let an administrator run: " + grant)
                : Finding.problem(
                        "Reports are read as the role vss_reports, which this server does not have"
                                + (database.hasLedger()
                                        ? "."
                                        : ", and which the user " + database.user() + " may not make."),
                        "Let an administrator run: CREATE ROLE vss_reports NOLOGIN; " + grant
                                + (database.hasLedger()
                                        ? " GRANT USAGE ON SCHEMA fact, recon TO vss_reports; GRANT SELECT ON ALL TABLES IN"
                                                + " SCHEMA fact, recon TO vss_reports;"
                                        : ""));
    }

    /** From PostgreSQL 16 on, a membership may be one without SET, which a plain GRANT leaves as it is. */
    private static String grant(Database database, String user) {
        return "GRANT vss_reports TO " + user + (database.isMember() ? " WITH SET TRUE" : "");
    }

    private static String quoted(String name) {
        return name.matches("[a-z_][a-z0-9_]*") ? name : "\"" + name.replace("\"", "\"\"") + "\"";
    }

    /**
     * Whether two connections that are both open work with the same process of PostgreSQL by turns. A pooler that keeps a
     * connection for each session never does that; one that keeps it for each transaction gives the next one whatever is free.
     */
    private boolean isSharedWithOthers() {
        try (var one = dataSource.getConnection();
                var other = dataSource.getConnection()) {
            var first = pid(one);
            for (var round = 0; round < 10; round++) {
                if (pid(other) == first || pid(one) != first) {
                    return true;
                }
            }
            return false;
        } catch (SQLException e) {
            throw new UserException(
                    "Between the ledger and PostgreSQL stands a pooler such as PgBouncer that does not give it two connections"
                            + " at a time (" + e.getMessage() + "). Let its pool have 40 for each process of the ledger"
                            + " (default_pool_size), with pool_mode = session.",
                    e);
        }
    }

    private static int pid(Connection connection) throws SQLException {
        try (var statement = connection.createStatement();
                var row = statement.executeQuery("SELECT pg_backend_pid()")) {
            row.next();
            return row.getInt(1);
        }
    }
}
