package vssledger.report.definition;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.stereotype.Component;
import vssledger.platform.LedgerProperties;

/**
 * The files under {@code reports}: those of the ledger's home, and beside them those of the jar. Where both have a
 * report's folder, the one of the home counts.
 */
@Component
public class DefinitionFiles {

    private static final String PACKED = "classpath*:/reports/";

    private final Path folder;
    private final PathMatchingResourcePatternResolver packed = new PathMatchingResourcePatternResolver();

    public DefinitionFiles(LedgerProperties ledger) {
        this.folder = ledger.resolve(Path.of("reports"));
    }

    /** Every folder that holds a {@code report.yml}. */
    SortedSet<String> reportIds() {
        var ids = new TreeSet<String>();
        try {
            for (var resource : packed.getResources(PACKED + "*/report.yml")) {
                var path = resource.getURL().getPath();
                var parent = path.substring(0, path.lastIndexOf('/'));
                ids.add(parent.substring(parent.lastIndexOf('/') + 1));
            }
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

    /** The text of, say, {@code busy-breakdown/report.yml}; empty if there is no such file, or it lies elsewhere. */
    Optional<String> read(String name) {
        var file = folder.resolve(name).normalize();
        if (!file.startsWith(folder)) {
            return Optional.empty();
        }
        try {
            if (Files.isRegularFile(file)) {
                return Optional.of(Files.readString(file));
            }
            for (var resource : packed.getResources(PACKED + name)) {
                if (resource.exists()) {
                    return Optional.of(resource.getContentAsString(StandardCharsets.UTF_8));
                }
            }
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException("reports/" + name + " cannot be read", e);
        }
    }
}
