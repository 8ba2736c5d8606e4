package vssledger.parse;

import static org.assertj.core.api.Assertions.assertThat;
import static vssledger.testing.Summaries.aSummary;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import vssledger.testing.LedgerTest;
import vssledger.testing.TestLedger;

/** For how long the oldest delivery has waited, which is looked at every 15 seconds. */
@Tag("runs")
@LedgerTest
class ParseLagTest {

    private static final String DAY = "2026-03-02";

    private final TestLedger ledger;

    @SuppressWarnings("NullAway.Init")
    private ParseLag lag;

    ParseLagTest(TestLedger ledger) {
        this.ledger = ledger;
    }

    @BeforeEach
    void open() {
        lag = new ParseLag(ledger.db().dataSource(), ledger.the(Clock.class));
    }

    @Test
    void isTheAgeOfTheOldestDeliveryWithoutAnOutcome() {
        assertThat(lag.seconds()).as("an empty inbox").isZero();

        ledger.at("2026-03-10T07:00:00Z");
        ledger.ingest(null, aSummary("1").body());
        ledger.at("2026-03-10T07:30:00Z");
        ledger.ingest(null, aSummary("2").body());
        assertThat(lag.seconds()).isEqualTo(1800);

        ledger.at("2026-03-10T07:31:00Z");
        ledger.run(DAY, DAY);
        assertThat(lag.seconds()).as("all parsed").isZero();

        ledger.ingest(null, aSummary("3").body());
        ledger.at("2026-03-10T07:31:14Z");
        assertThat(lag.seconds()).as("looked at 14 seconds ago").isZero();
        ledger.at("2026-03-10T07:31:15Z");
        assertThat(lag.seconds()).isEqualTo(15);
    }

    @Test
    void seesADeliveryWhoseTransactionCommitsLate() throws SQLException {
        try (var slow = ledger.db().dataSource().getConnection()) {
            slow.setAutoCommit(false);
            insert(slow, "2026-03-10T05:00:00Z");
            ledger.ingest(null, aSummary("fast").body());
            ledger.run(DAY, DAY);
            assertThat(lag.seconds()).isZero();

            slow.commit();
        }
        ledger.at("2026-03-10T06:01:00Z");
        assertThat(lag.seconds()).isEqualTo(3660);
    }

    @Test
    void looksFromTheBeginningInALedgerThatWasRestoredElsewhere() {
        ledger.ingest(null, aSummary("1").body());
        ledger.jdbc().sql("UPDATE parse.watermark SET xid = '999999999999'").update();

        ledger.at("2026-03-10T06:01:00Z");
        assertThat(lag.seconds()).isEqualTo(60);
    }

    @Test
    void isNotANumberWhileTheDatabaseDoesNotAnswer() {
        var nowhere = new DriverManagerDataSource("jdbc:postgresql://127.0.0.1:1/x");

        assertThat(new ParseLag(nowhere, ledger.the(Clock.class)).seconds()).isNaN();
    }

    private static void insert(Connection connection, String receivedAt) throws SQLException {
        try (var insert = connection.prepareStatement(
                "INSERT INTO capture.delivery (received_at, source, body) VALUES (?::timestamptz, 'file', '{}')")) {
            insert.setString(1, receivedAt);
            insert.executeUpdate();
        }
    }
}
