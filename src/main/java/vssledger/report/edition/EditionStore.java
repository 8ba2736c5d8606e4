package vssledger.report.edition;

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
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;
import vssledger.platform.DateRange;
import vssledger.platform.db.LockTimeouts;
import vssledger.report.ReportScope;

/** The tables {@code report.edition} and {@code report.file}. */
@Component
public class EditionStore {

    private static final String OF_SCOPE = "from_day = :from AND to_day = :to AND narrowed_to = :narrowedTo";

    private final JdbcClient jdbc;
    private final JsonMapper json = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .build();

    public EditionStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Lets one transaction at a time make editions of this range. */
    void lock(ReportScope scope) {
        LockTimeouts.named(
                "others who make an edition of " + scope,
                () -> jdbc.sql("SELECT pg_advisory_xact_lock(hashtextextended(:name, 0))")
                        .param("name", "report.edition " + scope)
                        .query((row, number) -> number)
                        .list());
    }

    Optional<RecordedEdition> latest(ReportScope scope) {
        return jdbc.sql("SELECT max(edition) FROM report.edition WHERE " + OF_SCOPE)
                .params(named(scope))
                .query(Integer.class)
                .optional()
                .flatMap(number -> find(new EditionId(scope, number)));
    }

    Optional<RecordedEdition> find(EditionId id) {
        return jdbc.sql("""
                        SELECT edition, time_zone, content, definitions, run_id, created_at, control_totals, figures
                        FROM report.edition
                        WHERE edition = :edition AND\s""" + OF_SCOPE)
                .params(named(id.scope()))
                .param("edition", id.number())
                .query(this::edition)
                .optional()
                .map(edition -> edition.with(files(id)));
    }

    /** An edition, and whether no later one of its scope was made. */
    record Key(EditionId id, boolean latest) {}

    /** The newest first. */
    List<Key> newest(int most) {
        return jdbc.sql("""
                        SELECT from_day, to_day, narrowed_to, edition,
                               edition = max(edition) OVER (PARTITION BY from_day, to_day, narrowed_to)
                        FROM report.edition
                        ORDER BY created_at DESC, id DESC
                        LIMIT :most""")
                .param("most", most)
                .query((row, n) -> new Key(new EditionId(scope(row), row.getInt("edition")), row.getBoolean(5)))
                .list();
    }

    private RecordedEdition edition(ResultSet row, int rowNumber) throws SQLException {
        Map<String, Long> controlTotals =
                json.readValue(row.getString("control_totals"), new TypeReference<LinkedHashMap<String, Long>>() {});
        var figures = row.getString("figures");
        return new RecordedEdition(
                row.getInt("edition"),
                row.getString("time_zone"),
                row.getString("content"),
                row.getString("definitions"),
                row.getObject("run_id", Long.class),
                row.getObject("created_at", OffsetDateTime.class).toInstant(),
                controlTotals,
                figures == null ? null : json.readValue(figures, EditionFigures.class),
                List.of());
    }

    private List<RecordedFile> files(EditionId id) {
        return jdbc.sql("""
                        SELECT file.name, file.rows, file.sha256, file.content
                        FROM report.file
                        JOIN report.edition ON edition.id = file.edition_id
                        WHERE edition = :edition AND\s""" + OF_SCOPE + " ORDER BY file.name COLLATE \"C\"")
                .params(named(id.scope()))
                .param("edition", id.number())
                .query((row, rowNumber) -> new RecordedFile(
                        row.getString("name"),
                        row.getObject("rows", Long.class),
                        row.getString("sha256"),
                        row.getString("content")))
                .list();
    }

    /** Enters the edition; one that is there keeps its row and gets these files. */
    void save(ReportScope scope, RecordedEdition edition) {
        var id = jdbc.sql("""
                        INSERT INTO report.edition
                            (from_day, to_day, narrowed_to, edition, time_zone, content, definitions, run_id, created_at,
                             control_totals, figures)
                        VALUES (:from, :to, :narrowedTo, :edition, :timeZone, :content, :definitions, :runId, :createdAt,
                                :controlTotals::json, :figures::json)
                        ON CONFLICT (from_day, to_day, narrowed_to, edition) DO UPDATE
                        SET content = excluded.content, definitions = excluded.definitions
                        RETURNING id""")
                .params(named(scope))
                .param("edition", edition.number())
                .param("timeZone", edition.timeZone())
                .param("content", edition.content())
                .param("definitions", edition.definitions())
                .param("runId", edition.runId())
                .param("createdAt", edition.createdAt().atOffset(ZoneOffset.UTC))
                .param("controlTotals", json.writeValueAsString(edition.controlTotals()))
                .param("figures", edition.figures() == null ? null : json.writeValueAsString(edition.figures()))
                .query(Long.class)
                .single();
        jdbc.sql("DELETE FROM report.file WHERE edition_id = :id")
                .param("id", id)
                .update();
        for (var file : edition.files()) {
            jdbc.sql("INSERT INTO report.file (edition_id, name, rows, sha256, content)"
                            + " VALUES (:id, :name, :rows, :sha256, :content)")
                    .param("id", id)
                    .param("name", file.name())
                    .param("rows", file.rows())
                    .param("sha256", file.sha256())
                    .param("content", file.tables())
                    .update();
        }
    }

    /** This edition would be the same by these definitions, too. */
    void confirm(EditionId id, String definitions) {
        jdbc.sql("""
                        UPDATE report.edition SET definitions = :definitions
                        WHERE edition = :edition AND definitions IS DISTINCT FROM :definitions AND\s""" + OF_SCOPE)
                .params(named(id.scope()))
                .param("edition", id.number())
                .param("definitions", definitions)
                .update();
    }

    /** What has an edition and holds one of these days, in order. */
    public List<ReportScope> scopesOverlapping(Collection<LocalDate> days) {
        if (days.isEmpty()) {
            return List.of();
        }
        return jdbc.sql("""
                        SELECT DISTINCT from_day, to_day, narrowed_to
                        FROM report.edition
                        WHERE EXISTS (SELECT 1 FROM unnest(:days::date[]) AS day WHERE day BETWEEN from_day AND to_day)
                        ORDER BY from_day, to_day, narrowed_to""")
                .param("days", days.stream().map(LocalDate::toString).toArray(String[]::new))
                .query((row, number) -> scope(row))
                .list();
    }

    private static ReportScope scope(ResultSet row) throws SQLException {
        return ReportScope.of(
                new DateRange(row.getObject("from_day", LocalDate.class), row.getObject("to_day", LocalDate.class)),
                row.getString("narrowed_to"));
    }

    private static Map<String, Object> named(ReportScope scope) {
        return Map.of("from", scope.range().from(), "to", scope.range().to(), "narrowedTo", scope.narrowedTo());
    }
}
