package vssledger.bench.export;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import vssledger.platform.DateRange;

/** A cursor, its values through org.dhatim:fastexcel, with formats and a header and nothing else. */
record FastexcelLoop(String url) implements Contender {

    private static final int WINDOW = 100;
    private static final double SECONDS_A_DAY = 86_400;

    @Override
    public void export(DateRange range, Path file) throws Exception {
        try (var out = Files.newOutputStream(file);
                var workbook = new Workbook(out, "Peer", "1.0")) {
            var sheet = workbook.newWorksheet("Calls");
            for (var i = 0; i < Detail.COLUMNS.size(); i++) {
                sheet.value(0, i, Detail.COLUMNS.get(i).name());
            }
            var row = new int[] {0};
            Detail.read(url, range, values -> {
                write(sheet, ++row[0], values);
                if (row[0] % WINDOW == 0) {
                    sheet.flush();
                }
            });
        }
    }

    private static void write(Worksheet sheet, int row, ResultSet values) throws IOException, SQLException {
        for (var i = 0; i < Detail.COLUMNS.size(); i++) {
            var kind = Detail.COLUMNS.get(i).kind();
            switch (kind) {
                case TEXT, PHONE -> sheet.inlineString(row, i, values.getString(i + 1));
                case DATE -> sheet.value(row, i, values.getObject(i + 1, LocalDate.class));
                case TIME ->
                    sheet.value(
                            row,
                            i,
                            values.getObject(i + 1, OffsetDateTime.class).toLocalDateTime());
                case DURATION -> sheet.value(row, i, values.getInt(i + 1) / SECONDS_A_DAY);
                case INTEGER -> sheet.value(row, i, values.getInt(i + 1));
                case DECIMAL -> sheet.value(row, i, values.getBigDecimal(i + 1));
            }
            sheet.style(row, i).format(BareSxssf.format(kind)).set();
        }
    }
}
