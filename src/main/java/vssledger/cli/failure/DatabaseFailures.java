package vssledger.cli.failure;

import java.net.UnknownHostException;
import java.sql.SQLException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import vssledger.cli.Ledger;

/** What a failure of the database means to whoever typed the command, and what to do. */
final class DatabaseFailures {

    private static final String AGAIN = " Nothing of it is kept; repeat the command.";

    /** How PostgreSQL names the file of a tablespace of its own. */
    private static final Pattern TABLESPACE = Pattern.compile("\"pg_tblspc/(\\d+)/");

    private DatabaseFailures() {}

    /** Empty if the user can do nothing about it. */
    static String explain(SQLException failure) {
        var state = failure.getSQLState() == null ? "" : failure.getSQLState();
        var text = Failures.firstLine(failure);
        var exactly = exactly(state, text);
        return exactly.isEmpty() ? byClass(state, text, failure) : exactly;
    }

    private static String exactly(String state, String text) {
        return switch (state) {
            case "08004" ->
                "The database refuses the user (" + text
                        + "). See SPRING_DATASOURCE_USERNAME and SPRING_DATASOURCE_PASSWORD.";
            case "08P01" ->
                text.contains("startup parameter")
                        ? "The pooler in front of the database refuses a setting (" + text
                                + "). Let PgBouncer ignore it (ignore_startup_parameters in pgbouncer.ini)."
                        : "";
            case "25006" ->
                "The database can only be read (" + text
                        + "). Name the primary of a standby with SPRING_DATASOURCE_URL, or let an administrator allow writing.";
            case "26000", "42P05" -> // prepared statements that another session has, or that this one has lost
                "The connection is shared with others between two statements (" + text
                        + "). Set pool_mode = session in the pooler, or name PostgreSQL itself with SPRING_DATASOURCE_URL.";
            case "3D000" ->
                "The database does not exist (" + text + "). Create it, or name another with SPRING_DATASOURCE_URL.";
            case "40001" -> "Others changed the same data at the same time (" + text + ")." + AGAIN;
            case "40P01" -> "This and another transaction waited for each other (" + text + ")." + AGAIN;
            case "42501" ->
                "The database user may not do that (" + text + "). Let the user own the database. See: vss doctor";
            case "42P01", "42703", "42883", "3F000" ->
                "The database lacks something that this version needs (" + text + "). See: vss doctor";
            case "53100" -> diskFull(text);
            case "53200" ->
                "The database has no memory left (" + text
                        + "). Give its machine more, or let vss.reconcile.work-memory and vss.report.work-memory be less.";
            case "53300" ->
                "The database has no connection left (" + text
                        + "). End programs that hold some, or raise max_connections there; then repeat.";
            case "55P03" ->
                "Somebody else holds a lock in the database for too long (" + text
                        + "). See what is at work (vss status), then repeat.";
            case "57014" ->
                "The database ended a statement before it was done (" + text
                        + "). If no administrator did so, see its statement_timeout; then repeat.";
            case "57P03" -> "The database is about to start or to stop (" + text + "). Repeat in a moment.";
            case "25P03", "25P04", "57P05" ->
                "The database ended the connection for its age (" + text
                        + "). Repeat; if it happens again, raise that limit for the user of the ledger.";
            default -> "";
        };
    }

    private static String byClass(String state, String text, SQLException failure) {
        if (state.startsWith("08") || state.startsWith("57P")) {
            return "The database cannot be reached (" + (isUnknownHost(failure) ? "its host is not known" : text)
                    + "). See SPRING_DATASOURCE_URL, and that PostgreSQL runs there.";
        }
        if (state.startsWith("28")) {
            return "The database refuses the user (" + text
                    + "). See SPRING_DATASOURCE_USERNAME and SPRING_DATASOURCE_PASSWORD.";
        }
        if (state.startsWith("53")) {
            return "The database is at a limit of its own (" + text + "). Let an administrator raise it, then repeat.";
        }
        if (state.startsWith("58")) {
            return "The database cannot read or write one of its files (" + text
                    + "). See the disk of its machine and its log.";
        }
        if (state.startsWith("XX")) {
            return "The database has a fault (" + text
                    + "). See its log; if that tells of damaged data, restore a backup (src/docs/operate/backup.md).";
        }
        return "";
    }

    private static String diskFull(String text) {
        var tablespace = TABLESPACE.matcher(text);
        return "The disk of the database is full (" + text + "). Make room in " + folder(tablespace)
                + ", then repeat; what was done before is kept.";
    }

    private static String folder(Matcher tablespace) {
        return tablespace.find()
                ? "the folder of its tablespace " + tablespace.group(1) + " (SELECT pg_tablespace_location("
                        + tablespace.group(1) + "))"
                : "its data folder (SHOW data_directory; of the embedded one "
                        + Ledger.home().resolve("var/postgres").toAbsolutePath().normalize() + ")";
    }

    private static boolean isUnknownHost(SQLException failure) {
        return Failures.causes(failure).stream().anyMatch(UnknownHostException.class::isInstance);
    }
}
