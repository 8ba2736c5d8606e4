package vssledger.report.xlsx.part;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.apache.poi.xssf.usermodel.XSSFSheet;
import org.jspecify.annotations.Nullable;
import vssledger.report.csv.ByteWriter;
import vssledger.report.csv.WriteBehind;

/**
 * The files in which the rows of a workbook's sheets wait until the workbook is put together, deflated already, in a thread that does
 * nothing else. One sheet is written after the other.
 */
public final class RowFiles implements AutoCloseable {

    /** The rows of a sheet, and where they lie. */
    record Rows(Path file, DeflatedPart part) {

        InputStream open() throws IOException {
            return Files.newInputStream(file);
        }
    }

    private final Path folder;
    private final ExecutorService deflating = Executors.newSingleThreadExecutor(work -> {
        var thread = new Thread(work, "deflating");
        thread.setDaemon(true);
        return thread;
    });
    private final Map<String, Rows> files = new HashMap<>();
    private @Nullable SheetRows open;

    public RowFiles(Path folder) {
        this.folder = folder;
    }

    /** For rows of this sheet, which stand below its first one. No row comes any more for the sheet before. */
    public SheetRows of(XSSFSheet sheet, List<SheetRows.Column> columns, ZoneId zone) {
        finish();
        try {
            var file = Files.createTempFile(folder, ".", ".rows");
            var part = new DeflatedPart(Files.newOutputStream(file), false);
            files.put(sheet.getPackagePart().getPartName().getName().substring(1), new Rows(file, part));
            var rows = new SheetRows(new ByteWriter(file, new WriteBehind(part, deflating)), columns, zone);
            open = rows;
            return rows;
        } catch (IOException e) {
            throw new UncheckedIOException("Nothing can be written to " + folder, e);
        }
    }

    /** No row comes any more. */
    void finish() {
        var last = open;
        open = null;
        if (last != null) {
            last.close();
        }
    }

    /** The rows of a part of the workbook, such as {@code xl/worksheets/sheet2.xml}; null where it has none. */
    @Nullable Rows rows(String part) {
        return files.get(part);
    }

    @Override
    public void close() throws IOException {
        try {
            finish();
        } finally {
            deflating.shutdown();
            for (var rows : files.values()) {
                Files.deleteIfExists(rows.file());
            }
        }
    }
}
