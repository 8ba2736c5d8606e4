package vssledger.expected.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Copies hold phone numbers: they go with the import that made them, and with the next one if that was killed. */
@Tag("slow")
class ImportCopiesTest {

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    /** Another process: makes a copy, says so, and waits to be killed. */
    static final class Importing {

        private Importing() {}

        public static void main(String[] args) throws IOException {
            var copies = ImportCopies.in(Path.of(args[0]));
            System.out.println(Files.writeString(copies.newFile(), "+6581112222"));
            System.in.read();
        }
    }

    private Process importing() throws IOException {
        var process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Importing.class.getName(),
                        folder.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        assertThat(process.inputReader(StandardCharsets.UTF_8).readLine()).contains("copy-");
        return process;
    }

    @Test
    void thoseOfAKilledProcessAreDeletedAndThoseOfALivingOneAreNot() throws Exception {
        var living = importing();
        var killed = importing();
        assertThat(copies()).hasSize(2);
        killed.destroyForcibly();
        assertThat(killed.waitFor(30, TimeUnit.SECONDS)).isTrue();

        ImportCopies.deleteLeft(folder);
        assertThat(copies()).hasSize(1).allMatch(copy -> read(copy).equals("+6581112222"));
        assertThat(entries()).as("its folder and its lock").hasSize(2);

        living.destroyForcibly();
        assertThat(living.waitFor(30, TimeUnit.SECONDS)).isTrue();
        ImportCopies.deleteLeft(folder);
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void thoseOfThisProcessStayUntilTheImportEnds() throws IOException {
        try (var one = ImportCopies.in(folder);
                var other = ImportCopies.in(folder)) {
            var copies = List.of(one.newFile(), other.newFile());
            ImportCopies.deleteLeft(folder);
            assertThat(copies).allMatch(Files::exists);
        }
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void thoseOfVersionsBeforeAreDeletedOnceTheyAreOld() throws IOException {
        var old = Files.writeString(folder.resolve("import-1.csv"), "+6581112222");
        var young = Files.writeString(folder.resolve("import-2.csv"), "+6581112222");
        Files.setLastModifiedTime(
                old, FileTime.from(Files.getLastModifiedTime(young).toInstant().minus(Duration.ofHours(2))));
        Files.createFile(folder.resolve("somebody's own"));

        ImportCopies.deleteLeft(folder);
        assertThat(entries()).containsExactly("import-2.csv", "somebody's own");
        ImportCopies.deleteLeft(folder.resolve("not there"));
    }

    private List<Path> copies() throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(path -> path.toString().endsWith(".csv")).toList();
        }
    }

    private List<String> entries() throws IOException {
        try (Stream<Path> all = Files.list(folder)) {
            return all.map(path -> String.valueOf(path.getFileName())).sorted().toList();
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
