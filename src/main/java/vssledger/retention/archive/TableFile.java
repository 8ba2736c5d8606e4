package vssledger.retention.archive;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.DigestOutputStream;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.postgresql.PGConnection;
import vssledger.platform.text.Sha256;

/** The rows of a table in a file: as PostgreSQL's COPY writes them in text, one row a line, packed by gzip. */
final class TableFile {

    private static final int BUFFER = 1 << 16;

    /** What a file holds, as counted and hashed while it was written or read. */
    record Content(long rows, long bytes, String sha256, String contentSha256) {}

    private TableFile() {}

    /** Copies all rows of a relation into a file, which is on its disk when this returns. */
    static Content write(Connection connection, String relation, List<String> columns, Path file)
            throws SQLException, IOException {
        var packed = Sha256.begin();
        var plain = Sha256.begin();
        long rows;
        try (var disk = new FileOutputStream(file.toFile())) {
            var gzip = new GZIPOutputStream(
                    new DigestOutputStream(new BufferedOutputStream(disk, BUFFER), packed), BUFFER);
            var content = new BufferedOutputStream(new DigestOutputStream(gzip, plain), BUFFER);
            rows = copyOut(connection, relation, columns, content);
            content.flush();
            gzip.finish();
            gzip.flush();
            disk.getFD().sync();
        }
        return new Content(rows, Files.size(file), hex(packed.digest()), hex(plain.digest()));
    }

    /** What a relation would be written as: its rows, and the hash over them. */
    static Content hash(Connection connection, String relation, List<String> columns) throws SQLException, IOException {
        var plain = Sha256.begin();
        var content = new BufferedOutputStream(new DigestOutputStream(OutputStream.nullOutputStream(), plain), BUFFER);
        var rows = copyOut(connection, relation, columns, content);
        content.flush();
        return new Content(rows, 0, "", hex(plain.digest()));
    }

    private static long copyOut(Connection connection, String relation, List<String> columns, OutputStream to)
            throws SQLException, IOException {
        return connection
                .unwrap(PGConnection.class)
                .getCopyAPI()
                .copyOut("COPY " + relation + " (" + quoted(columns) + ") TO STDOUT", to);
    }

    /**
     * Reads a file to its end.
     *
     * @throws IOException if it cannot be read, or is not what gzip wrote
     */
    static Content read(Path file) throws IOException {
        var packed = Sha256.begin();
        var plain = Sha256.begin();
        var rows = 0L;
        try (var whole = new DigestInputStream(new BufferedInputStream(Files.newInputStream(file), BUFFER), packed)) {
            var content = new GZIPInputStream(whole, BUFFER);
            var bytes = new byte[BUFFER];
            for (var length = content.read(bytes); length >= 0; length = content.read(bytes)) {
                plain.update(bytes, 0, length);
                for (var i = 0; i < length; i++) {
                    rows += bytes[i] == '\n' ? 1 : 0;
                }
            }
            whole.transferTo(OutputStream.nullOutputStream()); // what lies behind the end counts, too
        }
        return new Content(rows, Files.size(file), hex(packed.digest()), hex(plain.digest()));
    }

    /**
     * Copies a file into a table.
     *
     * @return its rows
     */
    static long restore(Connection connection, String table, List<String> columns, Path file)
            throws SQLException, IOException {
        try (InputStream content =
                new GZIPInputStream(new BufferedInputStream(Files.newInputStream(file), BUFFER), BUFFER)) {
            return connection
                    .unwrap(PGConnection.class)
                    .getCopyAPI()
                    .copyIn("COPY " + table + " (" + quoted(columns) + ") FROM STDIN", content, BUFFER);
        }
    }

    private static String quoted(List<String> columns) {
        return columns.stream().map(column -> '"' + column + '"').collect(Collectors.joining(", "));
    }

    private static String hex(byte[] hash) {
        return HexFormat.of().formatHex(hash);
    }
}
