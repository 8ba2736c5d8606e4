package vssledger.expected.file;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/** A plain CSV file each of whose records begins in a given line: what is told of a line of it is true of the file that it was made of. */
final class LinesInPlace implements AutoCloseable {

    private static final Pattern LINE_END = Pattern.compile("\r\n|\r|\n");

    private final BufferedWriter text;
    private final CsvWriter records;
    private long next = 1;

    LinesInPlace(Path file) throws IOException {
        text = Files.newBufferedWriter(file);
        records = CsvWriter.builder()
                .bufferSize(0)
                .lineDelimiter(LineDelimiter.LF)
                .build(text);
    }

    /** @param line from 1, behind all those before */
    void add(long line, List<String> fields) {
        try {
            for (; next < line; next++) {
                text.write('\n');
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        records.writeRecord(fields);
        next += 1 + fields.stream().mapToLong(LinesInPlace::lineEnds).sum();
    }

    private static long lineEnds(String field) {
        return field.indexOf('\n') < 0 && field.indexOf('\r') < 0
                ? 0
                : LINE_END.matcher(field).results().count();
    }

    @Override
    public void close() throws IOException {
        records.close();
    }
}
