package vssledger.expected.partition;

import java.io.ByteArrayInputStream;
import java.nio.file.Path;
import vssledger.expected.format.SourceFormat;
import vssledger.expected.line.LineText;
import vssledger.expected.line.Rejections;

/** Stores the partitions of a file where all who read them find them. */
final class ImportPartitions implements FileCutter.Taker {

    private final ImportPartitionTables tables;
    private final Path file;
    private final SourceFormat format;
    private int count;

    ImportPartitions(ImportPartitionTables tables, Path file, SourceFormat format) {
        this.tables = tables;
        this.file = file;
        this.format = format;
    }

    /** @throws vssledger.platform.UserException if it is not that of the format */
    @Override
    public void head(LineText.Kind kind, byte[] text, long lines) {
        new LineText(file, format, 0, new Rejections())
                .forEach(kind, LineText.reader(new ByteArrayInputStream(text)), line -> {});
        tables.setHead(text, lines);
    }

    @Override
    public void partition(byte[] text, long firstLine) {
        tables.add(++count, new ImportPartitionTables.FilePart(firstLine, text));
    }

    int count() {
        return count;
    }
}
