package vssledger.report.definition;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.stereotype.Component;
import org.springframework.util.function.SingletonSupplier;
import vssledger.platform.LedgerProperties;

/**
 * The files under {@code reports}: those of the ledger's home, and beside them those of the jar. Where both have a
 * report's folder, the one of the home counts. Those of the jar stay as they are while the program runs, and are read once.
 */
@Component
public class DefinitionFiles {

    private static final String PACKED = "classpath*:/reports/";

    private final Path folder;
    private final Supplier<SortedSet<String>> packedIds = SingletonSupplier.of(DefinitionFiles::listPacked);
    private final Map<String, Optional<String>> packedTexts = new ConcurrentHashMap<>();

    public DefinitionFiles(LedgerProperties ledger) {
        this.folder = ledger.resolve(Path.of("reports"));
    }

    /** Every folder that holds a {@code report.yml}. */
    SortedSet<String> reportIds() {
        var ids = new TreeSet<>(packedIds.get());
        try {
            if (Files.isDirectory(folder)) {
                try (var entries = Files.list(folder)) {
                    entries.filter(entry -> Files.exists(entry.resolve("report.yml")))
                            .forEach(entry -> ids.add(entry.getFileName().toString()));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("The reports cannot be listed", e);
        }
        return ids;
    }

    private static SortedSet<String> listPacked() {
        try {
            var ids = new TreeSet<String>();
            for (var resource : new PathMatchingResourcePatternResolver().getResources(PACKED + "*/report.yml")) {
                var path = resource.getURL().getPath();
                var parent = path.substring(0, path.lastIndexOf('/'));
                ids.add(parent.substring(parent.lastIndexOf('/') + 1));
            }
            return ids;
        } catch (IOException e) {
            throw new UncheckedIOException("The reports in the jar cannot be listed", e);
        }
    }

    /** The text of, say, {@code busy-breakdown/report.yml}; empty if there is no such file, or it lies elsewhere. */
    Optional<String> read(String name) {
        var file = folder.resolve(name).normalize();
        if (!file.startsWith(folder)) {
            return Optional.empty();
        }
        try {
            return Files.isRegularFile(file)
                    ? Optional.of(Files.readString(file))
                    : packedTexts.computeIfAbsent(name, DefinitionFiles::readPacked);
        } catch (IOException e) {
            throw new UncheckedIOException("reports/" + name + " cannot be read", e);
        }
    }

    private static Optional<String> readPacked(String name) {
        try {
            for (var resource : new PathMatchingResourcePatternResolver().getResources(PACKED + name)) {
                if (resource.exists()) {
                    return Optional.of(resource.getContentAsString(StandardCharsets.UTF_8));
                }
            }
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException("reports/" + name + " in the jar cannot be read", e);
        }
    }
}
