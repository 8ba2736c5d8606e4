package vssledger.capture.spool;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The folder of the spool holds SQLite's library once, however many processes were killed there. */
class SqliteLibraryTest {

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @Test
    void whatKilledProcessesAndOtherVersionsLeftIsTakenAway() throws IOException {
        Files.writeString(folder.resolve("sqlite-3.50.0.0-5d1a7c1e-libsqlitejdbc.so"), "of a killed process");
        Files.writeString(folder.resolve("sqlite-3.50.0.0-5d1a7c1e-libsqlitejdbc.so.lck"), "");
        Files.writeString(folder.resolve("spool.sqlite"), "deliveries");

        var library = SqliteLibrary.unpack(folder);

        try (var files = Files.list(folder)) {
            assertThat(files).containsExactlyInAnyOrder(library, folder.resolve("spool.sqlite"));
        }
    }

    @Test
    void aFileThatIsNotTheDriversLibraryIsReplacedBeforeItIsRun() throws IOException {
        var library = SqliteLibrary.unpack(folder);
        var bytes = Files.readAllBytes(library);
        Files.writeString(library, "something else");

        assertThat(SqliteLibrary.unpack(folder)).isEqualTo(library).hasBinaryContent(bytes);
    }

    @Test
    void aFileThatIsThereIsUsedAsItIs() throws IOException {
        var library = SqliteLibrary.unpack(folder);
        var writtenAt = Files.getLastModifiedTime(library);

        assertThat(Files.getLastModifiedTime(SqliteLibrary.unpack(folder))).isEqualTo(writtenAt);
    }
}
