package vssledger.report.definition;

import java.time.LocalDate;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.PSQLException;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import vssledger.platform.DateRange;
import vssledger.report.ReportScope;
import vssledger.report.query.ReportQuery;

/** Tries a report's SQL without reading a row, and says what is wrong with it. Wants a transaction. */
@Component
public class QueryCheck {

    private static final ReportScope ANY = ReportScope.of(DateRange.of(LocalDate.EPOCH));

    private final JdbcTemplate jdbc;
    private final ReportQuery query;

    public QueryCheck(DataSource dataSource, ReportQuery query) {
        this.jdbc = new JdbcTemplate(dataSource);
        this.query = query;
    }

    /** Whether the database has what queries read: not so a new one, or one that an older program left. */
    public boolean isPossible() {
        return Boolean.TRUE.equals(
                jdbc.queryForObject("SELECT to_regprocedure('fact.is_asked(text,text[])') IS NOT NULL", Boolean.class));
    }

    /**
     * Tries the SQL of a report.
     *
     * @throws BrokenDefinitionException where the SQL fails or does not give what the definition promises
     */
    public void check(ReportDefinition report) {
        var sql = "SELECT * FROM (\n" + query.sql(report, ANY) + "\n) AS report LIMIT 0";
        ReportQuery.becomeReader(jdbc);
        try {
            jdbc.query(sql, rows -> {
                var types = new LinkedHashMap<String, String>();
                for (var i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
                    types.putIfAbsent(
                            rows.getMetaData().getColumnLabel(i),
                            rows.getMetaData().getColumnTypeName(i));
                }
                requireReadable(report, types);
                return types.size();
            });
        } catch (DataAccessResourceFailureException | TransientDataAccessException e) {
            throw e;
        } catch (DataAccessException e) {
            throw broken(report, sql, 0, e.getMostSpecificCause());
        }
    }

    /** @param types of the columns that the SQL gives, by their names */
    private static void requireReadable(ReportDefinition report, Map<String, String> types) {
        var problems = new DefinitionProblems();
        for (var column : report.columns()) {
            problems.check(() -> {
                var type = types.get(column.name());
                if (type == null) {
                    throw notGiven(report, column, types.keySet());
                }
                if (!column.type().canRead(type)) {
                    throw notOfItsType(report, column, "it is " + type, null);
                }
            });
        }
        problems.throwAny();
    }

    public static BrokenDefinitionException notGiven(
            ReportDefinition report, ReportColumn column, Collection<String> given) {
        return new BrokenDefinitionException(
                report.queryFile(),
                null,
                "it gives no column \"" + column.name() + "\", which reports/" + report.id()
                        + "/report.yml lists. It gives: " + String.join(", ", given) + ".");
    }

    public static BrokenDefinitionException notOfItsType(
            ReportDefinition report, ReportColumn column, String why, @Nullable Exception cause) {
        return new BrokenDefinitionException(
                report.queryFile(),
                null,
                "column \"" + column.name() + "\" is not of type "
                        + column.type().name().toLowerCase(Locale.ROOT) + " as reports/" + report.id()
                        + "/report.yml says (" + why + "). Cast it in the query, or say another type.",
                cause);
    }

    /**
     * Says what is wrong with the SQL, and in which line of the file.
     *
     * @param firstLine the number that the first line of this SQL has in the report's file
     */
    public static BrokenDefinitionException broken(
            ReportDefinition report, String sql, int firstLine, Throwable cause) {
        var message = cause.getMessage();
        return new BrokenDefinitionException(
                report.queryFile(),
                line(sql, firstLine, cause),
                "it cannot be run for report " + report.id() + ": "
                        + (message == null ? cause.getClass().getSimpleName() : message.replaceAll("\\s+", " "))
                        + ". Correct the SQL.",
                cause);
    }

    /** The line that the server points at. */
    private static @Nullable Integer line(String sql, int firstLine, Throwable cause) {
        if (!(cause instanceof PSQLException error)
                || error.getServerErrorMessage() == null
                || error.getServerErrorMessage().getPosition() == 0) {
            return null;
        }
        var before = sql.substring(
                0, Math.min(sql.length(), error.getServerErrorMessage().getPosition()));
        return firstLine + (int) before.chars().filter(c -> c == '\n').count();
    }
}
