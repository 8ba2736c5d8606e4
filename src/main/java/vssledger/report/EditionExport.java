package vssledger.report;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import vssledger.platform.LedgerProperties;
import vssledger.platform.UserError;

/**
 * Makes, keeps or restores one edition: files first into a draft beside the editions, then its database rows, then the
 * draft in its place. Wants a transaction that ends after that: a crash in between leaves a folder that no row knows,
 * which the next export replaces, or a draft, which it clears.
 */
@Component
class EditionExport {

    private static final String MARK = ".folder";

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

    Edition export(ReportCatalog all, ReportRun run) throws IOException {
        var scope = run.scope();
        var catalog = all.of(scope);
        store.lock(scope);
        var last = store.latest(scope).orElse(null);
        var home = home(scope);
        if (last != null && (run.isClosed() || (run.isUnchanged() && isStillGood(last, catalog, home)))) {
            return edition(scope, last, false, folder(home, last.number()));
        }
        var before = last == null || last.number() == 1
                ? null
                : store.find(new EditionId(scope, last.number() - 1)).orElse(null);
        try (var draft = Draft.besideEditions(home)) {
            var drafted = files.inSnapshot(() -> draft(catalog, run, last, before, home, draft));
            if (last != null && drafted.isEmpty()) {
                store.confirm(new EditionId(scope, last.number()), fingerprint(catalog));
                return edition(scope, last, false, folder(home, last.number()));
            }
            var made = drafted.orElseThrow().by(fingerprint(catalog));
            store.save(scope, made);
            var folder = folder(home, made.number());
            draft.become(folder);
            return edition(scope, made, last == null || made.number() > last.number(), folder);
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

    /**
     * A new edition, or the last one restored, with all its files; empty where nothing is to be done. It sees what reports see of
     * the database, and nothing else.
     *
     * @param before the edition before the last
     */
    private Optional<RecordedEdition> draft(
            ReportCatalog catalog,
            ReportRun run,
            @Nullable RecordedEdition last,
            @Nullable RecordedEdition before,
            Path home,
            Draft draft) {
        var written = new ArrayList<RecordedFile>();
        for (var report : catalog.csvReports()) {
            written.add(files.csv(report, run.scope(), draft, catalog.isInEditionWorkbook(report)));
        }
        written.sort(Comparator.comparing(RecordedFile::name));
        var zone = ledger.timeZone().getId();
        var content = RecordedFile.content(written, zone);
        var same = last != null && last.content().equals(content) ? last : null;
        if (same != null && isWhole(same, home)) {
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
                        List.of());
        var changes = edition.number() == 1
                ? null
                : changes(edition.number() - 1, same == null ? last : before, home, written, draft.folder());
        var info = new WorkbookInfo(
                run.scope(),
                ledger.timeZone(),
                edition.number(),
                edition.createdAt(),
                edition.controlTotals(),
                changes);
        for (var workbook : catalog.editionWorkbooks()) {
            written.add(files.workbook(workbook, info, draft));
        }
        written.sort(Comparator.comparing(RecordedFile::name));
        var manifest = draft.folder().resolve(Manifest.NAME);
        write(manifest, Manifest.of(run.scope(), edition.with(written), changes).bytes());
        written.add(RecordedFile.of(manifest, null));
        written.sort(Comparator.comparing(RecordedFile::name));
        return Optional.of(edition.with(List.copyOf(written)));
    }

    /** What changed since the edition before, whose files are compared; a file that tells it is added to those written. */
    private EditionChanges changes(
            int since, @Nullable RecordedEdition before, Path home, List<RecordedFile> written, Path draft) {
        var separator = properties.csv().separator();
        var folder = folder(home, since);
        if (before == null
                || !before.files().stream().filter(RecordedFile::isCsv).allMatch(file -> file.isIn(folder))) {
            return new EditionChanges(since, separator, null);
        }
        try {
            var changes = EditionChanges.write(before, folder, written, draft, separator);
            written.add(RecordedFile.of(draft.resolve(EditionChanges.NAME), changes.rows()));
            return changes;
        } catch (IOException e) {
            throw new UncheckedIOException("What changed since edition " + since + " cannot be told", e);
        }
    }

    private static void write(Path file, byte[] bytes) {
        try {
            Files.write(file, bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(file.getFileName() + " cannot be written", e);
        }
    }

    private static Edition edition(ReportScope scope, RecordedEdition recorded, boolean isNew, Path folder) {
        var paths = recorded.files().stream()
                .map(file -> folder.resolve(file.name()))
                .toList();
        return new Edition(scope, recorded.number(), isNew, folder, paths);
    }

    /** Equal for those who would write the same files into the same folder, which has a mark by which it is known. */
    String rules(ReportCatalog catalog) {
        var folder = ledger.resolve(properties.out());
        var mark = folder.resolve(MARK);
        try {
            Files.createDirectories(folder);
            if (!Files.exists(mark)) {
                var own = Files.writeString(
                        folder.resolve(MARK + "-" + UUID.randomUUID()),
                        UUID.randomUUID().toString());
                try {
                    Files.createLink(mark, own); // whole, and by one of all who try
                } catch (FileAlreadyExistsException e) {
                    // another was first
                } finally {
                    Files.delete(own);
                }
            }
            return fingerprint(catalog) + " " + ledger.timeZone() + " " + Files.readString(mark);
        } catch (IOException e) {
            throw new UserError("The folder of reports " + folder + " cannot be written to: " + e.getMessage(), e);
        }
    }

    /** Of everything that its files follow from, besides the data. */
    private String fingerprint(ReportCatalog catalog) {
        var csv = properties.csv();
        return catalog.fingerprint() + (csv.equals(ReportProperties.Csv.PLAIN) ? "" : " " + csv);
    }

    /** Where the files of an edition lie. */
    Path folder(EditionId id) {
        return folder(home(id.scope()), id.number());
    }

    private Path home(ReportScope scope) {
        return ledger.resolve(properties.out()).resolve(scope.toString());
    }

    private static Path folder(Path home, int number) {
        return home.resolve("edition-" + number);
    }
}
