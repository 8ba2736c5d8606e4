package vssledger.expected.partition;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;
import vssledger.expected.line.Rejections;

/**
 * The tables of one shared import, which others see: portions of the file and what became of them ({@code expected.portion_17}),
 * and rows that were made of them ({@code expected.staged_17}). UNLOGGED, and gone with the import.
 */
public final class ImportPartitionTables {

    private static final JsonMapper JSON = new JsonMapper();
    private static final int HEAD = 0;

    private final JdbcClient jdbc;
    private final long importRun;

    /**
     * Names the tables of one import; they are not made yet.
     *
     * @param importRun number of the run that imports
     */
    public ImportPartitionTables(JdbcClient jdbc, long importRun) {
        this.jdbc = jdbc;
        this.importRun = importRun;
    }

    /**
     * A portion.
     *
     * @param firstLine number in the file of its first line, from 1; of a head, how many lines it has
     */
    record Portion(long firstLine, byte[] text) {}

    /**
     * What became of a portion.
     *
     * @param rows lines that expect something
     * @param skipped lines that expect nothing
     * @param rejected lines that are not usable, and {@code told} of the first of them
     * @param problem why the file is not usable at all
     */
    record End(
            long rows,
            long skipped,
            long rejected,
            List<Rejections.Told> told,
            @Nullable String problem) {}

    /** Runs whose tables are there. */
    public static List<Long> all(JdbcClient jdbc) {
        return jdbc.sql("SELECT substr(relname, 8)::bigint FROM pg_class WHERE relnamespace = 'expected'::regnamespace"
                        + " AND relname ~ '^staged_[0-9]+$' ORDER BY 1")
                .query(Long.class)
                .list();
    }

    /** @param columns of the staged rows, each with its type */
    void create(List<String> columns) {
        jdbc.sql("CREATE UNLOGGED TABLE " + staged() + " (" + String.join(", ", columns) + ")")
                .update();
        jdbc.sql(
                        "CREATE UNLOGGED TABLE " + portions()
                                + " (number integer PRIMARY KEY, first_line bigint NOT NULL,"
                                + " body bytea NOT NULL, rows bigint, skipped bigint, rejected bigint, told json, problem text)")
                .update();
        // text of a portion is read once: packing it is work for nothing
        jdbc.sql("ALTER TABLE " + portions() + " ALTER COLUMN body SET STORAGE EXTERNAL")
                .update();
    }

    /** What is read before each portion. */
    void setHead(byte[] text, long lines) {
        add(HEAD, new Portion(lines, text));
    }

    Portion head() {
        return open(HEAD).orElseGet(() -> new Portion(0, new byte[0]));
    }

    /** @param number from 1 */
    void add(int number, Portion portion) {
        jdbc.sql("INSERT INTO " + portions() + " (number, first_line, body) VALUES (?, ?, ?)")
                .params(number, portion.firstLine(), portion.text())
                .update();
    }

    /** A portion that is not at its end. */
    Optional<Portion> open(int number) {
        return jdbc.sql("SELECT first_line, body FROM " + portions() + " WHERE number = ? AND rows IS NULL")
                .param(number)
                .query((row, n) -> new Portion(row.getLong(1), row.getBytes(2)))
                .optional();
    }

    void end(int number, End end) {
        jdbc.sql("UPDATE " + portions() + " SET rows = :rows, skipped = :skipped, rejected = :rejected,"
                        + " told = :told::json, problem = :problem WHERE number = :number")
                .param("rows", end.rows())
                .param("skipped", end.skipped())
                .param("rejected", end.rejected())
                .param("told", JSON.writeValueAsString(end.told()))
                .param("problem", end.problem())
                .param("number", number)
                .update();
    }

    /** What became of all portions, in their order. */
    List<End> ends() {
        return jdbc.sql("SELECT rows, skipped, rejected, told, problem FROM " + portions()
                        + " WHERE rows IS NOT NULL ORDER BY number")
                .query((row, n) -> end(row))
                .list();
    }

    private static End end(ResultSet row) throws SQLException {
        return new End(
                row.getLong(1),
                row.getLong(2),
                row.getLong(3),
                JSON.readValue(row.getString(4), new TypeReference<List<Rejections.Told>>() {}),
                row.getString(5));
    }

    public void drop() {
        jdbc.sql("DROP TABLE IF EXISTS " + portions()).update();
        jdbc.sql("DROP TABLE IF EXISTS " + staged()).update(); // the last, since it tells that there is one
    }

    private String portions() {
        return "expected.portion_" + importRun;
    }

    /** Rows of all portions. */
    public String staged() {
        return "expected.staged_" + importRun;
    }
}
