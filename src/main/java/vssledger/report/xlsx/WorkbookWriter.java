package vssledger.report.xlsx;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Date;
import java.util.Objects;
import java.util.Optional;
import org.apache.poi.ss.SpreadsheetVersion;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.springframework.stereotype.Component;
import vssledger.report.definition.WorkbookDefinition;
import vssledger.report.query.ReadableValues;
import vssledger.report.query.RowSource;
import vssledger.report.xlsx.chart.ChartSheet;
import vssledger.report.xlsx.part.RowFiles;
import vssledger.report.xlsx.part.WorkbookFile;

/**
 * Workbooks: a cover, then a sheet for each report, whose rows pass through memory one by one. The same rows and info give the same
 * bytes.
 */
@Component
public class WorkbookWriter {

    /** Room below the header, less what totals may take. */
    private static final int ROWS_PER_SHEET = SpreadsheetVersion.EXCEL2007.getMaxRows() - 200;

    public void write(WorkbookDefinition definition, WorkbookInfo info, RowSource source, Path file) {
        write(definition, info, source, file, ROWS_PER_SHEET);
    }

    void write(WorkbookDefinition definition, WorkbookInfo info, RowSource source, Path file, int rowsPerSheet) {
        @SuppressWarnings("resource") // to close it would write it once more, into memory
        var workbook = new XSSFWorkbook();
        try (var rows =
                new RowFiles(Objects.requireNonNull(file.toAbsolutePath().getParent()))) {
            fill(workbook, rows, definition, info, source, rowsPerSheet);
            describe(workbook, definition, info);
            WorkbookFile.write(workbook, rows, file);
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be written", e);
        } finally {
            workbook.getPackage().revert();
        }
    }

    private static void fill(
            XSSFWorkbook workbook,
            RowFiles rows,
            WorkbookDefinition definition,
            WorkbookInfo info,
            RowSource source,
            int rowsPerSheet) {
        var styles = new CellStyles(workbook);
        var names = new SheetNames();
        var cover = new CoverSheet(workbook, styles, names);
        var contents = new ArrayList<CoverSheet.Entry>();
        if (info.changes() != null) {
            contents.add(new ChangesSheet(workbook, styles, names, definition, info.changes(), info).write());
        }
        for (var report : definition.sheets()) {
            var chart = report.chart() == null
                    ? null
                    : new ChartSheet(workbook, styles, names, report, report.chart(), info);
            var table = new TableSheet(workbook, rows, styles, names, report, info, rowsPerSheet);
            var readable = new ReadableValues(report, definition.numbers());
            source.read(report, info.scope(), all -> {
                var values = readable.of(all);
                table.row(values);
                if (chart != null) {
                    chart.row(values);
                }
            });
            table.finish(chart == null || chart.hasOwnSheet() ? null : chart);
            if (chart != null && chart.hasOwnSheet()) {
                chart.finish();
                contents.add(new CoverSheet.Entry(
                        chart.name(), chart.rows(), "Chart of sheet " + table.name() + ", all rows of a day added."));
            }
            contents.add(new CoverSheet.Entry(table.name(), table.rows(), report.audience()));
        }
        cover.write(definition, info, contents);
    }

    private static void describe(XSSFWorkbook workbook, WorkbookDefinition definition, WorkbookInfo info) {
        var properties = workbook.getProperties().getCoreProperties();
        var created = Optional.of(Date.from(info.createdAt()));
        properties.setCreated(created);
        properties.getUnderlyingProperties().setModifiedProperty(created);
        properties.setCreator("VSS Ledger");
        properties.setTitle(definition.title());
        properties.setSubjectProperty(info.scope().inWords());
        properties.setDescription((info.edition() == null ? "Made on request" : "Edition " + info.edition())
                + ", times in " + info.zone().getId());
        properties.setCategory("For " + definition.audience());
        workbook.getProperties()
                .getExtendedProperties()
                .getUnderlyingProperties()
                .setApplication("VSS Ledger");
    }
}
