package vssledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.spi.ToolProvider;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The script {@code vss}, around a small program and a build that only copies it: what it builds, keeps and starts. */
@Tag("program")
@EnabledOnOs({OS.LINUX, OS.MAC})
class LauncherTest {

    /** Unpacks itself as Spring Boot's jars do; {@code serve} loads a class only when it is told to. */
    private static final String PROGRAM = """
            import java.io.PrintStream;
            import java.nio.file.*;
            public class Program {
                public static void main(String[] args) throws Exception {
                    var out = new PrintStream(System.out, true, "UTF-8");
                    var home = System.getProperty("vss.home");
                    var jar = Path.of(Program.class.getProtectionDomain().getCodeSource().getLocation().toURI());
                    if ("tools".equals(System.getProperty("jarmode"))) {
                        Files.createDirectories(Path.of(args[2]));
                        Files.copy(jar, Path.of(args[2], "vss-ledger.jar"));
                    } else if (args[0].equals("serve")) {
                        out.println("serving from " + jar.getParent().getFileName());
                        System.in.read();
                        out.println(new Late());
                    } else if (args[0].equals("where")) {
                        out.println(jar.getParent().getFileName());
                    } else if (args[0].equals("home")) {
                        out.println(home + " " + Files.isDirectory(Path.of(home)));
                    }
                }
            }
            class Late {
                @Override public String toString() { return "loaded late"; }
            }
            """;

    private static final String BUILD = """
            #!/bin/sh
            echo built >>builds
            sleep 1
            for argument; do
              case "$argument" in -Dvss.build.directory=*) to="${argument#*=}" ;; esac
            done
            mkdir -p "$to" && cp program.jar "$to/vss-ledger.jar"
            """;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private static Path program;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path home;

    private record Outcome(int code, String out, String err) {}

    @BeforeAll
    static void compile() throws IOException {
        var source = Files.writeString(program.resolve("Program.java"), PROGRAM);
        run("javac", "-d", program.toString(), source.toString());
        run(
                "jar",
                "--create",
                "--file=" + program.resolve("program.jar"),
                "--main-class=Program",
                "-C",
                program.toString(),
                "Program.class",
                "-C",
                program.toString(),
                "Late.class");
    }

    private static void run(String tool, String... arguments) {
        assertThat(ToolProvider.findFirst(tool).orElseThrow().run(System.out, System.err, arguments))
                .isZero();
    }

    @BeforeEach
    void project() throws IOException {
        Files.copy(Path.of("vss"), home.resolve("vss"), StandardCopyOption.COPY_ATTRIBUTES);
        Files.copy(program.resolve("program.jar"), home.resolve("program.jar"));
        Files.writeString(home.resolve("mvnw"), BUILD);
        assertThat(home.resolve("mvnw").toFile().setExecutable(true)).isTrue();
        Files.writeString(home.resolve("pom.xml"), "<project/>");
        Files.createDirectories(home.resolve("src/main"));
        Files.createDirectories(home.resolve("db"));
        Files.createDirectories(home.resolve("target"));
        change("first");
    }

    private void change(String text) throws IOException {
        Files.writeString(home.resolve("src/main/Source.java"), text);
    }

    private long builds() throws IOException {
        return Files.readAllLines(home.resolve("builds")).size();
    }

    private List<String> images() throws IOException {
        try (var images = Files.list(home.resolve("target/image"))) {
            return images.filter(Files::isDirectory)
                    .map(image -> image.getFileName().toString())
                    .toList();
        }
    }

    private Process start(String... arguments) throws IOException {
        return start(Map.of(), arguments);
    }

    private Process start(Map<String, String> environment, String... arguments) throws IOException {
        var builder =
                new ProcessBuilder(Stream.concat(Stream.of(home.resolve("vss").toString()), Stream.of(arguments))
                        .toList());
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        builder.environment().remove("VSS_HOME");
        builder.environment().putAll(environment);
        return builder.start();
    }

    private static Outcome end(Process process) throws Exception {
        var out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        var err = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(5, TimeUnit.MINUTES)).isTrue();
        return new Outcome(process.exitValue(), out.strip(), err.strip());
    }

    private Outcome vss(String... arguments) throws Exception {
        return end(start(arguments));
    }

    @Test
    void aServerGoesOnWhenTheProgramIsBuiltBesideIt() throws Exception {
        var server = start("serve");
        try (var lines = new BufferedReader(server.inputReader(StandardCharsets.UTF_8))) {
            var image = lines.readLine();
            change("second");
            var beside = vss("where");

            assertThat(beside.code()).as(beside.err()).isZero();
            assertThat(image).isNotEqualTo("serving from " + beside.out());
            server.getOutputStream().write('\n');
            server.getOutputStream().flush();
            assertThat(lines.readLine()).isEqualTo("loaded late");
        } finally {
            server.destroyForcibly();
        }
    }

    @Test
    void reportsAndSettingsAreNoReasonToBuild() throws Exception {
        var first = vss("where");
        Files.createDirectories(home.resolve("reports/mine"));
        Files.writeString(home.resolve("reports/mine/report.yml"), "title: Mine");
        Files.createDirectories(home.resolve("config"));
        Files.writeString(home.resolve("config/application.yml"), "vss: {}");

        assertThat(vss("where")).isEqualTo(new Outcome(0, first.out(), ""));
        assertThat(builds()).isEqualTo(1);
    }

    @Test
    void theHomeIsTheFolderOfTheLauncherUnlessVssHomeNamesAnother(@TempDir Path other) throws Exception {
        assertThat(vss("home").out()).isEqualTo(home + " true");
        assertThat(end(start(Map.of("VSS_HOME", other.toString()), "home")).out())
                .isEqualTo(other + " true");
    }

    @Test
    void twoAtOnceBuildOnce() throws Exception {
        var processes = List.of(start("where"), start("where"));

        var image = end(processes.get(0));
        assertThat(image.code()).as(image.err()).isZero();
        assertThat(end(processes.get(1)).out()).isEqualTo(image.out());
        assertThat(builds()).isEqualTo(1);
    }

    @Test
    void aBuildOfMavensOwnIsTakenAsItIs() throws Exception {
        Files.copy(program.resolve("program.jar"), home.resolve("target/vss-ledger.jar"));

        assertThat(vss("where").code()).isZero();
        assertThat(home.resolve("builds")).doesNotExist();
    }

    @Test
    void anOldImageIsDeletedOnceNobodyUsesIt() throws Exception {
        var server = start("serve");
        try (var lines = new BufferedReader(server.inputReader(StandardCharsets.UTF_8))) {
            var used = lines.readLine().replace("serving from ", "");
            change("second");
            var unused = vss("where").out();
            for (var n = 3; n <= 5; n++) {
                change("change " + n);
                vss("where");
            }
            assertThat(images()).hasSize(4).contains(used).doesNotContain(unused);
        } finally {
            server.destroyForcibly();
        }
    }

    /** As cron and systemd start it. */
    @Test
    void itStartsInTheLocaleCInAFolderWithLettersBeyondAscii() throws Exception {
        var process = new ProcessBuilder("sh", "-c", """
                        there="$1/there/$(printf 't\\303\\251st-\\346\\227\\245\\346\\234\\254')"
                        mkdir -p "$there" && cp -R "$1/vss" "$1/mvnw" "$1/pom.xml" "$1/src" "$1/db" "$1/program.jar" "$there"
                        "$there/vss" home
                        """, "sh", home.toString());
        process.environment().remove("LANG");
        process.environment().putAll(Map.of("LC_ALL", "C", "JAVA_HOME", System.getProperty("java.home")));
        var outcome = end(process.start());

        assertThat(outcome.out()).as(outcome.err()).endsWith("/tést-日本 true");
    }
}
