package vssledger.retention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static vssledger.testing.Summaries.aSummary;

import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vssledger.platform.Product;
import vssledger.platform.UserException;
import vssledger.testing.TestLedger;

/** Facts go by the month once their time is over, and only after their deliveries. */
@Tag("runs")
class FactRetentionTest {

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path home;

    @Test
    void goOnceTheirTimeIsOverAndTheInboxHasNoneOfThem() {
        try (var ledger = TestLedger.open(home, "vss.fact.keep=1M", "vss.capture.keep=60d")) {
            ledger.ingest(
                    Product.IVR,
                    aSummary("1").body(),
                    aSummary("2")
                            .from("2026-04-01T08:00:00Z", "2026-04-01T08:00:30Z")
                            .body(),
                    aSummary("3")
                            .from("2026-04-01T08:00:00Z", "2026-04-01T08:00:30Z")
                            .body());
            ledger.at("2026-04-02T02:00:00Z");
            ledger.run("2026-03-02", "2026-04-01");

            ledger.at("2026-05-05T02:00:00Z");
            ledger.runNightly();
            assertThat(ledger.rows("SELECT session_id FROM fact.session ORDER BY 1"))
                    .as("the inbox still has its delivery")
                    .containsExactly("1", "2", "3");

            ledger.at("2026-06-10T02:00:00Z"); // 60 days after March 2026, in which all of it arrived
            ledger.runNightly();
            assertThat(ledger.rows("SELECT count(*) FROM capture.delivery")).containsExactly("0");
            assertThat(ledger.rows("SELECT session_id FROM fact.session ORDER BY 1"))
                    .isEmpty();
            assertThat(ledger.rows("SELECT month, sessions FROM fact.dropped_month ORDER BY 1"))
                    .containsExactly("2026-03-01 | 1", "2026-04-01 | 2");
            assertThat(ledger.rows("SELECT count(*) FROM parse.outcome")).containsExactly("0");
            assertThat(ledger.rows("SELECT to_regclass('fact.call_leg_2026_03')"))
                    .containsExactly("null");

            assertThatThrownBy(() -> ledger.run("2026-04-30", "2026-05-01"))
                    .isInstanceOf(UserException.class)
                    .hasMessageContaining("The facts of 2026-04 were dropped")
                    .hasMessageEndingWith("Begin with 2026-05-01.");
            assertThat(ledger.run("2026-05-01", "2026-05-01").controlTotal().deliveries())
                    .isZero();
        }
    }

    @Test
    void aSessionThatComesAfterItsMonthWentIsAFactWithoutAReport() {
        try (var ledger = TestLedger.open(home, "vss.fact.keep=6M")) {
            ledger.ingest(Product.IVR, aSummary("1").body());
            ledger.run("2026-03-02", "2026-03-02");
            ledger.at("2027-05-20T02:00:00Z");
            ledger.runNightly();

            ledger.ingest(Product.IVR, aSummary("2").body());
            var run = ledger.runNightly();

            assertThat(run.days().stream().map(Object::toString)).containsExactly("2027-05-19");
            assertThat(ledger.rows("SELECT session_id FROM fact.session")).containsExactly("2");
        }
    }

    @Test
    void areKeptForEverByDefault() {
        try (var ledger = TestLedger.open(home)) {
            ledger.ingest(Product.IVR, aSummary("1").body());
            ledger.run("2026-03-02", "2026-03-02");
            ledger.at("2046-05-20T02:00:00Z");
            ledger.runNightly();

            assertThat(ledger.rows("SELECT session_id FROM fact.session")).containsExactly("1");
        }
    }
}
