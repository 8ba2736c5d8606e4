package vssledger.report;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.poi.ss.formula.SheetNameFormatter;
import org.apache.poi.ss.usermodel.Cell;
import org.apache.poi.ss.util.CellReference;
import org.apache.poi.xssf.usermodel.XSSFSheet;
import org.jspecify.annotations.Nullable;
import vssledger.report.ReportColumn.Ratio;
import vssledger.report.ReportColumn.Sum;

/** Adds up a report while it is written, and writes the last rows: formulas, with their values already worked out. */
final class SheetTotals {

    /** Rows {@code first} to {@code last} (from 1, as Excel counts) of a sheet that hold the report's rows. */
    record Block(String sheet, int first, int last) {}

    private final ReportDefinition report;
    private final BigDecimal[] sums;
    private final SortedMap<String, BigDecimal[]> byCurrency = new TreeMap<>();

    SheetTotals(ReportDefinition report) {
        this.report = report;
        this.sums = zeros();
    }

    void add(@Nullable Object[] values) {
        for (var i = 0; i < values.length; i++) {
            var column = report.columns().get(i);
            var value = values[i];
            if (value == null || !(column.total() instanceof Sum)) {
                continue;
            }
            var target = sums;
            if (column.currency() != null) {
                var currency = (String) values[report.indexOf(column.currency())];
                if (currency == null) {
                    continue;
                }
                target = byCurrency.computeIfAbsent(currency, c -> zeros());
            }
            target[i] = target[i].add(value instanceof BigDecimal amount ? amount : BigDecimal.valueOf((Long) value));
        }
    }

    /** Rows that {@link #write} takes. */
    int rows() {
        return (hasPlainTotal() ? 1 : 0) + byCurrency.size();
    }

    void write(XSSFSheet sheet, int firstRow, List<Block> blocks, CellStyles styles) {
        var row = firstRow;
        if (hasPlainTotal()) {
            var cells = labelled(sheet, row, "Total", styles);
            for (var i = 0; i < cells.size(); i++) {
                plainTotal(cells.get(i), i, row + 1, blocks);
            }
            row++;
        }
        for (var currency : byCurrency.entrySet()) {
            var cells = labelled(sheet, row, "Total " + currency.getKey(), styles);
            for (var i = 0; i < cells.size(); i++) {
                var column = report.columns().get(i);
                if (column.currency() != null && column.total() instanceof Sum) {
                    cells.get(i).setCellFormula(sumIf(i, report.indexOf(column.currency()), currency.getKey(), blocks));
                    cells.get(i).setCellValue(currency.getValue()[i].doubleValue());
                    cells.get(report.indexOf(column.currency())).setCellValue(currency.getKey());
                }
            }
            row++;
        }
    }

    private boolean hasPlainTotal() {
        return report.columns().stream().anyMatch(c -> c.total() != null && c.currency() == null);
    }

    private List<Cell> labelled(XSSFSheet sheet, int rowIndex, String label, CellStyles styles) {
        var row = sheet.createRow(rowIndex);
        var cells = new ArrayList<Cell>();
        for (var column : report.columns()) {
            var cell = row.createCell(cells.size());
            cell.setCellStyle(styles.total(column.type()));
            cells.add(cell);
        }
        cells.get(0).setCellValue(label);
        return cells;
    }

    private void plainTotal(Cell cell, int index, int excelRow, List<Block> blocks) {
        var column = report.columns().get(index);
        if (column.currency() == null && column.total() instanceof Sum) {
            cell.setCellFormula(
                    "SUM(" + blocks.stream().map(b -> range(b, index)).collect(Collectors.joining(",")) + ")");
            cell.setCellValue(inCells(index));
        } else if (column.total() instanceof Ratio ratio) {
            var over = report.indexOf(ratio.numerator());
            var under = report.indexOf(ratio.denominator());
            cell.setCellFormula("IF(" + letter(under) + excelRow + "=0,0," + letter(over) + excelRow + "/"
                    + letter(under) + excelRow + ")");
            cell.setCellValue(sums[under].signum() == 0 ? 0 : inCells(over) / inCells(under));
        }
    }

    /** As the cells hold it: durations in days. */
    private double inCells(int index) {
        var isDuration = report.columns().get(index).type() == ColumnType.DURATION;
        return sums[index].doubleValue() / (isDuration ? TableSheet.SECONDS_A_DAY : 1);
    }

    private static String sumIf(int amounts, int currencies, String currency, List<Block> blocks) {
        return blocks.stream()
                .map(block -> "SUMIF(" + range(block, currencies) + ",\"" + currency.replace("\"", "\"\"") + "\","
                        + range(block, amounts) + ")")
                .collect(Collectors.joining("+"));
    }

    private static String range(Block block, int column) {
        return SheetNameFormatter.format(block.sheet()) + "!" + letter(column) + block.first() + ":" + letter(column)
                + block.last();
    }

    private static String letter(int column) {
        return CellReference.convertNumToColString(column);
    }

    private BigDecimal[] zeros() {
        var zeros = new BigDecimal[report.columns().size()];
        java.util.Arrays.fill(zeros, BigDecimal.ZERO);
        return zeros;
    }
}
