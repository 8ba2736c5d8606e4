package vssledger.report;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.poi.xssf.usermodel.XSSFSheet;
import org.jspecify.annotations.Nullable;

/** The files in which the rows of a workbook's sheets wait until the workbook is put together. */
final class RowFiles implements AutoCloseable {

    private final Path folder;
    private final List<SheetRows> open = new ArrayList<>();
    private final Map<String, Path> files = new HashMap<>();

    RowFiles(Path folder) {
        this.folder = folder;
    }

    /** For rows of this sheet, which stand below its first one. */
    SheetRows of(XSSFSheet sheet, List<SheetRows.Column> columns, ZoneId zone) {
        try {
            var file = Files.createTempFile(folder, ".", ".rows");
            files.put(sheet.getPackagePart().getPartName().getName().substring(1), file);
            var rows = new SheetRows(file, columns, zone);
            open.add(rows);
            return rows;
        } catch (IOException e) {
            throw new UncheckedIOException("Nothing can be written to " + folder, e);
        }
    }

    /** No row comes any more. */
    void finish() {
        open.forEach(SheetRows::close);
        open.clear();
    }

    /** The rows of a part of the workbook, such as {@code xl/worksheets/sheet2.xml}; null where it has none. */
    @Nullable Path rows(String part) {
        return files.get(part);
    }

    @Override
    public void close() throws IOException {
        finish();
        for (var file : files.values()) {
            Files.deleteIfExists(file);
        }
    }
}
