package vssledger.report.edition;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import vssledger.report.ReportProperties;
import vssledger.report.ReportScope;
import vssledger.report.definition.ColumnType;
import vssledger.report.definition.ReportDefinitions;
import vssledger.report.query.PhoneNumberView;

/** The editions there are, and their files. */
@Component
public class Editions {

    private final EditionStore store;
    private final EditionFolders folders;
    private final ReportDefinitions definitions;
    private final ReportProperties properties;

    Editions(EditionStore store, EditionFolders folders, ReportDefinitions definitions, ReportProperties properties) {
        this.store = store;
        this.folders = folders;
        this.definitions = definitions;
        this.properties = properties;
    }

    /**
     * One edition, as it was made.
     *
     * @param latest whether no later one of its scope was made
     * @param runId the run that made it; null where none did
     */
    public record Made(
            EditionId id,
            boolean latest,
            Instant createdAt,
            @Nullable Long runId,
            List<File> files) {

        public ReportScope scope() {
            return id.scope();
        }

        public int number() {
            return id.number();
        }
    }

    /**
     * One of its files.
     *
     * @param rows null for a workbook
     * @param masked whether it tells no phone number whole
     */
    public record File(String name, @Nullable Long rows, boolean masked) {}

    /** The newest first. */
    public List<Made> newest(int most) {
        var masked = masked();
        return store.newest(most).stream()
                .map(key -> made(key, masked))
                .flatMap(Optional::stream)
                .toList();
    }

    public Optional<Made> find(EditionId id) {
        var isLatest = store.latest(id.scope())
                .filter(edition -> edition.number() == id.number())
                .isPresent();
        return made(new EditionStore.Key(id, isLatest), masked());
    }

    /** The key figures that were frozen with an edition; empty if an earlier version made it. */
    public Optional<EditionFigures> figures(EditionId id) {
        return store.find(id).map(RecordedEdition::figures);
    }

    /** How many sessions an edition is about; empty if that is not known. */
    public OptionalLong sessions(EditionId id) {
        return store.find(id).stream()
                .map(edition -> edition.figures() == null
                        ? edition.controlTotals().get("facts")
                        : Long.valueOf(edition.figures().sessions()))
                .filter(Objects::nonNull)
                .mapToLong(sessions -> sessions)
                .findFirst();
    }

    /**
     * Whether somebody who has these files of one edition would learn nothing from those of another: tables and key figures are the
     * same. What is otherwise in every edition, such as its number on a cover and its manifest, does not count.
     *
     * @param files the workbook first
     */
    public boolean isSame(EditionId one, EditionId other, List<String> files) {
        var first = store.find(one).orElse(null);
        var second = store.find(other).orElse(null);
        return first != null
                && second != null
                && first.figures() != null
                && second.figures() != null
                && first.figures().isSameFor(files.get(0), second.figures())
                && says(first, files).equals(says(second, files));
    }

    private static Map<String, String> says(RecordedEdition edition, List<String> files) {
        return edition.files().stream()
                .filter(file -> files.contains(file.name())
                        && !file.name().equals(Manifest.NAME)
                        && !file.name().equals(EditionChanges.NAME))
                .collect(Collectors.toMap(RecordedFile::name, RecordedFile::says));
    }

    /** How many rows a report has that it had not in the edition before, and how many it has no more. */
    public record ReportChange(String title, long added, long removed) {}

    /**
     * What is otherwise than in the edition before in the reports of a workbook, in its order; empty if it has no such report, or if
     * what changed is not known.
     */
    public List<ReportChange> changes(EditionId edition, String workbook) {
        var words = figures(edition).map(figures -> figures.workbooks().get(workbook));
        var manifest = folders.of(edition).resolve(Manifest.NAME);
        if (words.isEmpty() || !Files.exists(manifest)) {
            return List.of();
        }
        var changes = Manifest.read(folders.of(edition)).changes();
        if (changes == null || changes.files() == null) {
            return List.of();
        }
        var byFile = changes.files().stream().collect(Collectors.toMap(Manifest.Change::name, change -> change));
        return words.get().sheets().entrySet().stream()
                .filter(sheet -> byFile.containsKey(sheet.getKey()))
                .map(sheet -> {
                    var change = Objects.requireNonNull(byFile.get(sheet.getKey()));
                    return new ReportChange(sheet.getValue(), change.added(), change.removed());
                })
                .filter(change -> change.added() + change.removed() > 0)
                .toList();
    }

    /** Where the files of an edition lie. */
    public Path folder(EditionId id) {
        return folders.of(id);
    }

    /** Where a file of an edition lies; empty where the edition has none of this name, or it is lost. */
    public Optional<Path> file(EditionId id, String name) {
        return store.find(id).stream()
                .flatMap(edition -> edition.files().stream())
                .filter(file -> file.name().equals(name))
                .map(file -> folders.of(id).resolve(file.name()))
                .filter(Files::isRegularFile)
                .findFirst();
    }

    private Optional<Made> made(EditionStore.Key key, Set<String> masked) {
        return store.find(key.id())
                .map(edition -> new Made(
                        key.id(),
                        key.latest(),
                        edition.createdAt(),
                        edition.runId(),
                        edition.files().stream()
                                .map(file -> new File(file.name(), file.rows(), masked.contains(file.name())))
                                .toList()));
    }

    private Set<String> masked() {
        var catalog = definitions.load();
        var masked = new HashSet<String>();
        masked.add("manifest.json");
        catalog.workbooks().stream()
                .filter(workbook -> workbook.numbers() == PhoneNumberView.MASKED)
                .forEach(workbook -> masked.add(workbook.file()));
        catalog.csvReports().stream()
                .filter(report -> properties.csv().numbers() == PhoneNumberView.MASKED
                        || report.columns().stream().noneMatch(column -> column.type() == ColumnType.PHONE))
                .forEach(report -> masked.add(String.valueOf(report.csv())));
        return masked;
    }
}
