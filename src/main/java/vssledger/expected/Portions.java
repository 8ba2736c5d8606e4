package vssledger.expected;

import java.io.ByteArrayInputStream;
import java.nio.file.Path;

/** Puts the portions of a file where all who share its import find them. */
final class Portions implements PortionCutter.Taker {

    private final PortionTables tables;
    private final Path file;
    private final Format format;
    private int count;

    Portions(PortionTables tables, Path file, Format format) {
        this.tables = tables;
        this.file = file;
        this.format = format;
    }

    /** @throws vssledger.platform.UserError if it is not that of the format */
    @Override
    public void head(LineText.Kind kind, byte[] text, long lines) {
        new LineText(file, format, 0, new Rejections())
                .forEach(kind, LineText.reader(new ByteArrayInputStream(text)), line -> {});
        tables.setHead(text, lines);
    }

    @Override
    public void portion(byte[] text, long firstLine) {
        tables.add(++count, new PortionTables.Portion(firstLine, text));
    }

    int count() {
        return count;
    }
}
