package vssledger.report;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;

/** {@code changes.csv}: the records that an edition's CSV files have gained and lost since the edition before. */
final class EditionChanges {

    static final String NAME = "changes.csv";

    private EditionChanges() {}

    /** Writes the file into {@code after}. @return its rows, and how many for each CSV file of either edition */
    static Written write(RecordedEdition before, Path beforeFolder, List<RecordedFile> files, Path after)
            throws IOException {
        var names = new TreeSet<String>();
        Stream.concat(before.files().stream(), files.stream())
                .filter(RecordedFile::isCsv)
                .map(RecordedFile::name)
                .filter(name -> !name.equals(NAME))
                .forEach(names::add);
        var changes = new ArrayList<Manifest.Change>();
        try (var csv = CsvWriter.builder()
                .lineDelimiter(LineDelimiter.CRLF)
                .build(after.resolve(NAME), StandardCharsets.UTF_8)) {
            csv.writeRecord("file", "change", "line");
            for (var name : names) {
                var difference = CsvChanges.between(beforeFolder.resolve(name), after.resolve(name));
                write(csv, name, difference);
                changes.add(new Manifest.Change(name, difference.addedCount(), difference.removedCount()));
            }
        }
        return new Written(
                changes.stream().mapToLong(c -> c.added() + c.removed()).sum(), changes);
    }

    record Written(long rows, List<Manifest.Change> changes) {}

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
