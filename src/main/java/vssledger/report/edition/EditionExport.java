package vssledger.report.edition;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import vssledger.platform.LedgerProperties;
import vssledger.report.ReportProperties;
import vssledger.report.ReportRun;
import vssledger.report.ReportScope;
import vssledger.report.definition.ReportCatalog;
import vssledger.report.edition.ReportDrafts.Drafting;
import vssledger.report.xlsx.WorkbookInfo;

/**
 * Makes, keeps or restores one edition: files first into a draft beside the editions, then its database rows, then the
 * draft in its place. Wants a transaction that ends after that: a crash in between leaves a folder that no row knows,
 * which the next export replaces, or a draft, which it clears.
 */
@Component
public class EditionExport {

    private final EditionStore store;
    private final EditionFolders folders;
    private final ReportFiles files;
    private final ReportProperties properties;
    private final LedgerProperties ledger;
    private final Clock clock;

    public EditionExport(
            EditionStore store,
            EditionFolders folders,
            ReportFiles files,
            ReportProperties properties,
            LedgerProperties ledger,
            Clock clock) {
        this.store = store;
        this.folders = folders;
        this.files = files;
        this.properties = properties;
        this.ledger = ledger;
        this.clock = clock;
    }

    /**
     * Makes the next edition of a scope, or restores the last one if nothing has changed.
     *
     * @param drafting of the reports, which is not called where the last edition stands as it is
     */
    public Edition export(ReportCatalog all, ReportRun run, Drafting drafting) throws IOException {
        var scope = run.scope();
        var catalog = all.of(scope);
        store.lock(scope);
        var last = store.latest(scope).orElse(null);
        if (last != null && (run.isClosed() || (run.isUnchanged() && isStillGood(scope, last, catalog)))) {
            return edition(scope, last, false);
        }
        var before = last == null || last.number() == 1
                ? null
                : store.find(new EditionId(scope, last.number() - 1)).orElse(null);
        try (var draft = EditionDraft.besideEditions(folders.of(scope))) {
            var figures = drafting.draft(catalog, scope, draft);
            var drafted = draft(catalog, run, figures, last, before, draft);
            if (last != null && drafted.isEmpty()) {
                store.confirm(new EditionId(scope, last.number()), fingerprint(catalog));
                return edition(scope, last, false);
            }
            var made = drafted.orElseThrow().by(fingerprint(catalog));
            store.save(scope, made);
            draft.become(folder(scope, made));
            return edition(scope, made, last == null || made.number() > last.number());
        }
    }

    /** Whether it would come out the same, since neither definitions nor time zone are others and its files lie there. */
    private boolean isStillGood(ReportScope scope, RecordedEdition last, ReportCatalog catalog) {
        return fingerprint(catalog).equals(last.definitions())
                && ledger.timeZone().getId().equals(last.timeZone())
                && isWhole(scope, last);
    }

    private boolean isWhole(ReportScope scope, RecordedEdition edition) {
        var folder = folder(scope, edition);
        return edition.files().stream().allMatch(file -> file.isIn(folder));
    }

    /**
     * A new edition, or the last one restored, with all its files, made of the reports that are drafted and of nothing else; empty
     * where nothing is to be done.
     *
     * @param before the edition before the last
     */
    private Optional<RecordedEdition> draft(
            ReportCatalog catalog,
            ReportRun run,
            EditionFigures figures,
            @Nullable RecordedEdition last,
            @Nullable RecordedEdition before,
            EditionDraft draft)
            throws IOException {
        var scope = run.scope();
        var written = new ArrayList<RecordedFile>();
        for (var report : catalog.csvReports()) {
            written.add(draft.recorded(report.csvName()));
        }
        written.sort(Comparator.comparing(RecordedFile::name));
        var zone = ledger.timeZone().getId();
        var content = RecordedFile.content(written, zone);
        var same = last != null && last.content().equals(content) ? last : null;
        if (same != null && isWhole(scope, same)) {
            return Optional.empty();
        }
        var edition = same != null
                ? same
                : new RecordedEdition(
                        last == null ? 1 : last.number() + 1,
                        zone,
                        content,
                        fingerprint(catalog),
                        run.runId(),
                        clock.instant().truncatedTo(ChronoUnit.MILLIS),
                        run.controlTotals(),
                        figures,
                        List.of());
        var changes = edition.number() == 1
                ? null
                : changes(new EditionId(scope, edition.number() - 1), same == null ? last : before, written, draft);
        var info = new WorkbookInfo(
                scope, ledger.timeZone(), edition.number(), edition.createdAt(), edition.controlTotals(), changes);
        for (var workbook : catalog.editionWorkbooks()) {
            written.add(files.workbook(workbook, info, draft.rows(), draft).withTables(draft.tables(workbook)));
        }
        written.sort(Comparator.comparing(RecordedFile::name));
        var manifest = draft.folder().resolve(Manifest.NAME);
        Files.write(manifest, Manifest.of(scope, edition.with(written), changes).bytes());
        written.add(RecordedFile.of(manifest, null));
        written.sort(Comparator.comparing(RecordedFile::name));
        return Optional.of(edition.with(List.copyOf(written)));
    }

    /** What changed since the edition before, whose files are compared; a file that tells it is added to those written. */
    private EditionChanges changes(
            EditionId since, @Nullable RecordedEdition before, List<RecordedFile> written, EditionDraft draft)
            throws IOException {
        var separator = properties.csv().separator();
        var folder = folders.of(since);
        if (before == null
                || !before.files().stream().filter(RecordedFile::isCsv).allMatch(file -> file.isIn(folder))) {
            return new EditionChanges(since.number(), separator, null);
        }
        var changes = EditionChanges.write(before, folder, written, draft.folder(), properties.csv());
        written.add(RecordedFile.of(draft.folder().resolve(EditionChanges.NAME), changes.rows()));
        return changes;
    }

    private Edition edition(ReportScope scope, RecordedEdition recorded, boolean isNew) {
        var folder = folder(scope, recorded);
        var paths = recorded.files().stream()
                .map(file -> folder.resolve(file.name()))
                .toList();
        return new Edition(scope, recorded.number(), isNew, folder, paths);
    }

    private Path folder(ReportScope scope, RecordedEdition edition) {
        return folders.of(new EditionId(scope, edition.number()));
    }

    /** Equal for those who would write the same files into the same folder. */
    public String rules(ReportCatalog catalog) {
        return fingerprint(catalog) + " " + ledger.timeZone() + " " + folders.mark();
    }

    /** Of everything that its files follow from, besides the data. */
    private String fingerprint(ReportCatalog catalog) {
        var csv = properties.csv();
        return catalog.fingerprint() + (csv.equals(ReportProperties.Csv.PLAIN) ? "" : " " + csv);
    }
}
