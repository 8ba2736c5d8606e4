package vssledger.expected.line;

import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.copy.PGCopyOutputStream;

/** Rows on their way into a staging table, at the speed of COPY. */
public final class StagingTable implements AutoCloseable {

    private final CsvWriter rows;

    private StagingTable(CsvWriter rows) {
        this.rows = rows;
    }

    /**
     * Into the table {@code staged}, which lives as long as its transaction.
     *
     * @param columns each with its type
     */
    public static StagingTable ofTransaction(Connection connection, List<String> columns) throws SQLException {
        try (var create = connection.createStatement()) {
            create.execute("DROP TABLE IF EXISTS pg_temp.staged"); // of an attempt that came to nothing
            create.execute("CREATE TEMPORARY TABLE staged (" + String.join(", ", columns) + ") ON COMMIT DROP");
        }
        return into(connection, "staged");
    }

    /** Into a table that is there. */
    public static StagingTable into(Connection connection, String table) throws SQLException {
        var copy = new PGCopyOutputStream(
                connection.unwrap(PGConnection.class), "COPY " + table + " FROM STDIN (FORMAT csv)", 1 << 16);
        return new StagingTable(CsvWriter.builder().build(new OutputStreamWriter(copy, StandardCharsets.UTF_8)));
    }

    /** Values in the order of the columns. */
    void add(@Nullable Object[] values) {
        try {
            var texts = new @Nullable String[values.length];
            for (var i = 0; i < values.length; i++) {
                texts[i] = values[i] == null ? null : values[i].toString();
            }
            rows.writeRecord(texts);
        } catch (UncheckedIOException e) {
            throw notTaken(e); // else it would look as if the file could not be read
        }
    }

    @Override
    public void close() {
        try {
            rows.close();
        } catch (IOException e) {
            throw notTaken(e);
        }
    }

    private static IllegalStateException notTaken(Exception e) {
        return new IllegalStateException("The database did not take the staged rows", e);
    }
}
