package vssledger.report;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;
import vssledger.platform.DateRange;

/** The tables {@code report.edition} and {@code report.file}. */
@Component
class EditionStore {

    private final JdbcClient jdbc;
    private final JsonMapper json = JsonMapper.builder().build();

    EditionStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Lets one transaction at a time make editions of this range. */
    void lock(DateRange range) {
        jdbc.sql("SELECT pg_advisory_xact_lock(hashtextextended(:name, 0))")
                .param("name", "report.edition " + range)
                .query((row, number) -> number)
                .list();
    }

    Optional<RecordedEdition> latest(DateRange range) {
        return jdbc.sql("SELECT max(edition) FROM report.edition WHERE from_day = :from AND to_day = :to")
                .param("from", range.from())
                .param("to", range.to())
                .query(Integer.class)
                .optional()
                .flatMap(number -> find(range, number));
    }

    Optional<RecordedEdition> find(DateRange range, int number) {
        return jdbc.sql("""
                        SELECT edition, time_zone, content, definitions, run_id, created_at, control_totals
                        FROM report.edition
                        WHERE from_day = :from AND to_day = :to AND edition = :edition""")
                .param("from", range.from())
                .param("to", range.to())
                .param("edition", number)
                .query(this::edition)
                .optional()
                .map(edition -> edition.with(files(range, number)));
    }

    private RecordedEdition edition(ResultSet row, int rowNumber) throws SQLException {
        Map<String, Long> controlTotals =
                json.readValue(row.getString("control_totals"), new TypeReference<LinkedHashMap<String, Long>>() {});
        return new RecordedEdition(
                row.getInt("edition"),
                row.getString("time_zone"),
                row.getString("content"),
                row.getString("definitions"),
                row.getObject("run_id", Long.class),
                row.getObject("created_at", OffsetDateTime.class).toInstant(),
                controlTotals,
                List.of());
    }

    private List<RecordedFile> files(DateRange range, int number) {
        return jdbc.sql("""
                        SELECT file.name, file.rows, file.sha256
                        FROM report.file
                        JOIN report.edition ON edition.id = file.edition_id
                        WHERE from_day = :from AND to_day = :to AND edition = :edition
                        ORDER BY file.name COLLATE "C\"""")
                .param("from", range.from())
                .param("to", range.to())
                .param("edition", number)
                .query((row, rowNumber) -> new RecordedFile(
                        row.getString("name"), row.getObject("rows", Long.class), row.getString("sha256")))
                .list();
    }

    /** Enters the edition; one that is there keeps its row and gets these files. */
    void save(DateRange range, RecordedEdition edition) {
        var id = jdbc.sql("""
                        INSERT INTO report.edition
                            (from_day, to_day, edition, time_zone, content, definitions, run_id, created_at, control_totals)
                        VALUES (:from, :to, :edition, :timeZone, :content, :definitions, :runId, :createdAt,
                                :controlTotals::json)
                        ON CONFLICT (from_day, to_day, edition) DO UPDATE
                        SET content = excluded.content, definitions = excluded.definitions
                        RETURNING id""")
                .param("from", range.from())
                .param("to", range.to())
                .param("edition", edition.number())
                .param("timeZone", edition.timeZone())
                .param("content", edition.content())
                .param("definitions", edition.definitions())
                .param("runId", edition.runId())
                .param("createdAt", edition.createdAt().atOffset(ZoneOffset.UTC))
                .param("controlTotals", json.writeValueAsString(edition.controlTotals()))
                .query(Long.class)
                .single();
        jdbc.sql("DELETE FROM report.file WHERE edition_id = :id")
                .param("id", id)
                .update();
        for (var file : edition.files()) {
            jdbc.sql("INSERT INTO report.file (edition_id, name, rows, sha256) VALUES (:id, :name, :rows, :sha256)")
                    .param("id", id)
                    .param("name", file.name())
                    .param("rows", file.rows())
                    .param("sha256", file.sha256())
                    .update();
        }
    }

    /** This edition would be the same by these definitions, too. */
    void confirm(DateRange range, int number, String definitions) {
        jdbc.sql("""
                        UPDATE report.edition SET definitions = :definitions
                        WHERE from_day = :from AND to_day = :to AND edition = :edition
                          AND definitions IS DISTINCT FROM :definitions""")
                .param("from", range.from())
                .param("to", range.to())
                .param("edition", number)
                .param("definitions", definitions)
                .update();
    }

    /** Ranges with an edition that hold one of these days, by their first day, shorter ones first. */
    List<DateRange> rangesOverlapping(Collection<LocalDate> days) {
        if (days.isEmpty()) {
            return List.of();
        }
        return jdbc.sql("""
                        SELECT DISTINCT from_day, to_day
                        FROM report.edition
                        WHERE EXISTS (SELECT 1 FROM unnest(:days::date[]) AS day WHERE day BETWEEN from_day AND to_day)
                        ORDER BY from_day, to_day""")
                .param("days", days.stream().map(LocalDate::toString).toArray(String[]::new))
                .query((row, number) -> new DateRange(
                        row.getObject("from_day", LocalDate.class), row.getObject("to_day", LocalDate.class)))
                .list();
    }
}
