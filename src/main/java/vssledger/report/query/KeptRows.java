package vssledger.report.query;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import vssledger.report.ReportScope;
import vssledger.report.csv.ByteWriter;
import vssledger.report.definition.ReportDefinition;
import vssledger.report.edition.RecordedFile;

/**
 * Rows of reports as COPY wrote them, a file each, so that the database is asked once for what is needed twice. They pass through memory
 * one by one.
 */
public record KeptRows(Path folder) implements RowSource {

    private static final int ROOM = 1 << 16;

    /** Takes the lines of one report. */
    public static final class Keeper implements ReportQuery.LineHandler, AutoCloseable {

        private final ByteWriter out;

        private Keeper(Path file) throws IOException {
            this.out = new ByteWriter(file, Files.newOutputStream(file));
        }

        @Override
        public void line(byte[] line) {
            out.put(line);
        }

        @Override
        public void close() {
            out.close();
        }
    }

    public Keeper keep(ReportDefinition report) {
        try {
            return new Keeper(file(report));
        } catch (IOException e) {
            throw new UncheckedIOException("Rows of report " + report.id() + " cannot be kept in " + file(report), e);
        }
    }

    public boolean has(ReportDefinition report) {
        return Files.exists(file(report));
    }

    /** SHA-256 over the rows of a report, and the names of its columns. */
    public String digest(ReportDefinition report) {
        return RecordedFile.of(file(report), null).sha256();
    }

    @Override
    public void read(ReportDefinition report, ReportScope scope, RowHandler handler) {
        try {
            lines(file(report), CopiedLines.values(report, handler));
        } catch (IOException e) {
            throw new UncheckedIOException("Rows of report " + report.id() + " cannot be read again", e);
        }
    }

    private static void lines(Path file, ReportQuery.LineHandler handler) throws IOException {
        try (var in = Files.newInputStream(file)) {
            var buffer = new byte[ROOM];
            var length = 0; // of what is no whole line yet
            for (var count = in.read(buffer); count >= 0; count = in.read(buffer, length, buffer.length - length)) {
                var begin = 0;
                for (var i = length; i < length + count; i++) {
                    if (buffer[i] == '\n') { // within a value COPY writes it otherwise
                        handler.line(Arrays.copyOfRange(buffer, begin, i + 1));
                        begin = i + 1;
                    }
                }
                length += count - begin;
                System.arraycopy(buffer, begin, buffer, 0, length);
                if (length == buffer.length) {
                    buffer = Arrays.copyOf(buffer, 2 * length);
                }
            }
        }
    }

    private Path file(ReportDefinition report) {
        return folder.resolve(report.id() + ".rows");
    }
}
