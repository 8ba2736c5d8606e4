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
import vssledger.platform.LedgerProperties;

/** Runs a report's SQL and hands over its rows one by one, from a cursor. Wants a transaction, or the driver keeps all. */
@Component
class ReportQuery {

    /** The products and subaccounts asked for, as arrays: empty for all, as {@code fact.is_asked} takes it. */
    static final String PRODUCTS = "products";

    static final String SUB_ACCOUNTS = "sub_accounts";

    /** What every query may use: the range's days, the report time zone's name, and what it is narrowed to. */
    static final List<String> PARAMETERS = List.of("from", "to", "time_zone", PRODUCTS, SUB_ACCOUNTS);

    /** For this transaction: whatever the SQL of a report says, it sees facts and results, and changes nothing. */
    static final String AS_READER = "SET LOCAL ROLE vss_reports";

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

    /** @throws BrokenDefinition where the SQL fails or does not give what the definition promises */
    void read(ReportDefinition report, ReportScope scope, RowHandler handler) {
        try {
            jdbc.getJdbcOperations().execute(AS_READER);
            jdbc.query(report.sql(), parameters(report, scope), rows -> {
                var indexes = indexes(report, rows);
                while (rows.next()) {
                    handler.row(values(report, rows, indexes));
                }
                return indexes.length;
            });
        } catch (DataAccessResourceFailureException | TransientDataAccessException e) {
            throw e;
        } catch (DataAccessException e) {
            throw QueryCheck.broken(report, report.sql(), 1, e);
        }
    }

    MapSqlParameterSource parameters(ReportDefinition report, ReportScope scope) {
        return new MapSqlParameterSource(report.parameters())
                .addValue("from", scope.range().from())
                .addValue("to", scope.range().to())
                .addValue("time_zone", ledger.timeZone().getId())
                .addValue(PRODUCTS, scope.products().toArray(String[]::new))
                .addValue(SUB_ACCOUNTS, scope.subAccounts().toArray(String[]::new));
    }

    /** Where its columns stand, from 1. @throws BrokenDefinition where one is not there */
    static int[] indexes(ReportDefinition report, ResultSet rows) throws SQLException {
        var given = new ArrayList<String>();
        for (var i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
            given.add(rows.getMetaData().getColumnLabel(i));
        }
        return report.columns().stream()
                .mapToInt(column -> {
                    var index = given.indexOf(column.name());
                    if (index < 0) {
                        throw new BrokenDefinition(
                                report.queryFile(),
                                null,
                                "it gives no column \"" + column.name() + "\", which reports/" + report.id()
                                        + "/report.yml lists. It gives: " + String.join(", ", given) + ".");
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
                throw QueryCheck.notOfItsType(report, column, String.valueOf(e.getMessage()), e);
            }
        }
        return values;
    }
}
