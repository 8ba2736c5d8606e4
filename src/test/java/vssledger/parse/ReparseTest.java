package vssledger.parse;

import static org.assertj.core.api.Assertions.assertThat;
import static vssledger.testing.Summaries.aSummary;

import java.time.LocalDate;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import vssledger.parse.read.DeliveryParser;
import vssledger.platform.Product;
import vssledger.run.RederivedDay;
import vssledger.run.RunReport;
import vssledger.run.day.ControlTotal;
import vssledger.testing.LedgerTest;
import vssledger.testing.TestLedger;

/** Facts derived by an older parser, as they stand in the database, are brought to what today's makes of the same bodies. */
@Tag("runs")
@LedgerTest
class ReparseTest {

    private static final String DAY = "2026-03-02";

    private final TestLedger ledger;

    ReparseTest(TestLedger ledger) {
        this.ledger = ledger;
    }

    @BeforeEach
    void threeSessionsADuplicateAndTwoWithout() {
        ledger.ingest(
                Product.IVR,
                aSummary("1").body(),
                aSummary("2").body(),
                aSummary("2").seconds(99).body(),
                aSummary("2").body(),
                aSummary("3").body());
        ledger.ingest(null, "{\"namespace\":\"VOICE\",\"eventType\":\"CALL_STATUS\"}", "{\"payload\":{}}");
        ledger.run(DAY, DAY);
        ledger.run("2026-03-10", "2026-03-10"); // of the two without a session
    }

    private RunReport reparse(String day) {
        return ledger.the(vssledger.run.NightlyRuns.class)
                .run(ledger.request(day, day).reparsing());
    }

    @Test
    void changesNothingWhereTheParserIsTheSame() {
        var before = everything();

        var run = reparse(DAY);

        assertThat(run.rederived())
                .extracting(RederivedDay::lookedAt, RederivedDay::changed, RederivedDay::kept)
                .containsExactly(org.assertj.core.groups.Tuple.tuple(3L, 0L, 0L));
        assertThat(everything()).isEqualTo(before);
        assertThat(run.editions()).noneMatch(edition -> edition.isNew());
    }

    @Test
    void bringsFactsLegsAndNotesToWhatTheBodiesSayAndTellsWhatWasOtherwise() {
        var before = everything();
        ledger.jdbc()
                .sql("UPDATE fact.ivr_session SET talk_seconds = 1 WHERE session_id = '1'")
                .update();
        ledger.jdbc()
                .sql("UPDATE fact.call_leg SET source = NULL WHERE session_id IN ('1', '3')")
                .update();
        ledger.jdbc()
                .sql(
                        "INSERT INTO fact.session_note (sub_account_id, session_id, business_day, delivery_id, code, field,"
                                + " value) SELECT sub_account_id, session_id, business_day, delivery_id, 'NUMBER_INVALID', 'callA.source', 'x' FROM fact.ivr_session WHERE session_id = '3'")
                .update();
        ledger.jdbc().sql("UPDATE fact.ivr_session SET parser_version = 1").update();

        var run = reparse(DAY);

        assertThat(everything()).isEqualTo(before);
        assertThat(run.rederived()).singleElement().satisfies(day -> {
            assertThat(day.changed()).isEqualTo(2);
            assertThat(day.changes())
                    .extracting(change -> change.what() + " " + change.times())
                    .containsExactly("call_leg.source 2", "session.talk_seconds 1", "session_note.NUMBER_INVALID 1");
        });
        assertThat(ledger.rows("SELECT DISTINCT parser_version FROM fact.session"))
                .containsExactly(Integer.toString(DeliveryParser.VERSION));
    }

    @Test
    void aChangedDayIsANewEditionOfItsReports() {
        ledger.jdbc()
                .sql("UPDATE fact.ivr_session SET session_status = 'BUSY' WHERE session_id = '1'")
                .update();
        ledger.jdbc()
                .sql("INSERT INTO parse.touched_day VALUES ('" + DAY + "', 0)")
                .update();
        assertThat(ledger.run(DAY, DAY).editions()).singleElement().matches(edition -> edition.isNew());

        var run = reparse(DAY);

        assertThat(run.editions()).singleElement().satisfies(edition -> {
            assertThat(edition.isNew()).isTrue();
            assertThat(edition.number()).isEqualTo(3);
        });
    }

    @Test
    void decidesAnewWhichDeliveryIsTheFact() {
        var before = everything();
        // as if the parser of that time had told versions apart by something else
        ledger.jdbc()
                .sql(
                        "UPDATE parse.outcome SET content_digest = '\\x00', content_rank = '\\x00' WHERE session_id IS NOT NULL")
                .update();
        ledger.jdbc()
                .sql("UPDATE parse.outcome SET outcome = 'SUPERSEDED' WHERE outcome = 'DUPLICATE'")
                .update();

        var run = reparse(DAY);

        assertThat(everything()).isEqualTo(before);
        assertThat(run.rederived().get(0).changes())
                .extracting(RederivedDay.Change::what)
                .containsExactly("superseded → duplicate");
        assertThat(run.controlTotals()).containsExactly(new ControlTotal(LocalDate.parse(DAY), 5, 3, 1, 1, 0, 0));
    }

    @Test
    void whatWasNotUnderstoodIsTriedAgain() {
        var before = everything();
        // as if the parser of that time had not understood session 3
        ledger.jdbc().sql("DELETE FROM fact.ivr_session WHERE session_id = '3'").update();
        ledger.jdbc().sql("DELETE FROM fact.call_leg WHERE session_id = '3'").update();
        ledger.jdbc()
                .sql("INSERT INTO parse.quarantine SELECT delivery_id, 'NOT_READABLE', 'old', now()"
                        + " FROM parse.outcome WHERE session_id = '3'")
                .update();
        ledger.jdbc()
                .sql("UPDATE parse.outcome SET outcome = 'QUARANTINED', sub_account_id = NULL, session_id = NULL"
                        + " WHERE session_id = '3'")
                .update();

        var run = reparse(DAY);

        assertThat(everything()).isEqualTo(before);
        assertThat(run.rederived().get(0).changes())
                .extracting(RederivedDay.Change::what)
                .containsExactly("quarantined → session");
        assertThat(ledger.rows("SELECT count(*) FROM parse.quarantine WHERE resolved_at IS NOT NULL"))
                .containsExactly("1");
    }

    @Test
    void aFactThatIsNoneAnyMoreGoesToQuarantine() {
        var quarantined =
                ledger.rows("SELECT delivery_id FROM parse.quarantine").get(0);
        ledger.jdbc()
                .sql(
                        "UPDATE capture.delivery SET body = '{\"payload\":{}}' WHERE body ->> 'payload' LIKE '%\"sessionId\":\"3\"%'")
                .update();

        var run = reparse(DAY);

        assertThat(run.rederived().get(0).changes())
                .extracting(RederivedDay.Change::what)
                .contains("fact → quarantined");
        assertThat(ledger.rows("SELECT session_id FROM fact.session ORDER BY 1"))
                .containsExactly("1", "2");
        assertThat(ledger.rows("SELECT count(*) FROM fact.call_leg WHERE session_id = '3'"))
                .containsExactly("0");
        assertThat(ledger.rows("SELECT count(*) FROM parse.quarantine WHERE delivery_id <> " + quarantined))
                .containsExactly("1");
    }

    @Test
    void keepsSessionsWhoseDeliveriesAreGone() {
        ledger.jdbc().sql("UPDATE fact.ivr_session SET talk_seconds = 1").update();
        ledger.jdbc()
                .sql(
                        "DELETE FROM capture.delivery WHERE id = (SELECT max(delivery_id) FROM parse.outcome WHERE session_id = '2')")
                .update();

        assertThatKept();
    }

    private void assertThatKept() {
        org.assertj.core.api.Assertions.assertThatThrownBy(() -> reparse(DAY))
                .as("the books prove that a delivery is gone which was not dropped by its month")
                .hasMessageContaining("balance");
        assertThat(ledger.rows("SELECT sum(looked_at), sum(changed), sum(kept) FROM parse.rederived_day"))
                .containsExactly("3 | 2 | 1");
        assertThat(ledger.rows("SELECT session_id FROM fact.session WHERE talk_seconds = 1"))
                .containsExactly("2");
    }

    /** All that is derived, but by which run. */
    private String everything() {
        return String.join(
                "\n",
                ledger.rows("SELECT f.* FROM fact.ivr_session f ORDER BY session_id")
                        .toString(),
                ledger.rows("SELECT l.* FROM fact.call_leg l ORDER BY session_id, leg")
                        .toString(),
                ledger.rows("SELECT n.* FROM fact.session_note n ORDER BY 1, 2, 4, 5")
                        .toString(),
                ledger.rows(
                                "SELECT delivery_id, outcome, business_day, product, sub_account_id, session_id, content_digest,"
                                        + " content_rank, arrived_at, event_type FROM parse.outcome ORDER BY 1")
                        .toString(),
                ledger.rows("SELECT delivery_id, reason FROM parse.quarantine WHERE resolved_at IS NULL ORDER BY 1")
                        .toString());
    }
}
