package vssledger.platform.db;

import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import vssledger.platform.PrivateFolder;

/** Where the programs of the embedded PostgreSQL are unpacked: in the user's cache, so that all ledgers of a user share them. */
public final class PostgresBinaries {

    private PostgresBinaries() {}

    /**
     * The folder, which is made if it is not there. It lies within one that only the user of this process can enter, since the
     * library lets others write to the folder that it is given.
     *
     * @param fallback a folder of the ledger, for a user without a cache, or one that cannot be written to
     * @throws UserException if others could have changed what lies in it
     * @throws IOException if neither can be used
     */
    public static Path folder(Path fallback) throws IOException {
        var cache = cache(System.getenv("XDG_CACHE_HOME"), System.getProperty("user.home"));
        if (cache != null) {
            try {
                return within(PrivateFolder.ensure(cache.resolve("vss-ledger"), "postgres"));
            } catch (IOException e) {
                // a user without a home, or one that is read-only
            }
        }
        return within(PrivateFolder.ensure(fallback, "postgres-programs"));
    }

    private static Path within(Path closed) {
        return closed.resolve("unpacked");
    }

    /** As the XDG base directory specification has it; null if there is none. */
    static @Nullable public Path cache(@Nullable String xdgCacheHome, @Nullable String home) {
        if (xdgCacheHome != null && Path.of(xdgCacheHome).isAbsolute()) {
            return Path.of(xdgCacheHome);
        }
        return home == null || !Path.of(home).isAbsolute() ? null : Path.of(home, ".cache");
    }
}
