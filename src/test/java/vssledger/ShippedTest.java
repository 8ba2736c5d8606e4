package vssledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is shipped beside the program. No container is run here: files are linted, and held against what they name. */
@Tag("program")
class ShippedTest {

    private static final int NOT_TO_BE_HAD = 77;

    private record Outcome(int code, String output) {}

    private static Outcome run(String... command) throws IOException, InterruptedException {
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Outcome(process.waitFor(), output.strip());
    }

    private static boolean isInstalled(String program) {
        return Arrays.stream(System.getenv("PATH").split(":"))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
    }

    @Test
    void theLintersFindNothingInDockerfileAndCompose() throws Exception {
        var outcome = run(".ci/lint/run");
        assumeFalse(outcome.code() == NOT_TO_BE_HAD, "Dockerfile and compose.yaml are not linted: " + outcome.output());
        assertThat(outcome.output()).isEmpty();
        assertThat(outcome.code()).isZero();
    }

    @Test
    void theLintersFindWhatIsWrong(@TempDir Path folder) throws Exception {
        Files.writeString(folder.resolve("Dockerfile"), "FROM a\nFORM b\n");
        Files.writeString(folder.resolve("compose.yaml"), "services: {a: {imagine: b}}\n");
        var outcome = run(".ci/lint/run", folder.toString());
        assumeFalse(outcome.code() == NOT_TO_BE_HAD, "Dockerfile and compose.yaml are not linted: " + outcome.output());
        assertThat(outcome.code()).isEqualTo(1);
        assertThat(outcome.output()).contains("Dockerfile, line 2", "compose.yaml/services/a");
    }

    @Test
    void theImageRunsAsNobodySpecialAndTellsItsHealth() throws IOException {
        var lines = Files.readAllLines(Path.of("Dockerfile"));
        var last = lines.subList(
                lines.lastIndexOf(lines.stream()
                        .filter(line -> line.startsWith("FROM"))
                        .reduce((a, b) -> b)
                        .orElseThrow()),
                lines.size());
        assertThat(last.get(0)).contains("25-jre");
        assertThat(last).contains("USER ledger").anyMatch(line -> line.startsWith("HEALTHCHECK"));
        assertThat(last.indexOf("COPY --from=build /layers/dependencies/ ./"))
                .as("what changes most comes last")
                .isBetween(0, last.indexOf("COPY --from=build /layers/application/ ./"));
        copied(lines).forEach(path -> assertThat(Path.of(path)).exists());
    }

    /** Files of the project that the Dockerfile copies by name. */
    private static Stream<String> copied(List<String> dockerfile) {
        return dockerfile.stream()
                .filter(line -> line.startsWith("COPY") && !line.contains("--from") && !line.equals("COPY . ."))
                .map(line -> line.split(" ", -1)[line.contains("--chmod") ? 2 : 1]);
    }

    @ParameterizedTest
    @CsvSource({"vss-ledger.service, serve", "vss-worker.service, worker"})
    void theUnitIsOneForSystemd(String name, String command, @TempDir Path folder) throws Exception {
        assumeTrue(isInstalled("systemd-analyze"), "systemd-analyze is missing: the unit is not verified");
        var unit = Files.readString(Path.of("config/systemd", name));
        var here = folder.resolve(name);
        assertThat(unit).contains("ExecStart=/opt/vss-ledger/vss " + command + "\n");
        Files.writeString(here, unit.replace("/opt/vss-ledger/vss", "/bin/true"));
        assertThat(run("systemd-analyze", "verify", here.toString())).isEqualTo(new Outcome(0, ""));
    }

    @Test
    void theDocumentsPointToWhatThereIs() throws IOException {
        try (var documents = Files.list(Path.of("src/docs"))) {
            for (var document :
                    documents.filter(file -> file.toString().endsWith(".md")).toList()) {
                var links = Pattern.compile("\\]\\(([^)#:]+)\\)").matcher(Files.readString(document));
                while (links.find()) {
                    assertThat(document.resolveSibling(links.group(1)))
                            .as("in %s", document)
                            .exists();
                }
            }
        }
    }
}
