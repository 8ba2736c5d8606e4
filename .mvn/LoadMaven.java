import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.Properties;
import java.util.zip.ZipInputStream;

/** Loads the Maven that a properties file names, where it is not there yet, and prints the folder that it lies in. */
class LoadMaven {

    private static final int ATTEMPTS = 3;

    public static void main(String[] args) throws Exception {
        var wanted = new Properties();
        try (var in = Files.newInputStream(Path.of(args[0]))) {
            wanted.load(in);
        }
        var name = wanted.getProperty("artifactId") + "-" + wanted.getProperty("version");
        var folder = Path.of(System.getProperty("user.home"), ".m2", "wrapper", "vss-ledger", name);
        if (!Files.exists(folder.resolve("bin/mvn"))) {
            try {
                install(wanted, name, folder);
            } catch (IOException e) {
                System.err.println("Maven could not be loaded: " + e.getMessage());
                System.err.println("See that this machine reaches Maven's central repository (a proxy is named by"
                        + " JAVA_TOOL_OPTIONS=-Dhttps.proxyHost=...), or name a mirror of it by MVNW_REPOURL.");
                System.exit(1);
            }
        }
        System.out.println(folder);
    }

    private static void install(Properties wanted, String name, Path folder) throws Exception {
        System.err.println("Loading " + name + " ...");
        Files.createDirectories(folder.getParent());
        var draft = Files.createTempDirectory(folder.getParent(), "draft");
        try {
            var zip = draft.resolve("maven.zip");
            load(address(wanted, name), zip);
            check(zip, wanted.getProperty("sha512").strip());
            unpack(zip, draft);
            var mvn = draft.resolve(name).resolve("bin/mvn").toFile();
            if (!mvn.setExecutable(true)) {
                throw new IOException(mvn + " cannot be made executable");
            }
            try {
                Files.move(draft.resolve(name), folder, StandardCopyOption.ATOMIC_MOVE);
            } catch (IOException e) {
                if (!Files.exists(folder.resolve("bin/mvn"))) { // else another process was first
                    throw e;
                }
            }
        } finally {
            delete(draft);
        }
    }

    /** Maven publishes itself in the repository below its own domain, which is its group read backwards. */
    private static URI address(Properties wanted, String name) {
        var group = wanted.getProperty("groupId").split("\\.");
        var domain = new ArrayList<>(Arrays.asList(group));
        Collections.reverse(domain);
        var named = System.getenv("MVNW_REPOURL");
        var repository = named != null && !named.isBlank()
                ? named.replaceFirst("/+$", "")
                : "https://repo." + String.join(".", domain) + "/maven2";
        return URI.create(String.join(
                "/",
                repository,
                String.join("/", group),
                wanted.getProperty("artifactId"),
                wanted.getProperty("version"),
                name + "-bin.zip"));
    }

    private static void load(URI address, Path file) throws IOException, InterruptedException {
        var client = HttpClient.newBuilder()
                .followRedirects(HttpClient.Redirect.NORMAL)
                .connectTimeout(Duration.ofSeconds(30))
                .build();
        var request = HttpRequest.newBuilder(address).timeout(Duration.ofMinutes(5)).build();
        for (var attempt = 1; ; attempt++) {
            try {
                var answer = client.send(request, HttpResponse.BodyHandlers.ofFile(file));
                if (answer.statusCode() == 200) {
                    return;
                }
                throw new IOException(address + " answered " + answer.statusCode());
            } catch (IOException e) {
                if (attempt == ATTEMPTS) {
                    throw new IOException(e.getMessage() == null ? address + ": " + e : e.getMessage(), e);
                }
            }
        }
    }

    private static void check(Path file, String sha512) throws Exception {
        var digest = MessageDigest.getInstance("SHA-512");
        try (InputStream in = Files.newInputStream(file)) {
            var buffer = new byte[1 << 16];
            for (int read; (read = in.read(buffer)) >= 0; ) {
                digest.update(buffer, 0, read);
            }
        }
        var found = HexFormat.of().formatHex(digest.digest());
        if (!found.equalsIgnoreCase(sha512)) {
            throw new IOException("what was loaded has SHA-512 " + found + ", not " + sha512);
        }
    }

    private static void unpack(Path zip, Path into) throws IOException {
        try (var in = new ZipInputStream(Files.newInputStream(zip))) {
            for (var entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                var target = into.resolve(entry.getName()).normalize();
                if (!target.startsWith(into)) {
                    throw new IOException("the archive reaches out of its folder: " + entry.getName());
                }
                if (entry.isDirectory()) {
                    Files.createDirectories(target);
                } else {
                    Files.createDirectories(target.getParent());
                    Files.copy(in, target);
                }
            }
        }
    }

    private static void delete(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
