package vssledger.report;

import java.io.BufferedOutputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;

/**
 * Puts a workbook on the disk: POI's parts of it, and the rows of its sheets between the first row and the others that POI has.
 * Without times of its own, so that equal content is equal bytes.
 */
final class WorkbookFile {

    private static final LocalDateTime EPOCH = LocalDateTime.of(1980, 1, 1, 0, 0);

    /** Half the time of the usual one, for a tenth more bytes. */
    private static final int COMPRESSION = 3;

    private static final String END_OF_ROW = "</row>";

    private WorkbookFile() {}

    static void write(XSSFWorkbook workbook, RowFiles rows, Path to) throws IOException {
        rows.finish();
        var parts = new ByteArrayOutputStream();
        workbook.write(parts);
        try (var in = new ZipInputStream(new ByteArrayInputStream(parts.toByteArray()));
                var out = new ZipOutputStream(new BufferedOutputStream(Files.newOutputStream(to)))) {
            out.setLevel(COMPRESSION);
            for (var part = in.getNextEntry(); part != null; part = in.getNextEntry()) {
                var entry = new ZipEntry(part.getName());
                entry.setTimeLocal(EPOCH);
                out.putNextEntry(entry);
                var file = rows.rows(part.getName());
                if (file == null) {
                    in.transferTo(out);
                } else {
                    splice(new String(in.readAllBytes(), StandardCharsets.UTF_8), file, out);
                }
                out.closeEntry();
            }
        }
    }

    private static void splice(String sheet, Path rows, OutputStream out) throws IOException {
        var after = sheet.indexOf(END_OF_ROW) + END_OF_ROW.length();
        out.write(sheet.substring(0, after).getBytes(StandardCharsets.UTF_8));
        Files.copy(rows, out);
        out.write(sheet.substring(after).getBytes(StandardCharsets.UTF_8));
    }
}
