package vssledger.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static vssledger.testing.Summaries.aSummary;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import vssledger.parse.Quarantine;
import vssledger.platform.Product;
import vssledger.platform.UserException;
import vssledger.run.day.ControlTotal;
import vssledger.testing.LedgerTest;
import vssledger.testing.TestLedger;

/** What a later parser understands leaves quarantine by a replay, and becomes the fact that it always was. */
@Tag("runs")
@LedgerTest
class QuarantineReplayTest {

    private static final LocalDate ARRIVAL = LocalDate.parse("2026-03-10");
    private static final LocalDate DAY = LocalDate.parse("2026-03-02");

    private final TestLedger ledger;

    QuarantineReplayTest(TestLedger ledger) {
        this.ledger = ledger;
    }

    /** Delivery 1 is a session, 2 and 3 have none; an older parser is played by a body that is mended behind its back. */
    @BeforeEach
    void twoInQuarantine() {
        ledger.ingest(Product.IVR, aSummary("1").body(), "{\"payload\":{}}", "{\"payload\":{\"sessionId\":\"3\"}}");
        ledger.run("2026-03-02", "2026-03-10");
    }

    private QuarantineReplays.Result replay(Long... ids) {
        return ledger.the(QuarantineReplays.class).replay(List.of(ids));
    }

    private void mend(long id, String session) {
        ledger.jdbc()
                .sql("UPDATE capture.delivery SET body = :body::json WHERE id = :id")
                .param("body", aSummary(session).body())
                .param("id", id)
                .update();
    }

    @Test
    void resolvesThoseThatAreUnderstoodNow() {
        mend(3, "3");

        var result = replay();

        assertThat(result.replayed()).isEqualTo(2);
        assertThat(result.resolved()).isEqualTo(1);
        assertThat(result.days()).containsExactly(DAY, ARRIVAL);
        assertThat(ledger.rows("SELECT session_id FROM fact.session ORDER BY 1"))
                .containsExactly("1", "3");
        assertThat(ledger.the(Quarantine.class).list(null, true, 10))
                .extracting(entry -> entry.deliveryId() + " " + (entry.resolvedAt() == null))
                .containsExactly("3 false", "2 true");
        assertThat(ledger.run("2026-03-02", "2026-03-10").controlTotals())
                .as("its day is that of its session now; the days of the range without any deliveries left out")
                .filteredOn(total -> total.deliveries() > 0)
                .containsExactly(new ControlTotal(DAY, 2, 2, 0, 0, 0, 0), new ControlTotal(ARRIVAL, 1, 0, 0, 0, 1, 0));
    }

    @Test
    void oneThatBelongsToAKnownSessionIsDecidedOnWithItsOthers() {
        mend(2, "1");

        replay();

        assertThat(ledger.rows("SELECT delivery_count FROM fact.session")).containsExactly("2");
        assertThat(ledger.rows("SELECT outcome FROM parse.outcome WHERE delivery_id = 2"))
                .containsExactly("DUPLICATE");
    }

    @Test
    void triesOnlyThoseThatAreNamed() {
        mend(2, "2");
        mend(3, "3");

        assertThat(replay(2L)).satisfies(result -> {
            assertThat(result.replayed()).isEqualTo(1);
            assertThat(result.resolved()).isEqualTo(1);
        });
        assertThat(ledger.rows("SELECT session_id FROM fact.session ORDER BY 1"))
                .containsExactly("1", "2");
    }

    @Test
    void whatIsStillNotUnderstoodStaysAsItWas() {
        var before = ledger.rows("SELECT * FROM parse.quarantine ORDER BY 1");

        assertThat(replay().resolved()).isZero();

        assertThat(ledger.rows("SELECT * FROM parse.quarantine ORDER BY 1")).isEqualTo(before);
    }

    @Test
    void saysWhichAreNotInQuarantine() {
        assertThatThrownBy(() -> replay(1L, 2L, 77L))
                .isInstanceOf(UserException.class)
                .hasMessage("Not in quarantine: 1, 77. See: vss quarantine list");
    }

    @Test
    @Timeout(60)
    void namedDeliveriesAreTriedOnceEvenIfTheyFillAChunk(@TempDir Path home) {
        try (var ofSmallChunks = TestLedger.open(home, "vss.parse.chunk-size=2")) {
            ofSmallChunks.ingest(Product.IVR, "{\"payload\":{}}", "{\"payload\":{\"sessionId\":\"3\"}}");
            ofSmallChunks.run("2026-03-02", "2026-03-10");

            assertThat(ofSmallChunks
                            .the(QuarantineReplays.class)
                            .replay(List.of(1L, 2L))
                            .replayed())
                    .isEqualTo(2);
        }
    }
}
