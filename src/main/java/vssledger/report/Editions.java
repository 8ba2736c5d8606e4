package vssledger.report;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

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
                .filter(workbook -> workbook.numbers() == Numbers.MASKED)
                .forEach(workbook -> masked.add(workbook.file()));
        catalog.csvReports().stream()
                .filter(report -> properties.csv().numbers() == Numbers.MASKED
                        || report.columns().stream().noneMatch(column -> column.type() == ColumnType.PHONE))
                .forEach(report -> masked.add(String.valueOf(report.csv())));
        return masked;
    }
}
