package vssledger.report.edition;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import vssledger.report.ReportProperties;
import vssledger.report.csv.CsvChanges;
import vssledger.report.csv.CsvFile;

/**
 * What an edition's CSV files have gained and lost since the edition before.
 *
 * @param since the number of that edition
 * @param separator of the fields in these files
 * @param files null where its files are no longer there to compare with
 */
public record EditionChanges(
        int since, char separator, @Nullable List<OfFile> files) {

    public static final String NAME = "changes.csv";

    /** Of more lines only their number is kept. */
    private static final int MOST_LINES = 5_000;

    /**
     * What one file has gained and lost.
     *
     * @param lines null where they are too many to be told one by one
     */
    public record OfFile(
            String name, long added, long removed, @Nullable CsvChanges lines) {}

    /** Compares the files with those of the edition before, and writes {@code changes.csv} into {@code after}. */
    static EditionChanges write(
            RecordedEdition before,
            Path beforeFolder,
            List<RecordedFile> files,
            Path after,
            ReportProperties.Csv format)
            throws IOException {
        var names = new TreeSet<String>();
        Stream.concat(before.files().stream(), files.stream())
                .filter(RecordedFile::isCsv)
                .map(RecordedFile::name)
                .filter(name -> !name.equals(NAME))
                .forEach(names::add);
        var changes = new ArrayList<OfFile>();
        try (var out = Files.newBufferedWriter(after.resolve(NAME));
                var csv = CsvWriter.builder().lineDelimiter(LineDelimiter.CRLF).build(out)) {
            if (format.byteOrderMark()) {
                out.write(CsvFile.BYTE_ORDER_MARK);
            }
            csv.writeRecord("file", "change", "line");
            for (var name : names) {
                var difference = CsvChanges.between(beforeFolder.resolve(name), after.resolve(name));
                write(csv, name, difference);
                var added = difference.addedCount();
                var removed = difference.removedCount();
                changes.add(new OfFile(name, added, removed, added + removed > MOST_LINES ? null : difference));
            }
        }
        return new EditionChanges(before.number(), format.separator(), List.copyOf(changes));
    }

    /** Lines of {@code changes.csv} below its header. */
    long rows() {
        return files == null
                ? 0
                : files.stream()
                        .mapToLong(file -> file.added() + file.removed())
                        .sum();
    }

    /** By line, so that what a row was stands beside what it has become. */
    private static void write(CsvWriter csv, String name, CsvChanges difference) {
        var lines = new TreeSet<>(difference.removed().keySet());
        lines.addAll(difference.added().keySet());
        for (var line : lines) {
            var gone = difference.removed().getOrDefault(line, 0);
            var come = difference.added().getOrDefault(line, 0);
            Collections.nCopies(gone, "removed").forEach(change -> csv.writeRecord(name, change, line));
            Collections.nCopies(come, "added").forEach(change -> csv.writeRecord(name, change, line));
        }
    }
}
