package vssledger.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.util.FileSystemUtils;
import vssledger.platform.DateRange;
import vssledger.platform.LedgerProperties;

/**
 * Makes, keeps or restores one edition: files first into a draft beside the editions, then its database rows, then the
 * draft in its place. Wants a transaction that ends after that: a crash in between leaves a folder that no row knows,
 * which the next export replaces, or a draft, which it clears.
 */
@Component
class EditionExport {

    private final EditionStore store;
    private final ReportFiles files;
    private final ReportProperties properties;
    private final LedgerProperties ledger;
    private final Clock clock;

    EditionExport(
            EditionStore store, ReportFiles files, ReportProperties properties, LedgerProperties ledger, Clock clock) {
        this.store = store;
        this.files = files;
        this.properties = properties;
        this.ledger = ledger;
        this.clock = clock;
    }

    Edition export(ReportCatalog catalog, ReportRun run) throws IOException {
        var range = run.range();
        store.lock(range);
        var last = store.latest(range).orElse(null);
        var home = home(range);
        if (last != null && (run.isClosed() || (run.isUnchanged() && isStillGood(last, catalog, home)))) {
            return edition(range, last, false, folder(home, last.number()));
        }
        var draft = home.resolve(".draft");
        FileSystemUtils.deleteRecursively(draft);
        Files.createDirectories(draft);
        try {
            var drafted = files.inSnapshot(() -> draft(catalog, run, last, home, draft));
            var folder = folder(home, drafted.number());
            if (drafted.equals(last)) {
                store.confirm(range, drafted.number(), fingerprint(catalog));
                return edition(range, drafted, false, folder);
            }
            var made = complete(range, drafted.by(fingerprint(catalog)), home, draft);
            store.save(range, made);
            replace(folder, draft);
            return edition(range, made, last == null || made.number() > last.number(), folder);
        } finally {
            FileSystemUtils.deleteRecursively(draft);
        }
    }

    /** Whether it would come out the same, since neither definitions nor time zone are others and its files lie there. */
    private boolean isStillGood(RecordedEdition last, ReportCatalog catalog, Path home) {
        return fingerprint(catalog).equals(last.definitions())
                && ledger.timeZone().getId().equals(last.timeZone())
                && isWhole(last, home);
    }

    private static boolean isWhole(RecordedEdition edition, Path home) {
        return edition.files().stream().allMatch(file -> file.isIn(folder(home, edition.number())));
    }

    /** The last edition itself, where nothing is to be done; else CSV files and workbooks of a new or restored one. */
    private RecordedEdition draft(
            ReportCatalog catalog, ReportRun run, @Nullable RecordedEdition last, Path home, Path draft) {
        var written = new ArrayList<RecordedFile>();
        for (var report : catalog.csvReports()) {
            written.add(files.csv(report, run.range(), draft));
        }
        written.sort(Comparator.comparing(RecordedFile::name));
        var zone = ledger.timeZone().getId();
        var content = RecordedFile.content(written, zone);
        var same = last != null && last.content().equals(content) ? last : null;
        if (same != null && isWhole(same, home)) {
            return same;
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
                        List.of());
        var info = new WorkbookInfo(
                run.range(), ledger.timeZone(), edition.number(), edition.createdAt(), edition.controlTotals());
        for (var workbook : catalog.editionWorkbooks()) {
            written.add(files.workbook(workbook, info, draft));
        }
        return edition.with(List.copyOf(written));
    }

    /** Adds what changed since the edition before, and the manifest. */
    private RecordedEdition complete(DateRange range, RecordedEdition drafted, Path home, Path draft)
            throws IOException {
        var all = new ArrayList<>(drafted.files());
        Manifest.Changes changes = null;
        if (drafted.number() > 1) {
            var since = drafted.number() - 1;
            var before = store.find(range, since)
                    .filter(edition -> edition.files().stream()
                            .filter(RecordedFile::isCsv)
                            .allMatch(file -> file.isIn(folder(home, since))))
                    .orElse(null);
            if (before == null) {
                changes = new Manifest.Changes(since, null);
            } else {
                var written = EditionChanges.write(before, folder(home, since), drafted.files(), draft);
                all.add(RecordedFile.of(draft.resolve(EditionChanges.NAME), written.rows()));
                changes = new Manifest.Changes(since, written.changes());
            }
        }
        all.sort(Comparator.comparing(RecordedFile::name));
        var manifest = draft.resolve(Manifest.NAME);
        Files.write(manifest, Manifest.of(range, drafted.with(all), changes).bytes());
        all.add(RecordedFile.of(manifest, null));
        all.sort(Comparator.comparing(RecordedFile::name));
        return drafted.with(List.copyOf(all));
    }

    private static void replace(Path folder, Path draft) throws IOException {
        var replaced = folder.resolveSibling(".replaced");
        FileSystemUtils.deleteRecursively(replaced);
        if (Files.exists(folder)) {
            Files.move(folder, replaced, StandardCopyOption.ATOMIC_MOVE);
        }
        Files.move(draft, folder, StandardCopyOption.ATOMIC_MOVE);
        FileSystemUtils.deleteRecursively(replaced);
    }

    private static Edition edition(DateRange range, RecordedEdition recorded, boolean isNew, Path folder) {
        var paths = recorded.files().stream()
                .map(file -> folder.resolve(file.name()))
                .toList();
        return new Edition(range, recorded.number(), isNew, folder, paths);
    }

    /** Of everything that its files follow from, besides the data. */
    private String fingerprint(ReportCatalog catalog) {
        var csv = properties.csv();
        return catalog.fingerprint() + (csv.equals(ReportProperties.Csv.PLAIN) ? "" : " " + csv);
    }

    /** Where the files of an edition lie. */
    Path folder(DateRange range, int number) {
        return folder(home(range), number);
    }

    private Path home(DateRange range) {
        return ledger.resolve(properties.out()).resolve(range.toString());
    }

    private static Path folder(Path home, int number) {
        return home.resolve("edition-" + number);
    }
}
