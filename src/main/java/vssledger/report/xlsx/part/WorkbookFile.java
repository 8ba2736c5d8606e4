package vssledger.report.xlsx.part;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Collections;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveOutputStream;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;

/**
 * Puts a workbook on the disk: POI's parts of it, and the rows of its sheets between the first row and the others that POI has.
 * Without times of its own, so that equal content is equal bytes.
 */
public final class WorkbookFile {

    private static final LocalDateTime EPOCH = LocalDateTime.of(1980, 1, 1, 0, 0);
    private static final String END_OF_ROW = "</row>";

    private WorkbookFile() {}

    public static void write(XSSFWorkbook workbook, RowFiles rows, Path to) throws IOException {
        rows.finish();
        var parts = new ByteArrayOutputStream();
        workbook.write(parts);
        try (var in = new ZipInputStream(new ByteArrayInputStream(parts.toByteArray()));
                var out = new ZipArchiveOutputStream(to)) {
            for (var part = in.getNextEntry(); part != null; part = in.getNextEntry()) {
                var xml = in.readAllBytes();
                var sheetRows = rows.rows(part.getName());
                if (sheetRows == null) {
                    out.putArchiveEntry(entry(part.getName()));
                    out.write(xml);
                    out.closeArchiveEntry();
                } else {
                    splice(entry(part.getName()), new String(xml, StandardCharsets.UTF_8), sheetRows, out);
                }
            }
        }
    }

    private static ZipArchiveEntry entry(String name) {
        var entry = new ZipArchiveEntry(name);
        entry.setTime(EPOCH.atZone(ZoneId.systemDefault()).toInstant().toEpochMilli()); // which it tells without a zone
        return entry;
    }

    private static void splice(ZipArchiveEntry entry, String sheet, RowFiles.Rows rows, ZipArchiveOutputStream out)
            throws IOException {
        var split = sheet.indexOf(END_OF_ROW) + END_OF_ROW.length();
        var bytesBefore = new ByteArrayOutputStream();
        var bytesAfter = new ByteArrayOutputStream();
        var before = deflated(sheet.substring(0, split), bytesBefore, false);
        var after = deflated(sheet.substring(split), bytesAfter, true);
        var crc = 0L;
        var length = 0L;
        var deflatedLength = 0L;
        for (var part : List.of(before, rows.part(), after)) {
            crc = CombinedCrc.of(crc, part.crc(), part.length());
            length += part.length();
            deflatedLength += part.deflatedLength();
        }
        entry.setMethod(ZipEntry.DEFLATED);
        entry.setCrc(crc);
        entry.setSize(length);
        entry.setCompressedSize(deflatedLength);
        try (var middle = rows.open()) {
            out.addRawArchiveEntry(
                    entry,
                    new SequenceInputStream(Collections.enumeration(List.of(
                            new ByteArrayInputStream(bytesBefore.toByteArray()),
                            middle,
                            new ByteArrayInputStream(bytesAfter.toByteArray())))));
        }
    }

    private static DeflatedPart deflated(String text, ByteArrayOutputStream to, boolean isLast) throws IOException {
        try (var part = new DeflatedPart(to, isLast)) {
            part.write(text.getBytes(StandardCharsets.UTF_8));
            return part;
        }
    }
}
