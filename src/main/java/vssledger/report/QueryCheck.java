package vssledger.report;

import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Locale;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.PSQLException;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.stereotype.Component;
import vssledger.platform.DateRange;

/** Tries a report's SQL without reading a row, and says what is wrong with it. Wants a transaction. */
@Component
class QueryCheck {

    private static final ReportScope ANY = ReportScope.of(DateRange.of(LocalDate.EPOCH));

    private final NamedParameterJdbcTemplate jdbc;
    private final ReportQuery query;

    QueryCheck(DataSource dataSource, ReportQuery query) {
        this.jdbc = new NamedParameterJdbcTemplate(dataSource);
        this.query = query;
    }

    /** @throws BrokenDefinition where the SQL fails or does not give what the definition promises */
    void check(ReportDefinition report) {
        var sql = "SELECT * FROM (\n" + report.sql().strip().replaceFirst(";$", "") + "\n) AS report LIMIT 0";
        try {
            jdbc.getJdbcOperations().execute(ReportQuery.AS_READER);
            jdbc.query(sql, query.parameters(report, ANY), rows -> {
                var problems = new DefinitionProblems();
                var indexes = ReportQuery.indexes(report, rows);
                for (var i = 0; i < indexes.length; i++) {
                    var column = report.columns().get(i);
                    var type = rows.getMetaData().getColumnTypeName(indexes[i]);
                    problems.check(() -> requireReadable(report, column, type));
                }
                problems.throwAny();
                return indexes.length;
            });
        } catch (DataAccessResourceFailureException | TransientDataAccessException e) {
            throw e;
        } catch (DataAccessException e) {
            throw broken(report, sql, 0, e);
        }
    }

    private static void requireReadable(ReportDefinition report, ReportColumn column, String type) {
        if (!column.type().canRead(type)) {
            throw notOfItsType(report, column, "it is " + type, null);
        }
    }

    static BrokenDefinition notOfItsType(
            ReportDefinition report, ReportColumn column, String why, @Nullable SQLException cause) {
        return new BrokenDefinition(
                report.queryFile(),
                null,
                "column \"" + column.name() + "\" is not of type "
                        + column.type().name().toLowerCase(Locale.ROOT) + " as reports/" + report.id()
                        + "/report.yml says (" + why + "). Cast it in the query, or say another type.",
                cause);
    }

    /** @param firstLine the number that the first line of this SQL has in the report's file */
    static BrokenDefinition broken(ReportDefinition report, String sql, int firstLine, DataAccessException problem) {
        var cause = problem.getMostSpecificCause();
        var message = cause.getMessage();
        return new BrokenDefinition(
                report.queryFile(),
                line(sql, firstLine, cause),
                "it cannot be run for report " + report.id() + ": "
                        + (message == null ? cause.getClass().getSimpleName() : message.replaceAll("\\s+", " "))
                        + ". Correct the SQL.",
                problem);
    }

    /** The line that the server points at. It counts in a text in which parameters are numbers: {@code $1}. */
    private static @Nullable Integer line(String sql, int firstLine, Throwable cause) {
        if (!(cause instanceof PSQLException error)
                || error.getServerErrorMessage() == null
                || error.getServerErrorMessage().getPosition() == 0) {
            return null;
        }
        var parameters = 0;
        var sent = new StringBuilder();
        for (var part : sql.split("(?<!:):(?=[a-z])", -1)) {
            sent.append(parameters == 0 ? part : part.replaceFirst("[a-z_0-9]+", "\\$" + parameters));
            parameters++;
        }
        var before = sent.substring(
                0, Math.min(sent.length(), error.getServerErrorMessage().getPosition()));
        return firstLine + (int) before.chars().filter(c -> c == '\n').count();
    }
}
