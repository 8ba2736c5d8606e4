package vssledger.bench.export;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import java.nio.file.Files;
import java.nio.file.Path;
import vssledger.platform.DateRange;

/** A cursor, its texts as they come through FastCSV. */
record CursorCsv(String url) implements Contender {

    @Override
    public void export(DateRange range, Path file) throws Exception {
        try (var csv = CsvWriter.builder().lineDelimiter(LineDelimiter.CRLF).build(Files.newBufferedWriter(file))) {
            var fields = new String[Detail.COLUMNS.size()];
            for (var i = 0; i < fields.length; i++) {
                fields[i] = Detail.COLUMNS.get(i).name();
            }
            csv.writeRecord(fields);
            Detail.read(url, range, row -> {
                for (var i = 0; i < fields.length; i++) {
                    fields[i] = row.getString(i + 1);
                }
                csv.writeRecord(fields);
            });
        }
    }
}
