package vssledger.cli.failure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vssledger.platform.text.Reason;

/** No failure that can be foreseen is called unforeseen: each has its sentence, and says what to do. */
class FailuresTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            08001 | cannot be reached
            08006 | cannot be reached
            08004 | refuses the user
            28P01 | refuses the user
            28000 | refuses the user
            3D000 | does not exist
            42501 | may not do that
            25006 | can only be read
            40001 | at the same time
            40P01 | waited for each other
            55P03 | holds a lock
            57014 | ended a statement
            57P01 | cannot be reached
            57P02 | cannot be reached
            57P03 | about to start or to stop
            57P05 | ended the connection
            25P03 | ended the connection
            53000 | at a limit
            53100 | disk of the database is full
            53200 | no memory left
            53300 | no connection left
            53400 | at a limit
            58030 | one of its files
            XX001 | has a fault
            26000 | pool_mode = session
            42P05 | pool_mode = session
            42P01 | See: vss doctor
            """)
    void whatTheDatabaseSaysIsExplained(String state, String words) {
        var failure = new IllegalStateException("PreparedStatementCallback", new SQLException("ERROR: why", state));

        assertThat(Failures.explain(failure))
                .contains(words, "(")
                .doesNotContain("unforeseen", "Exception", "ERROR")
                .matches(text -> text.contains("why") && text.split("\\. ").length > 1, "says why, and what to do");
    }

    @Test
    void aFullDiskOfTheDatabaseIsNamed() {
        assertThat(Failures.explain(new SQLException(
                        "ERROR: could not extend file \"pg_tblspc/16402/PG_15_202209061/5/2619\": No space left on device",
                        "53100")))
                .contains("Make room in the folder of its tablespace 16402 (SELECT pg_tablespace_location(16402))");
        assertThat(Failures.explain(new SQLException(
                        "ERROR: could not extend file \"base/5/2619\": No space left on device", "53100")))
                .contains("Make room in its data folder (SHOW data_directory;", "var/postgres");
    }

    static boolean hasFullDevice() {
        return Files.isWritable(Path.of("/dev/full"));
    }

    @Test
    @EnabledIf("hasFullDevice")
    void aFullDiskOfAFileIsNamed() {
        var full = catchThrowable(() -> Files.write(Path.of("/dev/full"), new byte[10], StandardOpenOption.WRITE));
        assertThat(full).isInstanceOf(IOException.class);
        var ofAReport = new UncheckedIOException("/srv/reports/out/a.csv cannot be written", (IOException) full);

        assertThat(Failures.explain(ofAReport))
                .isEqualTo(
                        "/srv/reports/out/a.csv cannot be written (No space left on device). Make room on that disk, then"
                                + " repeat.");
        assertThat(Reason.of(ofAReport))
                .isEqualTo("/srv/reports/out/a.csv cannot be written (No space left on device)");
        assertThat(Failures.explain(full)).contains("A disk is full", "/var and ", "reports/out");
    }

    @Test
    void aFileThatIsMissingIsNamed(@TempDir Path home) {
        var missing = catchThrowable(() -> Files.readString(home.resolve("none.csv")));

        assertThat(Failures.explain(missing))
                .isEqualTo(home.resolve("none.csv")
                        + " cannot be used (it does not exist). See that the user that runs the ledger may use it, then"
                        + " repeat.");
    }
}
