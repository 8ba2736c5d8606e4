package vssledger.report;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;
import vssledger.platform.DateRange;
import vssledger.platform.LedgerProperties;
import vssledger.platform.UserException;
import vssledger.platform.db.Snapshots;
import vssledger.report.definition.DefinitionProblem;
import vssledger.report.definition.DefinitionProblems;
import vssledger.report.definition.ReportDefinition;
import vssledger.report.definition.ReportDefinitions;
import vssledger.report.definition.WorkbookDefinition;
import vssledger.report.edition.Edition;
import vssledger.report.edition.EditionDraft;
import vssledger.report.edition.EditionExport;
import vssledger.report.edition.EditionFolders;
import vssledger.report.edition.EditionId;
import vssledger.report.edition.EditionStore;
import vssledger.report.edition.KeyFigures;
import vssledger.report.edition.RecordedFile;
import vssledger.report.edition.ReportDrafts;
import vssledger.report.edition.ReportFiles;
import vssledger.report.edition.ReportPartition;
import vssledger.report.edition.ReportPartitions;
import vssledger.report.query.PhoneNumberView;
import vssledger.report.xlsx.WorkbookInfo;

/** The reports of a range of days: as editions that are kept, or as files only. */
@Component
public class Reports {

    private final ReportDefinitions definitions;
    private final EditionExport editions;
    private final EditionStore store;
    private final EditionFolders folders;
    private final ReportDrafts drafts;
    private final ReportFiles files;
    private final KeyFigures figures;
    private final Snapshots snapshots;
    private final LedgerProperties ledger;
    private final Clock clock;
    private final TransactionTemplate registration;

    Reports(
            ReportDefinitions definitions,
            EditionExport editions,
            EditionStore store,
            EditionFolders folders,
            ReportDrafts drafts,
            ReportFiles files,
            KeyFigures figures,
            Snapshots snapshots,
            LedgerProperties ledger,
            Clock clock,
            PlatformTransactionManager transactions) {
        this.definitions = definitions;
        this.editions = editions;
        this.store = store;
        this.folders = folders;
        this.drafts = drafts;
        this.files = files;
        this.figures = figures;
        this.snapshots = snapshots;
        this.ledger = ledger;
        this.clock = clock;
        this.registration = new TransactionTemplate(transactions);
        registration.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
    }

    /**
     * The reports of a range as an edition: the last one where every CSV file is as it was (files that were lost or
     * altered are restored), else a new one, which tells what changed.
     *
     * @throws UserException if a definition is broken
     */
    public Edition export(ReportRun run) {
        return export(run, drafts.here());
    }

    /** The same, with its reports drafted by {@link #draft}, in whatever process. */
    public Edition export(ReportRun run, ReportPartitions partitions) {
        return export(run, drafts.inPartitions(partitions));
    }

    private Edition export(ReportRun run, ReportDrafts.Drafting drafting) {
        var catalog = definitions.load();
        return Objects.requireNonNull(registration.execute(status -> {
            try {
                return editions.export(catalog, run, drafting);
            } catch (IOException e) {
                throw new UncheckedIOException(
                        "The reports of " + run.scope() + " cannot be written to " + folders.of(run.scope()), e);
            }
        }));
    }

    /** Drafts a report of an edition that a process is at work on. Done twice, at once too, it changes nothing. */
    public void draft(ReportPartition partition) {
        drafts.draft(partition);
    }

    /**
     * Equal for processes that would write the same files, into the same folder.
     *
     * @throws UserException if a definition is broken
     */
    public String rules() {
        return editions.rules(definitions.load());
    }

    /** What has an edition and holds one of these days: where late data is to be reported again. */
    public List<ReportScope> scopesOverlapping(Collection<LocalDate> days) {
        return store.scopesOverlapping(days);
    }

    /** Where the files of an edition lie. */
    public Path folder(EditionId edition) {
        return folders.of(edition);
    }

    /**
     * The rows of a report: its values by the names of its columns, without those that have none.
     *
     * @throws UserException if there is no such report or it is broken
     */
    public List<Map<String, Object>> rows(String report, ReportScope scope) {
        var definition = definitions.load().report(report);
        var rows = new ArrayList<Map<String, Object>>();
        files.read(definition, scope, values -> {
            var row = new LinkedHashMap<String, Object>();
            for (var i = 0; i < values.length; i++) {
                var value = values[i];
                if (value != null) {
                    row.put(definition.columns().get(i).name(), value);
                }
            }
            rows.add(row);
        });
        return rows;
    }

    /** How sessions ended on each day of a scope, as it stands now. */
    public OutcomesByDay outcomes(ReportScope scope) {
        return snapshots.read(() -> figures.outcomes(scope));
    }

    /**
     * All that is wrong with the definitions of reports and workbooks, with file and line, each query tried on the database
     * where its tables are made; empty where all can be made.
     */
    public List<DefinitionProblem> problems() {
        var problems = new DefinitionProblems();
        var catalog = definitions.load(problems);
        if (files.canCheck()) {
            catalog.reports().values().forEach(report -> problems.check(() -> files.check(report)));
        }
        return problems.found();
    }

    /** Every report there is: its title by its id. */
    public SortedMap<String, String> titles() {
        var titles = new TreeMap<String, String>();
        definitions.load().reports().forEach((id, report) -> titles.put(id, report.title()));
        return titles;
    }

    /**
     * Files only, which no edition knows: all CSV files and workbooks, or those of the reports named, then with a
     * workbook each. Files of the same names are replaced. Of a narrowed scope are only reports that can be narrowed so.
     *
     * @param reportIds empty for all
     * @throws UserException if there is no such report, if one that is named cannot be narrowed so, or if a definition is broken
     */
    public List<Path> write(ReportScope scope, Set<String> reportIds, Set<ReportFormat> formats, Path folder) {
        var all = definitions.load();
        var chosen = reportIds.stream().sorted().map(all::report).toList();
        chosen.forEach(report -> requireNarrowable(report, scope));
        var catalog = all.of(scope);
        return write(
                scope,
                formats.contains(ReportFormat.CSV) ? (chosen.isEmpty() ? catalog.csvReports() : chosen) : List.of(),
                !formats.contains(ReportFormat.XLSX)
                        ? List.of()
                        : chosen.isEmpty()
                                ? catalog.editionWorkbooks()
                                : chosen.stream().map(Reports::alone).toList(),
                folder);
    }

    /**
     * One of the workbooks alone; a file of that name is replaced.
     *
     * @throws UserException if there is no such workbook or a definition of it is broken
     */
    public Path writeWorkbook(String file, DateRange range, Path folder) {
        return write(
                        ReportScope.of(range),
                        List.of(),
                        List.of(definitions.load().workbook(file)),
                        folder)
                .get(0);
    }

    private static void requireNarrowable(ReportDefinition report, ReportScope scope) {
        if (!report.canBeOf(scope)) {
            throw new UserException("Report " + report.id() + " cannot be narrowed to products or subaccounts: "
                    + report.queryFile()
                    + " does not use :products, :sub_accounts or both. Leave the report out, or ask"
                    + " for everything.");
        }
    }

    private List<Path> write(
            ReportScope scope, List<ReportDefinition> csvReports, List<WorkbookDefinition> workbooks, Path folder) {
        var info = new WorkbookInfo(scope, ledger.timeZone(), null, clock.instant(), Map.of(), null);
        try (var draft = EditionDraft.in(folder)) {
            var written = snapshots.read(() -> {
                var all = new ArrayList<RecordedFile>();
                csvReports.forEach(report -> all.add(files.csv(
                        report, scope, draft, workbooks.stream().anyMatch(workbook -> workbook.has(report)))));
                workbooks.forEach(workbook -> all.add(files.workbook(workbook, info, files.rows(draft), draft)));
                return all;
            });
            var paths = new ArrayList<Path>();
            for (var file : written) {
                paths.add(Files.move(
                        draft.folder().resolve(file.name()),
                        folder.resolve(file.name()),
                        StandardCopyOption.REPLACE_EXISTING));
            }
            return paths;
        } catch (IOException e) {
            throw new UserException(
                    "Reports cannot be written to " + folder + " (" + e.getMessage()
                            + "). See that the folder is writable and has room.",
                    e);
        }
    }

    private static WorkbookDefinition alone(ReportDefinition report) {
        return new WorkbookDefinition(
                report.id() + ".xlsx",
                report.title(),
                "whoever asked",
                PhoneNumberView.SHOWN,
                WorkbookDefinition.ALL_FIGURES,
                List.of(report),
                true);
    }
}
