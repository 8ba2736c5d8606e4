package vssledger.report.csv;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** The records of a CSV file as they are written, without its byte order mark: an end of line between quotes does not end a record. */
final class CsvRecords implements AutoCloseable {

    private static final int BYTE_ORDER_MARK = 0xFEFF;

    private final BufferedReader reader;

    /** @param file one that is not there has no records */
    CsvRecords(Path file) throws IOException {
        this.reader = Files.exists(file) ? Files.newBufferedReader(file) : new BufferedReader(Reader.nullReader());
        reader.mark(1);
        if (reader.read() != BYTE_ORDER_MARK) {
            reader.reset();
        }
    }

    /** The next record without its CRLF; null at the end. */
    @Nullable String next() throws IOException {
        var text = new StringBuilder();
        var isQuoted = false;
        for (var c = reader.read(); c >= 0; c = reader.read()) {
            if (c == '"') {
                isQuoted = !isQuoted;
            }
            if (c == '\n' && !isQuoted) {
                var length = text.length();
                return length > 0 && text.charAt(length - 1) == '\r' ? text.substring(0, length - 1) : text.toString();
            }
            text.append((char) c);
        }
        return text.isEmpty() ? null : text.toString();
    }

    @Override
    public void close() throws IOException {
        reader.close();
    }
}
