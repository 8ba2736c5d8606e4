package vssledger.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;

/** What it was measured on, in words. */
public final class Machine {

    private Machine() {}

    public static String describe(Connection database) throws IOException, SQLException {
        return Runtime.getRuntime().availableProcessors() + " cores (" + field("/proc/cpuinfo", "model name") + "), "
                + memory() + System.getProperty("os.name") + ", Java "
                + Runtime.version().feature() + ", PostgreSQL "
                + version(database) + " with its default durability, all on one machine.";
    }

    private static String memory() throws IOException {
        var kilobytes = field("/proc/meminfo", "MemTotal").replaceAll("\\D", "");
        return kilobytes.isEmpty() ? "" : Math.round(Long.parseLong(kilobytes) / 1048576.0) + " GiB, ";
    }

    private static String field(String file, String name) throws IOException {
        if (!Files.exists(Path.of(file))) {
            return "";
        }
        try (var lines = Files.lines(Path.of(file))) {
            return lines.filter(line -> line.startsWith(name))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst()
                    .orElse("");
        }
    }

    private static String version(Connection database) throws SQLException {
        return database.getMetaData().getDatabaseProductVersion();
    }
}
