package vssledger.report;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.stereotype.Component;
import vssledger.platform.DateRange;
import vssledger.platform.LedgerProperties;
import vssledger.platform.UserError;

/** Runs a report's SQL and hands over its rows one by one, from a cursor. Wants a transaction, or the driver keeps all. */
@Component
class ReportQuery {

    /** What every query may use: the range's days, and the report time zone's name. */
    static final List<String> RANGE_PARAMETERS = List.of("from", "to", "time_zone");

    /** For this transaction: whatever the SQL of a report says, it sees facts and results, and changes nothing. */
    private static final String AS_READER = "SET LOCAL ROLE vss_reports";

    private static final int FETCH_SIZE = 1_000;

    private final NamedParameterJdbcTemplate jdbc;
    private final LedgerProperties ledger;

    ReportQuery(DataSource dataSource, LedgerProperties ledger) {
        var template = new JdbcTemplate(dataSource);
        template.setFetchSize(FETCH_SIZE);
        this.jdbc = new NamedParameterJdbcTemplate(template);
        this.ledger = ledger;
    }

    /** Takes one row: a value for each column of the report, as its type says. */
    interface RowHandler {
        void row(@Nullable Object[] values);
    }

    /** @throws UserError where the SQL fails or does not give what the definition promises */
    void read(ReportDefinition report, DateRange range, RowHandler handler) {
        var parameters = new MapSqlParameterSource(report.parameters())
                .addValue("from", range.from())
                .addValue("to", range.to())
                .addValue("time_zone", ledger.timeZone().getId());
        try {
            jdbc.getJdbcOperations().execute(AS_READER);
            jdbc.query(report.sql(), parameters, rows -> {
                var indexes = indexes(report, rows);
                while (rows.next()) {
                    handler.row(values(report, rows, indexes));
                }
                return indexes.length;
            });
        } catch (DataAccessResourceFailureException | TransientDataAccessException e) {
            throw e;
        } catch (DataAccessException e) {
            var cause = e.getMostSpecificCause().getMessage();
            throw new UserError(
                    report.queryFile() + " cannot be run for report " + report.id() + ": "
                            + (cause == null ? e.getClass().getSimpleName() : cause.replaceAll("\\s+", " "))
                            + ". Correct the SQL.",
                    e);
        }
    }

    private static int[] indexes(ReportDefinition report, ResultSet rows) throws SQLException {
        var given = new ArrayList<String>();
        for (var i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
            given.add(rows.getMetaData().getColumnLabel(i));
        }
        return report.columns().stream()
                .mapToInt(column -> {
                    var index = given.indexOf(column.name());
                    if (index < 0) {
                        throw new UserError(report.queryFile() + " gives no column \"" + column.name()
                                + "\", which reports/" + report.id() + "/report.yml lists. It gives: "
                                + String.join(", ", given) + ".");
                    }
                    return index + 1;
                })
                .toArray();
    }

    private static @Nullable Object[] values(ReportDefinition report, ResultSet rows, int[] indexes) {
        @Nullable Object[] values = new Object[indexes.length];
        for (var i = 0; i < indexes.length; i++) {
            var column = report.columns().get(i);
            try {
                values[i] = column.type().read(rows, indexes[i]);
            } catch (SQLException e) {
                throw new UserError(
                        report.queryFile() + ": column \"" + column.name() + "\" is not of type "
                                + column.type().name().toLowerCase(java.util.Locale.ROOT) + " as reports/" + report.id()
                                + "/report.yml says (" + e.getMessage() + ").",
                        e);
            }
        }
        return values;
    }
}
