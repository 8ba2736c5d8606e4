package vssledger.expected;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import vssledger.platform.DateRange;
import vssledger.platform.UserException;
import vssledger.platform.db.SqlFiles;

/** Looks up what was imported, and what became of it. */
@Component
public class ImportHistory {

    private final JdbcClient jdbc;
    private final SqlFiles sql;

    ImportHistory(JdbcClient jdbc, SqlFiles sql) {
        this.jdbc = jdbc;
        this.sql = sql;
    }

    /**
     * Imports, the newest word first.
     *
     * @param source only of this source; null for all
     * @param days only those that speak of one of these business days; null for all
     * @param limit how many at most
     */
    public List<ImportSummary> list(@Nullable ExpectedSource source, @Nullable DateRange days, int limit) {
        return summaries(null, source, days, limit);
    }

    /**
     * Tells what an import is, without its lines.
     *
     * @throws UserException if there is no such import
     */
    public ImportSummary summary(long id) {
        return summaries(id, null, null, 1).stream()
                .findFirst()
                .orElseThrow(() -> new UserException("There is no import " + id + ". See: vss expected list"));
    }

    /**
     * Tells what an import is, and which others speak of the same.
     *
     * @throws UserException if there is no such import
     */
    public ImportDetail show(long id) {
        var summary = summary(id);
        var others = jdbc.sql(sql.load("expected/query/import_superseding.sql"))
                .param("import", id)
                .param("source", summary.source())
                .query((row, n) -> new Superseding(
                        row.getBoolean("is_by_this"),
                        new ImportDetail.Other(
                                row.getLong("import_id"), row.getString("file_name"), row.getLong("lines"))))
                .list();
        return new ImportDetail(summary, reading(id), totals(id), of(others, true), of(others, false), events(summary));
    }

    private @Nullable String reading(long id) {
        return jdbc.sql("SELECT reading FROM expected.import WHERE id = ?")
                .param(id)
                .query((row, n) -> Optional.ofNullable(row.getString(1)))
                .single()
                .orElse(null);
    }

    /** What the file of an import says, by subaccount and currency. */
    public List<ImportDetail.Total> totals(long id) {
        return jdbc.sql(sql.load("expected/query/import_total.sql"))
                .param("import", id)
                .query((row, n) -> new ImportDetail.Total(
                        row.getString("sub_account_id"),
                        row.getString("currency"),
                        row.getLong("lines"),
                        row.getObject("seconds", Long.class),
                        row.getBigDecimal("amount")))
                .list();
    }

    /** How many lines of other imports count on the same days and subaccounts, of which this import does not speak. */
    public long leftStanding(long id, ExpectedSource source) {
        return jdbc.sql(sql.load("expected/query/left_standing.sql"))
                .param("import", id)
                .param("source", source.code())
                .query(Long.class)
                .single();
    }

    private record Superseding(boolean isByThis, ImportDetail.Other other) {}

    private static List<ImportDetail.Other> of(List<Superseding> others, boolean isByThis) {
        return others.stream()
                .filter(one -> one.isByThis() == isByThis)
                .map(Superseding::other)
                .toList();
    }

    private List<ImportDetail.Event> events(ImportSummary summary) {
        return jdbc.sql("SELECT kind, at, by_whom, note FROM expected.import_event WHERE import_id = ? ORDER BY id")
                .param(summary.id())
                .query((row, n) -> new ImportDetail.Event(
                        row.getString(1), row.getTimestamp(2).toInstant(), row.getString(3), row.getString(4)))
                .list();
    }

    private List<ImportSummary> summaries(
            @Nullable Long id, @Nullable ExpectedSource source, @Nullable DateRange days, int limit) {
        return jdbc.sql(sql.load("expected/query/import_list.sql"))
                .param("id", id)
                .param("source", source == null ? null : source.code())
                .param("from", days == null ? null : days.from())
                .param("to", days == null ? null : days.to())
                .param("limit", limit)
                .query((row, n) -> summary(row))
                .list();
    }

    private static ImportSummary summary(ResultSet row) throws SQLException {
        return new ImportSummary(
                row.getLong("id"),
                row.getString("source"),
                row.getString("file_name"),
                row.getTimestamp("imported_at").toInstant(),
                row.getString("imported_by"),
                ImportSummary.State.valueOf(row.getString("state")),
                row.getObject("first_day", LocalDate.class),
                row.getObject("last_day", LocalDate.class),
                row.getLong("rows"),
                row.getLong("skipped"),
                row.getBoolean("replaces_range"),
                instant(row.getTimestamp("withdrawn_at")),
                row.getLong("lines"),
                row.getLong("counting"));
    }

    private static @Nullable Instant instant(@Nullable Timestamp time) {
        return time == null ? null : time.toInstant();
    }
}
