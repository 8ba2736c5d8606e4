package vssledger.report;

import java.util.Objects;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/** Writes the single files of reports, all from one state of the database. */
@Component
class ReportFiles {

    private final ReportQuery query;
    private final QueryCheck check;
    private final CsvReport csv;
    private final WorkbookWriter workbooks;
    private final TransactionTemplate snapshot;

    ReportFiles(
            ReportQuery query,
            QueryCheck check,
            CsvReport csv,
            WorkbookWriter workbooks,
            PlatformTransactionManager transactions) {
        this.query = query;
        this.check = check;
        this.csv = csv;
        this.workbooks = workbooks;
        this.snapshot = new TransactionTemplate(transactions);
        snapshot.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
        snapshot.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
        snapshot.setReadOnly(true);
    }

    /** Everything that {@code work} reads is of one moment, though others write meanwhile. */
    <T> T inSnapshot(Supplier<T> work) {
        return Objects.requireNonNull(snapshot.execute(status -> work.get()));
    }

    void read(ReportDefinition report, ReportScope scope, RowSource.RowHandler handler) {
        snapshot.executeWithoutResult(status -> query.read(report, scope, handler));
    }

    /** Whether queries can be tried at all. */
    boolean canCheck() {
        return check.isPossible();
    }

    /** @throws BrokenDefinition where its query cannot be run, or gives something else */
    void check(ReportDefinition report) {
        snapshot.executeWithoutResult(status -> check.check(report));
    }

    /** @param keepsRows for the workbooks that the report is in */
    RecordedFile csv(ReportDefinition report, ReportScope scope, Draft draft, boolean keepsRows) {
        var file = draft.folder().resolve(report.csvName());
        try (var keeper = keepsRows ? draft.rows().keep(report) : null) {
            var rows = csv.write(report, scope, file, keeper == null ? line -> {} : keeper);
            return RecordedFile.of(file, rows);
        }
    }

    /** Of what is kept of its reports; of the others it asks the database. */
    RecordedFile workbook(WorkbookDefinition workbook, WorkbookInfo info, Draft draft) {
        var file = draft.folder().resolve(workbook.file());
        var kept = draft.rows();
        workbooks.write(
                workbook,
                info,
                (report, scope, handler) -> (kept.has(report) ? kept : query).read(report, scope, handler),
                file);
        return RecordedFile.of(file, null);
    }
}
