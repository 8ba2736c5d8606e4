package vssledger.platform.db;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The embedded PostgreSQL, which all commands on one machine share. */
@Tag("program")
class LocalPostgresTest {

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @Test
    void whoStartedItLeavesItToOthersUntilTheyHaveEnded() throws Exception {
        var postgres = LocalPostgres.open(folder);
        var url = postgres.url("ledger");
        CompletableFuture<Void> closing;
        try (var other = DriverManager.getConnection(url)) {
            closing = CompletableFuture.runAsync(() -> close(postgres));
            await().during(Duration.ofMillis(500)).until(() -> !closing.isDone());
            assertThat(other.isValid(1)).isTrue();
        }
        closing.join();

        assertThatThrownBy(() -> DriverManager.getConnection(url)).isInstanceOf(SQLException.class);
    }

    @Test
    void itsProgramsAreRunFromAFolderOfItsUserAloneEachTime() throws Exception {
        for (var start = 0; start < 2; start++) {
            try (var postgres = LocalPostgres.open(folder)) {
                var program = Path.of(programOf(postgres));

                assertThat(program).startsWith(PostgresBinaries.folder(folder));
            }
        }
    }

    private static String programOf(LocalPostgres postgres) throws SQLException {
        try (var connection = DriverManager.getConnection(postgres.url("ledger"));
                var row = connection
                        .createStatement()
                        .executeQuery("SELECT setting FROM pg_config WHERE name = 'BINDIR'")) {
            assertThat(row.next()).isTrue();
            return row.getString(1);
        }
    }

    private static void close(LocalPostgres postgres) {
        try {
            postgres.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
