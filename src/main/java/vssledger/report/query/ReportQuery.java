package vssledger.report.query;

import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Set;
import javax.sql.DataSource;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyOut;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import vssledger.platform.LedgerProperties;
import vssledger.platform.UserException;
import vssledger.platform.db.WorkMemory;
import vssledger.platform.text.Reason;
import vssledger.report.ReportProperties;
import vssledger.report.ReportScope;
import vssledger.report.definition.QueryCheck;
import vssledger.report.definition.ReportDefinition;

/**
 * Runs a report's SQL and hands over its rows one by one, as COPY sends them: PostgreSQL writes ahead while they are taken, and plans
 * for several processors. Wants a transaction.
 */
@Component
public class ReportQuery implements RowSource {

    /** The products and subaccounts asked for, as arrays: empty for all, as {@code fact.is_asked} takes it. */
    public static final String PRODUCTS = "products";

    public static final String SUB_ACCOUNTS = "sub_accounts";

    /** What every query may use: the range's days, the report time zone's name, and what it is narrowed to. */
    public static final List<String> PARAMETERS = List.of("from", "to", "time_zone", PRODUCTS, SUB_ACCOUNTS);

    /** The role was not granted, or is not there. */
    private static final Set<String> REFUSED = Set.of("42501", "22023");

    private final JdbcTemplate jdbc;
    private final LedgerProperties ledger;
    private final WorkMemory memory;

    public ReportQuery(DataSource dataSource, LedgerProperties ledger, ReportProperties properties) {
        this.jdbc = new JdbcTemplate(dataSource);
        this.ledger = ledger;
        this.memory = new WorkMemory(JdbcClient.create(jdbc), properties.workMemory());
    }

    /**
     * For this transaction: whatever the SQL of a report says, it sees facts and results, and changes nothing.
     *
     * @throws UserException if the database does not let its user become the role: that is no fault of the report
     */
    public static void becomeReader(JdbcTemplate jdbc) {
        try {
            jdbc.execute("SET LOCAL ROLE vss_reports");
        } catch (DataAccessException e) {
            if (e.getMostSpecificCause() instanceof SQLException sql
                    && REFUSED.contains(String.valueOf(sql.getSQLState()))) {
                throw new UserException(
                        "Reports are read as the role vss_reports, which the database refuses ("
                                + Reason.of(e).replaceFirst("^ERROR: ", "")
                                + "). Let an administrator run: GRANT vss_reports TO the user of the ledger; vss doctor tells"
                                + " its name.",
                        e);
            }
            throw e;
        }
    }

    /** @throws BrokenDefinitionException where the SQL fails or does not give what the definition promises */
    @Override
    public void read(ReportDefinition report, ReportScope scope, RowHandler handler) {
        copy(report, scope, CopiedLines.values(report, handler));
    }

    /** Takes a line as COPY writes it, with its end; it may change its bytes. */
    public interface LineHandler {
        void line(byte[] line);
    }

    /**
     * Without making anything of it: the names that the SQL gives its columns, then a line a row.
     *
     * @throws BrokenDefinitionException where the SQL fails
     */
    public void copy(ReportDefinition report, ReportScope scope, LineHandler handler) {
        var copy = "COPY (" + sql(report, scope) + "\n) TO STDOUT (HEADER)";
        becomeReader(jdbc);
        memory.grant();
        try {
            jdbc.execute((ConnectionCallback<Boolean>) connection -> {
                copy(connection.unwrap(PGConnection.class).getCopyAPI().copyOut(copy), handler);
                return true;
            });
        } catch (DataAccessResourceFailureException | TransientDataAccessException e) {
            throw e;
        } catch (DataAccessException e) {
            throw QueryCheck.broken(report, copy, 1, e.getMostSpecificCause());
        }
    }

    /**
     * The SQL with the values of its parameters.
     *
     * @throws BrokenDefinitionException where one has none
     */
    public String sql(ReportDefinition report, ReportScope scope) {
        var parameters = new HashMap<String, Object>(report.parameters());
        parameters.put("from", scope.range().from());
        parameters.put("to", scope.range().to());
        parameters.put("time_zone", ledger.timeZone().getId());
        parameters.put(PRODUCTS, scope.products().toArray(String[]::new));
        parameters.put(SUB_ACCOUNTS, scope.subAccounts().toArray(String[]::new));
        try {
            return ReportSql.with(parameters, report.sql());
        } catch (IllegalArgumentException e) {
            throw QueryCheck.broken(report, report.sql(), 1, e);
        }
    }

    private static void copy(CopyOut copy, LineHandler handler) throws SQLException {
        try {
            for (var line = copy.readFromCopy(); line != null; line = copy.readFromCopy()) {
                handler.line(line);
            }
        } catch (RuntimeException e) {
            leaveRest(copy, e);
            throw e;
        }
    }

    /** Frees the connection. It is not cancelled: that could come late, and hit the statement after it. */
    private static void leaveRest(CopyOut copy, RuntimeException reason) {
        try {
            while (copy.isActive() && copy.readFromCopy() != null) {
                // nobody takes it
            }
        } catch (SQLException e) {
            reason.addSuppressed(e);
        }
    }
}
