package vssledger.platform.db;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.springframework.stereotype.Component;
import vssledger.platform.LedgerProperties;

/** The texts under {@code db/transform}: from the ledger's home where they lie there, else from the jar. */
@Component
public class SqlFiles {

    private final Path folder;

    public SqlFiles(LedgerProperties ledger) {
        this.folder = ledger.resolve(Path.of("db", "transform"));
    }

    /** The text of, say, {@code reconcile/result.sql}. @throws IllegalArgumentException if there is none */
    public String load(String name) {
        var file = folder.resolve(name);
        try {
            if (Files.exists(file)) {
                return Files.readString(file);
            }
            try (var packed = SqlFiles.class.getResourceAsStream("/db/transform/" + name)) {
                if (packed == null) {
                    throw new IllegalArgumentException("There is no SQL file db/transform/" + name);
                }
                return new String(packed.readAllBytes(), StandardCharsets.UTF_8);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("db/transform/" + name + " cannot be read", e);
        }
    }
}
