package vssledger.platform.db;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;
import vssledger.platform.LedgerProperties;

/**
 * The SQL files under {@code db/transform}. They are read from the program itself. While somebody works on them, the setting
 * {@code vss.sql-folder} names a folder whose files go before.
 */
@Component
public class SqlFiles {

    private final @Nullable Path folder;

    /** All from the program itself. */
    public SqlFiles() {
        this.folder = null;
    }

    @Autowired
    SqlFiles(LedgerProperties ledger, Environment settings) {
        var named = settings.getProperty("vss.sql-folder", "");
        this.folder = named.isBlank() ? null : ledger.resolve(Path.of(named));
    }

    /**
     * The text of a file.
     *
     * @param name path below {@code db/transform}, such as {@code reconcile/result.sql}
     * @throws IllegalArgumentException if there is none of that name
     */
    public String load(String name) {
        try {
            if (folder != null && Files.exists(folder.resolve(name))) {
                return Files.readString(folder.resolve(name));
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
