package vssledger.reconcile;

import static org.assertj.core.api.Assertions.assertThat;
import static vssledger.testing.BilledLegs.aLeg;
import static vssledger.testing.Summaries.aSummary;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import vssledger.expected.ExpectedImports;
import vssledger.expected.ExpectedSource;
import vssledger.platform.Product;
import vssledger.run.LedgerStatus;
import vssledger.run.RunReport;
import vssledger.testing.BilledLegs;
import vssledger.testing.LedgerTest;
import vssledger.testing.Summaries;
import vssledger.testing.TestLedger;

/** What happened against what was billed and what was sent. */
@Tag("runs")
@LedgerTest
class ReconciliationTest {

    private static final String BREAKS =
            "SELECT kind, call_id, expected_value, actual_value, amount_at_stake, currency, state"
                    + " FROM recon.break ORDER BY kind, call_id, currency";
    private static final String RESULTS =
            "SELECT source, session_id, business_day, outcome, matched_by FROM recon.result ORDER BY source, session_id";

    private final TestLedger ledger;

    private int files;

    ReconciliationTest(TestLedger ledger) {
        this.ledger = ledger;
    }

    /**
     * One session, what is billed for it, and what is found.
     *
     * @param breaks kind, call, expected, actual, amount at stake, currency, state
     */
    record Case(String why, List<Summaries> happened, List<BilledLegs> billed, String outcome, List<String> breaks) {

        @Override
        public String toString() {
            return why;
        }
    }

    private static Case billed(String why, BilledLegs leg, String outcome, String... breaks) {
        return new Case(why, List.of(aSummary("s")), List.of(leg), outcome, List.of(breaks));
    }

    private static BilledLegs rightLeg() {
        return aLeg("s", "call-s");
    }

    static List<Case> cases() {
        return List.of(
                billed("as it happened", rightLeg(), "MATCHED"),
                billed(
                        "a second more is tolerated",
                        rightLeg()
                                .with("DurationInSec", "24")
                                .with("BillableDurationInSec", "24")
                                .with("TotalPriceOfCall", "0.024"),
                        "MATCHED"),
                billed(
                        "two seconds more are not",
                        rightLeg()
                                .with("DurationInSec", "25")
                                .with("BillableDurationInSec", "25")
                                .with("TotalPriceOfCall", "0.025"),
                        "BROKEN",
                        "BILLABLE_SECONDS | call-s | 25 | 23 | 0.002 | SGD | OPEN",
                        "DURATION | call-s | 25 | 23 | null | null | OPEN"),
                billed(
                        "two seconds more within the same minute cost nothing",
                        rightLeg()
                                .with("DurationInSec", "25")
                                .with("BillingIncrement", "60+60")
                                .with("BillableDurationInSec", "60")
                                .with("TotalPriceOfCall", "0.06"),
                        "BROKEN",
                        "DURATION | call-s | 25 | 23 | null | null | OPEN"),
                billed(
                        "a minute too many",
                        rightLeg()
                                .with("BillingIncrement", "60+60")
                                .with("BillableDurationInSec", "120")
                                .with("TotalPriceOfCall", "0.12"),
                        "BROKEN",
                        "BILLABLE_SECONDS | call-s | 120 | 60 | 0.060 | SGD | OPEN"),
                billed(
                        "a minute too few",
                        rightLeg()
                                .with("BillingIncrement", "60+60")
                                .with("BillableDurationInSec", "0")
                                .with("TotalPriceOfCall", "0"),
                        "BROKEN",
                        "BILLABLE_SECONDS | call-s | 0 | 60 | -0.060 | SGD | OPEN"),
                billed(
                        "too dear",
                        rightLeg().with("TotalPriceOfCall", "0.05"),
                        "BROKEN",
                        "PRICE | call-s | 0.05 | 0.023 | 0.027 | SGD | OPEN"),
                billed(
                        "too cheap by a hundredth of a cent",
                        rightLeg().with("TotalPriceOfCall", "0.0229"),
                        "BROKEN",
                        "PRICE | call-s | 0.0229 | 0.0230 | -0.0001 | SGD | OPEN"),
                billed(
                        "more decimals than four are held to as many",
                        rightLeg().with("UnitPrice", "0.05").with("TotalPriceOfCall", "0.019167"),
                        "MATCHED"),
                billed(
                        "a unit never heard of: no price is made up, and nothing is matched that was not compared",
                        rightLeg().with("BillingUnit", "fortnight").with("TotalPriceOfCall", "9"),
                        "BROKEN",
                        "NOT_CHECKABLE | call-s | unit \"fortnight\" | 9 SGD billed | null | SGD | OPEN"),
                billed(
                        "another status",
                        rightLeg().with("SessionStatus", "NO ANSWER"),
                        "BROKEN",
                        "STATUS | null | NO_ANSWER | COMPLETED | null | null | OPEN"),
                billed(
                        "another product",
                        rightLeg().with("Product", "Voice Messaging"),
                        "BROKEN",
                        "PRODUCT | null | voice-messaging | ivr | null | null | OPEN"),
                billed(
                        "a product never heard of",
                        rightLeg().with("Product", "Carrier Pigeon"),
                        "BROKEN",
                        "NOT_CHECKABLE | null | product \"Carrier Pigeon\" | ivr | null | null | OPEN"),
                billed(
                        "a line to the cent in a file that shows three decimals",
                        rightLeg().with("UnitPrice", "0.0126").with("TotalPriceOfCall", "0.00"),
                        "BROKEN",
                        "PRICE | call-s | 0.00 | 0.005 | -0.005 | SGD | OPEN"),
                new Case(
                        "a call that never was",
                        List.of(aSummary("s")),
                        List.of(rightLeg(), aLeg("s", "ghost")),
                        "BROKEN",
                        List.of("LEG_MISSING | ghost | 23 s billed | null | 0.023 | SGD | OPEN")),
                new Case(
                        "a call that is not billed",
                        List.of(aSummary("s").andLeg("call-b", 7)),
                        List.of(rightLeg()),
                        "BROKEN",
                        List.of("LEG_UNEXPECTED | call-b | null | COMPLETED, 7 s | null | null | OPEN")),
                new Case(
                        "a call billed three times",
                        List.of(aSummary("s")),
                        List.of(rightLeg(), rightLeg(), rightLeg().with("TotalPriceOfCall", "0.03")),
                        "BROKEN",
                        List.of("DUPLICATE_BILLED | call-s | billed 3 times | one call | 0.053 | SGD | OPEN")),
                new Case(
                        "never received",
                        List.of(),
                        List.of(rightLeg(), aLeg("s", "b"), aLeg("s", "c").with("UnitPriceCurrency", "USD")),
                        "MISSING_VSS",
                        List.of(
                                "MISSING_VSS | null | COMPLETED | null | 0.046 | SGD | OPEN",
                                "MISSING_VSS | null | COMPLETED | null | 0.023 | USD | OPEN")),
                new Case(
                        "not billed, on a day and subaccount that are",
                        List.of(aSummary("s").status("BUSY").seconds(0)),
                        List.of(),
                        "UNEXPECTED",
                        List.of("UNEXPECTED | null | null | BUSY | null | null | OPEN")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void reconciliationFindsExactlyTheseBreaks(Case session) {
        happened(aSummary("other"));
        session.happened().forEach(this::happened);
        var legs = new java.util.ArrayList<>(session.billed());
        legs.add(aLeg("other", "call-other"));
        bill(legs.toArray(BilledLegs[]::new));

        run();

        assertThat(ledger.rows("SELECT outcome FROM recon.result WHERE session_id = 's'"))
                .containsExactly(session.outcome());
        assertThat(ledger.rows("SELECT outcome FROM recon.result WHERE session_id = 'other'"))
                .containsExactly("MATCHED");
        assertThat(ledger.rows(BREAKS)).isEqualTo(session.breaks());
    }

    @Test
    void whatASourceDoesNotSpeakOfIsNotUnexpected() {
        happened(aSummary("billed"));
        happened(aSummary("other subaccount").subAccount("elsewhere"));
        happened(aSummary("other day").from("2026-03-03T08:00:00Z", "2026-03-03T08:00:30Z"));
        bill(aLeg("billed", "call-billed"));

        run();

        assertThat(ledger.rows(RESULTS)).containsExactly("8x8-log-export | billed | 2026-03-02 | MATCHED | SESSION_ID");
    }

    @Test
    void aSessionWithoutACallIsNothingToBill() {
        happened(aSummary("billed"));
        ledger.ingest(Product.IVR, """
                {"payload":{"sessionId":"no call","subAccountId":"acme","sessionStatus":"ERROR",\
                "startTime":"2026-03-02T08:00:00Z"},"namespace":"VOICE","eventType":"SESSION_SUMMARY"}""");
        bill(aLeg("billed", "call-billed"));

        run();

        assertThat(ledger.rows(RESULTS)).containsExactly("8x8-log-export | billed | 2026-03-02 | MATCHED | SESSION_ID");
        assertThat(ledger.rows("SELECT facts, unexpected FROM recon.control_total"))
                .containsExactly("1 | 0");
    }

    @Test
    void aListOfSentCallflowsSpeaksOfItsProductAndOfNoInboundCall() {
        happened(aSummary("sent"));
        happened(aSummary("not sent"));
        happened(aSummary("inbound").direction("INBOUND"));
        ledger.ingest(Product.VOICE_MESSAGING, aSummary("other product").body());
        send("""
                session_id,sub_account_id,product,sent_at,status
                sent,acme,ivr,2026-03-02T07:59:58Z,CREATED
                lost,acme,ivr,2026-03-02T07:59:58Z,CREATED
                """);

        run();

        assertThat(ledger.rows(RESULTS))
                .containsExactly(
                        "callflows | lost | 2026-03-02 | MISSING_VSS | null",
                        "callflows | not sent | 2026-03-02 | UNEXPECTED | null",
                        "callflows | sent | 2026-03-02 | MATCHED | SESSION_ID");
        assertThat(ledger.rows("SELECT session_id, kind, amount_at_stake FROM recon.break ORDER BY 1"))
                .containsExactly("lost | MISSING_VSS | null", "not sent | UNEXPECTED | null");
    }

    @Test
    void aCallflowWithoutASessionIdIsFoundByTheClientsOwnId() {
        happened(aSummary("first").clientRequestId("req-1"));
        happened(aSummary("second").clientRequestId("req-1").from("2026-03-02T09:00:00Z", "2026-03-02T09:00:30Z"));
        send("""
                client_request_id,sub_account_id,product,sent_at,status
                req-1,acme,ivr,2026-03-02T07:59:58Z,SENT
                req-2,acme,ivr,2026-03-02T07:59:58Z,SENT
                """);

        run();

        assertThat(ledger.rows("SELECT session_id, client_request_id, outcome, matched_by FROM recon.result"
                        + " ORDER BY session_id, client_request_id"))
                .containsExactly(
                        "first | req-1 | MATCHED | CLIENT_REQUEST_ID",
                        "second | null | UNEXPECTED | null",
                        "null | req-2 | MISSING_VSS | null");
    }

    @Test
    void aListThatStatesAnOutcomeIsHeldToIt() {
        happened(aSummary("s").status("BUSY").seconds(0));
        send("""
                session_id,sub_account_id,product,sent_at,status
                s,acme,ivr,2026-03-02T07:59:58Z,COMPLETED
                """);

        run();

        assertThat(ledger.rows(BREAKS)).containsExactly("STATUS | null | COMPLETED | BUSY | null | null | OPEN");
    }

    @Test
    void aSessionAcrossMidnightIsNeitherMissingNorUnexpected() {
        happened(aSummary("s").from("2026-03-02T23:59:59Z", "2026-03-03T00:00:30Z"));
        bill(aLeg("s", "call-s").with("InitiatedAt", "2026-03-03 00:00:01"));
        ledger.run("2026-03-03", "2026-03-03");

        assertThat(ledger.rows(RESULTS)).containsExactly("8x8-log-export | s | 2026-03-02 | MATCHED | SESSION_ID");
        assertThat(ledger.rows(
                        "SELECT business_day, expected, facts, matched FROM recon.control_total WHERE expected > 0"))
                .containsExactly("2026-03-02 | 1 | 1 | 1");
        assertThat(ledger.the(LedgerStatus.class).now(9).days())
                .as("the other day was carried along, and waits for reports of its own")
                .extracting(day -> day.day() + " " + day.state())
                .containsExactly("2026-03-02 RECONCILED", "2026-03-03 REPORTED");
    }

    @Test
    void anotherRunChangesNoByte() {
        happened(aSummary("s"));
        bill(aLeg("s", "call-s").with("TotalPriceOfCall", "9"), aLeg("lost", "x"));
        run();
        var results = ledger.rows("SELECT r::text FROM recon.result r ORDER BY 1");
        var breaks = ledger.rows("SELECT b::text FROM recon.break b ORDER BY id");

        ledger.at("2026-03-12T06:00:00Z");
        run();

        assertThat(ledger.rows("SELECT r::text FROM recon.result r ORDER BY 1")).isEqualTo(results);
        assertThat(ledger.rows("SELECT b::text FROM recon.break b ORDER BY id")).isEqualTo(breaks);
    }

    @Test
    void aLateWebhookResolvesWhatWasMissing() {
        ledger.at("2026-03-04T01:00:00Z");
        bill(aLeg("s", "call-s"));
        ledger.at("2026-03-04T02:30:00Z");
        ledger.runNightly();
        assertThat(ledger.rows(BREAKS)).containsExactly("MISSING_VSS | null | COMPLETED | null | 0.023 | SGD | OPEN");

        happened(aSummary("s"));
        ledger.at("2026-03-05T02:30:00Z");
        ledger.runNightly();

        assertThat(ledger.rows(BREAKS))
                .containsExactly("MISSING_VSS | null | COMPLETED | null | 0.023 | SGD | RESOLVED");
        assertThat(ledger.rows(RESULTS)).containsExactly("8x8-log-export | s | 2026-03-02 | MATCHED | SESSION_ID");
        assertThat(ledger.rows("SELECT first_seen AT TIME ZONE 'UTC' FROM recon.break"))
                .as("seen with the arrival of the bill, not of the run")
                .containsExactly("2026-03-04 01:00:00");
    }

    @Test
    void aCorrectedBillResolvesItsBreakAndAWrongOneOpensItAgain() {
        happened(aSummary("s"));
        bill(aLeg("s", "call-s").with("TotalPriceOfCall", "9"));
        run();
        var id = ledger.rows("SELECT id FROM recon.break");
        ledger.jdbc().sql("UPDATE recon.break SET state = 'DISPUTED'").update();
        run();
        assertThat(ledger.rows("SELECT state FROM recon.break"))
                .as("what was decided stays")
                .containsExactly("DISPUTED");

        bill(aLeg("s", "call-s"));
        run();
        assertThat(ledger.rows(BREAKS)).containsExactly("PRICE | call-s | 9 | 0.02 | 8.98 | SGD | RESOLVED");
        assertThat(ledger.rows(RESULTS)).containsExactly("8x8-log-export | s | 2026-03-02 | MATCHED | SESSION_ID");

        bill(aLeg("s", "call-s").with("TotalPriceOfCall", "8"));
        run();
        assertThat(ledger.rows(BREAKS)).containsExactly("PRICE | call-s | 8 | 0.02 | 7.98 | SGD | OPEN");
        assertThat(ledger.rows("SELECT id FROM recon.break")).isEqualTo(id);
    }

    @Test
    void theTotalsBalanceAndAreCountedApartFromTheResults() {
        happened(aSummary("matched"));
        happened(aSummary("broken"));
        happened(aSummary("unexpected"));
        bill(
                aLeg("matched", "call-matched"),
                aLeg("broken", "call-broken").with("TotalPriceOfCall", "1"),
                aLeg("missing", "x"));

        var report = run();

        assertThat(
                        ledger.rows(
                                "SELECT source, expected, facts, matched, broken, missing, unexpected FROM recon.control_total"))
                .containsExactly("8x8-log-export | 3 | 3 | 1 | 1 | 1 | 1");
        assertThat(report.openBreaks())
                .extracting(RunReport.BreakCount::kind)
                .containsExactly("MISSING_VSS", "PRICE", "UNEXPECTED");
    }

    private void happened(Summaries summary) {
        ledger.ingest(Product.IVR, summary.body());
    }

    private void bill(BilledLegs... legs) {
        take(ExpectedSource.LOG_EXPORT, BilledLegs.file(legs) + "\n".repeat(files));
    }

    private void send(String list) {
        take(ExpectedSource.CALLFLOWS, list);
    }

    private void take(ExpectedSource source, String text) {
        try {
            var file = Files.writeString(ledger.home().resolve(++files + ".csv"), text);
            ledger.the(ExpectedImports.class).importFile(source, file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private RunReport run() {
        return ledger.reconcile("2026-03-01", "2026-03-04");
    }
}
