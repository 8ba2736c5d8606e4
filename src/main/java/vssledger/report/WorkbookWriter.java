package vssledger.report;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Date;
import java.util.Optional;
import org.apache.poi.ss.SpreadsheetVersion;
import org.apache.poi.xssf.streaming.SXSSFWorkbook;
import org.springframework.stereotype.Component;

/** Workbooks, row by row: a cover, then a sheet for each report. The same rows and info give the same bytes. */
@Component
class WorkbookWriter {

    /** Room below the header, less what totals may take. */
    private static final int ROWS_PER_SHEET = SpreadsheetVersion.EXCEL2007.getMaxRows() - 200;

    private static final int ROWS_IN_MEMORY = 100;

    private final ReportQuery query;

    WorkbookWriter(ReportQuery query) {
        this.query = query;
    }

    void write(WorkbookDefinition definition, WorkbookInfo info, Path file) {
        write(definition, info, file, ROWS_PER_SHEET);
    }

    void write(WorkbookDefinition definition, WorkbookInfo info, Path file, int rowsPerSheet) {
        var raw = file.resolveSibling(file.getFileName() + ".raw");
        try (var workbook = new SXSSFWorkbook(ROWS_IN_MEMORY)) {
            fill(workbook, definition, info, rowsPerSheet);
            describe(workbook, definition, info);
            try (var out = new BufferedOutputStream(Files.newOutputStream(raw))) {
                workbook.write(out);
            }
            TimelessZip.copy(raw, file);
            Files.delete(raw);
        } catch (IOException e) {
            throw new UncheckedIOException(file.getFileName() + " cannot be written", e);
        }
    }

    private void fill(SXSSFWorkbook workbook, WorkbookDefinition definition, WorkbookInfo info, int rowsPerSheet) {
        var styles = new CellStyles(workbook);
        var names = new SheetNames();
        var cover = new CoverSheet(workbook, styles, names);
        var contents = new ArrayList<CoverSheet.Entry>();
        for (var report : definition.sheets()) {
            var chart = report.chart() == null
                    ? null
                    : new ChartSheet(workbook, styles, names, report, report.chart(), info);
            var table = new TableSheet(workbook, styles, names, report, info, rowsPerSheet);
            query.read(report, info.range(), all -> {
                var values = definition.numbers().in(report, all);
                table.row(values);
                if (chart != null) {
                    chart.row(values);
                }
            });
            table.finish();
            if (chart != null) {
                chart.finish();
                contents.add(new CoverSheet.Entry(
                        chart.name(), chart.rows(), "Chart of sheet " + table.name() + ", all rows of a day added."));
            }
            contents.add(new CoverSheet.Entry(table.name(), table.rows(), report.audience()));
        }
        cover.write(definition, info, contents);
    }

    private static void describe(SXSSFWorkbook workbook, WorkbookDefinition definition, WorkbookInfo info) {
        var properties = workbook.getXSSFWorkbook().getProperties().getCoreProperties();
        var created = Optional.of(Date.from(info.createdAt()));
        properties.setCreated(created);
        properties.getUnderlyingProperties().setModifiedProperty(created);
        properties.setCreator("VSS Ledger");
        properties.setTitle(definition.title());
    }
}
