package vssledger.run;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.YearMonth;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import vssledger.expected.ExpectedImports;
import vssledger.expected.ExpectedSource;
import vssledger.platform.WaitedTooLongException;
import vssledger.platform.actor.Actor;
import vssledger.reconcile.period.Periods;
import vssledger.testing.BilledLegs;
import vssledger.testing.LedgerTest;
import vssledger.testing.TestLedger;

/** Whoever waits for a lock of the database that another connection holds gives up in time, and says what it waited for. */
@LedgerTest(
        value = {"vss.lock-timeout=300ms"},
        reuse = LedgerTest.Reuse.NONE)
class LockWaitsTest {

    private final TestLedger ledger;

    LockWaitsTest(TestLedger ledger) {
        this.ledger = ledger;
    }

    @Test
    void anImportWaitsForTheImportThatIsAtWork() throws Exception {
        var bill =
                Files.writeString(ledger.home().resolve("bill.csv"), BilledLegs.file(BilledLegs.aLeg("s-1", "call-1")));

        assertGivesUp(
                "LOCK TABLE expected.import IN SHARE ROW EXCLUSIVE MODE",
                () -> ledger.the(ExpectedImports.class).importFile(ExpectedSource.LOG_EXPORT, bill),
                "the end of the import that is at work");
    }

    @Test
    void aMonthWaitsForOthersWhoCloseOne() throws SQLException {
        assertGivesUp(
                "LOCK TABLE recon.closing IN SHARE ROW EXCLUSIVE MODE",
                () -> ledger.the(Periods.class).close(YearMonth.of(2026, 2), Actor.loggedIn("finance"), null),
                "others who close, reopen or adjust a month");
    }

    private void assertGivesUp(String lock, ThrowingCallable work, String awaited) throws SQLException {
        try (Connection other = ledger.db().dataSource().getConnection();
                var statement = other.createStatement()) {
            other.setAutoCommit(false);
            statement.execute(lock);

            assertThatThrownBy(work)
                    .isInstanceOf(WaitedTooLongException.class)
                    .hasMessage("Waited in vain for " + awaited + ", as long as vss.lock-timeout allows."
                            + " See who is at work with vss status, and try it again afterwards.");
            other.rollback();
        }
    }
}
