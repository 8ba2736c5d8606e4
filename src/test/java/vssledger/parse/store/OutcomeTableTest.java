package vssledger.parse.store;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import vssledger.fact.SessionKey;
import vssledger.platform.WaitedTooLongException;
import vssledger.testing.TestLedger;

/** Sessions are locked before their deliveries are decided on. */
class OutcomeTableTest {

    @TempDir
    Path home;

    @Test
    void aFactThatNeverCanBeLockedIsNotWaitedForForEver() {
        try (var ledger = TestLedger.open(home, "vss.parse.patience=1s")) {
            var neverAFact = List.of(new SessionKey("acme", "a089b40d-f059-11f0-8937-99c7872ee3c4"));
            var transaction = new TransactionTemplate(ledger.the(PlatformTransactionManager.class));

            assertThatThrownBy(() -> transaction.executeWithoutResult(
                            status -> ledger.the(OutcomeTable.class).locked(neverAFact)))
                    .isInstanceOf(WaitedTooLongException.class)
                    .hasMessage("Waited 1 s in vain for the facts of 1 sessions, on which another transaction decides."
                            + " Run the same days again: it goes on from there.");
        }
    }
}
