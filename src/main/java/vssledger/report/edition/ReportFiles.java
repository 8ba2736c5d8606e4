package vssledger.report.edition;

import java.io.IOException;
import org.springframework.stereotype.Component;
import vssledger.platform.db.Snapshots;
import vssledger.report.ReportScope;
import vssledger.report.csv.CsvReport;
import vssledger.report.definition.QueryCheck;
import vssledger.report.definition.ReportDefinition;
import vssledger.report.definition.WorkbookDefinition;
import vssledger.report.query.ReportQuery;
import vssledger.report.query.RowSource;
import vssledger.report.xlsx.WorkbookInfo;
import vssledger.report.xlsx.WorkbookWriter;

/** Writes the single files of reports. Wants one of the {@link Snapshots}, where it does not take one itself. */
@Component
public class ReportFiles {

    private final ReportQuery query;
    private final QueryCheck check;
    private final CsvReport csv;
    private final WorkbookWriter workbooks;
    private final Snapshots snapshots;

    public ReportFiles(
            ReportQuery query, QueryCheck check, CsvReport csv, WorkbookWriter workbooks, Snapshots snapshots) {
        this.query = query;
        this.check = check;
        this.csv = csv;
        this.workbooks = workbooks;
        this.snapshots = snapshots;
    }

    public void read(ReportDefinition report, ReportScope scope, RowSource.RowHandler handler) {
        snapshots.read(() -> query.read(report, scope, handler));
    }

    /** Whether queries can be tried at all. */
    public boolean canCheck() {
        return check.isPossible();
    }

    /**
     * Tries the query of a report.
     *
     * @throws BrokenDefinitionException where its query cannot be run, or gives something else
     */
    public void check(ReportDefinition report) {
        snapshots.read(() -> check.check(report));
    }

    /**
     * Asks the database once for a report: its CSV file, where it has one, and its rows, where workbooks want them.
     *
     * @param draft to which the file is recorded
     */
    void draft(ReportDefinition report, ReportScope scope, EditionDraft draft, boolean keepsRows) throws IOException {
        if (report.csv() != null) {
            draft.record(csv(report, scope, draft, keepsRows));
        } else {
            try (var keeper = draft.rows().keep(report)) {
                query.copy(report, scope, keeper);
            }
        }
    }

    /**
     * Writes the CSV file of a report.
     *
     * @param keepsRows in the draft, for a workbook
     */
    public RecordedFile csv(ReportDefinition report, ReportScope scope, EditionDraft draft, boolean keepsRows) {
        var file = draft.folder().resolve(report.csvName());
        try (var keeper = keepsRows ? draft.rows().keep(report) : null) {
            var rows = csv.write(report, scope, file, keeper == null ? line -> {} : keeper);
            return RecordedFile.of(file, rows);
        }
    }

    /** Rows that the draft keeps; of other reports those that the database gives. */
    public RowSource rows(EditionDraft draft) {
        var kept = draft.rows();
        return (report, scope, handler) -> (kept.has(report) ? kept : query).read(report, scope, handler);
    }

    public RecordedFile workbook(WorkbookDefinition workbook, WorkbookInfo info, RowSource rows, EditionDraft draft) {
        var file = draft.folder().resolve(workbook.file());
        workbooks.write(workbook, info, rows, file);
        return RecordedFile.of(file, null);
    }
}
