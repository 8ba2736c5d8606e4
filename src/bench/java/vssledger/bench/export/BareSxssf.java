package vssledger.bench.export;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import org.apache.poi.ss.usermodel.CellStyle;
import org.apache.poi.ss.usermodel.Row;
import org.apache.poi.xssf.streaming.SXSSFWorkbook;
import vssledger.platform.DateRange;

/** A cursor, its values through the streaming of Apache POI, with formats and a header and nothing else. */
record BareSxssf(String url) implements Contender {

    private static final int WINDOW = 100;
    private static final double SECONDS_A_DAY = 86_400;

    @Override
    public void export(DateRange range, Path file) throws Exception {
        try (var workbook = new SXSSFWorkbook(WINDOW);
                var out = Files.newOutputStream(file)) {
            var styles = new CellStyle[Detail.COLUMNS.size()];
            var sheet = workbook.createSheet("Calls");
            var header = sheet.createRow(0);
            for (var i = 0; i < styles.length; i++) {
                var column = Detail.COLUMNS.get(i);
                header.createCell(i).setCellValue(column.name());
                styles[i] = workbook.createCellStyle();
                styles[i].setDataFormat(workbook.createDataFormat().getFormat(format(column.kind())));
            }
            Detail.read(url, range, values -> write(sheet.createRow(sheet.getLastRowNum() + 1), values, styles));
            workbook.write(out);
        }
    }

    private static void write(Row row, ResultSet values, CellStyle[] styles) throws IOException, SQLException {
        for (var i = 0; i < styles.length; i++) {
            var cell = row.createCell(i);
            cell.setCellStyle(styles[i]);
            switch (Detail.COLUMNS.get(i).kind()) {
                case TEXT, PHONE -> cell.setCellValue(values.getString(i + 1));
                case DATE -> cell.setCellValue(values.getObject(i + 1, LocalDate.class));
                case TIME ->
                    cell.setCellValue(
                            values.getObject(i + 1, OffsetDateTime.class).toLocalDateTime());
                case DURATION -> cell.setCellValue(values.getInt(i + 1) / SECONDS_A_DAY);
                case INTEGER -> cell.setCellValue(values.getInt(i + 1));
                case DECIMAL -> {
                    var number = values.getBigDecimal(i + 1);
                    if (number != null) {
                        cell.setCellValue(number.doubleValue());
                    }
                }
            }
        }
    }

    static String format(Detail.Kind kind) {
        return switch (kind) {
            case TEXT, PHONE -> "@";
            case DATE -> "yyyy-mm-dd";
            case TIME -> "yyyy-mm-dd hh:mm:ss";
            case DURATION -> "[h]:mm:ss";
            case INTEGER -> "#,##0";
            case DECIMAL -> "#,##0.00";
        };
    }
}
