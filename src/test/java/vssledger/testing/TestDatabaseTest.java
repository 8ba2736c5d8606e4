package vssledger.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class TestDatabaseTest {

    @Test
    void aFreshLedgerHasASchemaForEachModuleAndNoRows() {
        try (var db = TestDatabase.fresh()) {
            assertThat(db.jdbc()
                            .sql("SELECT table_schema FROM information_schema.tables WHERE table_name IN"
                                    + " ('delivery', 'batch_job_execution', 'outcome', 'call_leg', 'leg', 'break',"
                                    + " 'edition', 'day', 'dispatch', 'alert', 'worker', 'audit') ORDER BY 1")
                            .query(String.class)
                            .list())
                    .containsExactly(
                            "alert",
                            "batch",
                            "capture",
                            "console",
                            "expected",
                            "fact",
                            "parse",
                            "recon",
                            "report",
                            "run",
                            "subscription",
                            "worker");
        }
    }

    @Test
    void takesANamedServerApart() {
        var server = TestDatabase.Server.named(
                "jdbc:postgresql://db:5432/any?ssl=true", Map.of("VSS_TEST_DATABASE_USERNAME", "me"));

        assertThat(server.url("x")).isEqualTo("jdbc:postgresql://db:5432/x?ssl=true");
        assertThat(server.user()).isEqualTo("me");
    }
}
