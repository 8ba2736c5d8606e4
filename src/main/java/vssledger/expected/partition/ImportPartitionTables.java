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
 * The tables of one import in partitions, which other processes see: partitions of the file and what became of them ({@code expected.import_partition_17}),
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
     * A partition of the file.
     *
     * @param firstLine number in the file of its first line, from 1; of a head, how many lines it has
     */
    record FilePart(long firstLine, byte[] text) {}

    /**
     * What became of a partition.
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
                        "CREATE UNLOGGED TABLE " + partitions()
                                + " (number integer PRIMARY KEY, first_line bigint NOT NULL,"
                                + " body bytea NOT NULL, rows bigint, skipped bigint, rejected bigint, told json, problem text)")
                .update();
        // text of a partition is read once: packing it is work for nothing
        jdbc.sql("ALTER TABLE " + partitions() + " ALTER COLUMN body SET STORAGE EXTERNAL")
                .update();
    }

    /** What is read before each partition. */
    void setHead(byte[] text, long lines) {
        add(HEAD, new FilePart(lines, text));
    }

    FilePart head() {
        return open(HEAD).orElseGet(() -> new FilePart(0, new byte[0]));
    }

    /** @param number from 1 */
    void add(int number, FilePart partition) {
        jdbc.sql("INSERT INTO " + partitions() + " (number, first_line, body) VALUES (?, ?, ?)")
                .params(number, partition.firstLine(), partition.text())
                .update();
    }

    /** A partition that is not at its end. */
    Optional<FilePart> open(int number) {
        return jdbc.sql("SELECT first_line, body FROM " + partitions() + " WHERE number = ? AND rows IS NULL")
                .param(number)
                .query((row, n) -> new FilePart(row.getLong(1), row.getBytes(2)))
                .optional();
    }

    void end(int number, End end) {
        jdbc.sql("UPDATE " + partitions() + " SET rows = :rows, skipped = :skipped, rejected = :rejected,"
                        + " told = :told::json, problem = :problem WHERE number = :number")
                .param("rows", end.rows())
                .param("skipped", end.skipped())
                .param("rejected", end.rejected())
                .param("told", JSON.writeValueAsString(end.told()))
                .param("problem", end.problem())
                .param("number", number)
                .update();
    }

    /** What became of all partitions, in their order. */
    List<End> ends() {
        return jdbc.sql("SELECT rows, skipped, rejected, told, problem FROM " + partitions()
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
        jdbc.sql("DROP TABLE IF EXISTS " + partitions()).update();
        jdbc.sql("DROP TABLE IF EXISTS " + staged()).update(); // the last, since it tells that there is one
    }

    private String partitions() {
        return "expected.import_partition_" + importRun;
    }

    /** Rows of all partitions. */
    public String staged() {
        return "expected.staged_" + importRun;
    }
}
