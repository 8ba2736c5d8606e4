package vssledger.platform.db;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.mock.env.MockEnvironment;
import vssledger.platform.LedgerProperties;

/** SQL comes from the program, whatever lies beside it; from a folder only if a setting names it. */
class SqlFilesTest {

    @TempDir
    private Path home;

    private SqlFiles files(MockEnvironment settings) throws IOException {
        Files.createDirectories(home.resolve("db/transform/reconcile/partition"));
        Files.writeString(home.resolve("db/transform/reconcile/partition/17_result.sql"), "SELECT 'of the folder'");
        return new SqlFiles(new LedgerProperties(home, ZoneOffset.UTC, "any"), settings);
    }

    @Test
    void aFolderBesideTheProgramChangesNothing() throws IOException {
        assertThat(files(new MockEnvironment()).load("reconcile/partition/17_result.sql"))
                .isEqualTo(new SqlFiles().load("reconcile/partition/17_result.sql"))
                .contains("recon.result");
    }

    @Test
    void aFolderThatASettingNamesGoesBefore() throws IOException {
        var files = files(new MockEnvironment().withProperty("vss.sql-folder", "db/transform"));

        assertThat(files.load("reconcile/partition/17_result.sql")).isEqualTo("SELECT 'of the folder'");
        assertThat(files.load("reconcile/partition/08_tolerance.sql"))
                .as("one that the folder lacks")
                .isEqualTo(new SqlFiles().load("reconcile/partition/08_tolerance.sql"));
    }

    @Test
    void aFileThatIsNotThereIsNamed() {
        assertThatThrownBy(() -> new SqlFiles().load("reconcile/nothing.sql"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("There is no SQL file db/transform/reconcile/nothing.sql");
    }
}
