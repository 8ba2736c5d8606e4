package vssledger.run;

import static org.assertj.core.api.Assertions.assertThat;
import static vssledger.testing.BilledLegs.aLeg;
import static vssledger.testing.Summaries.aSummary;

import java.io.IOException;
import java.nio.file.Files;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import vssledger.expected.ExpectedImports;
import vssledger.expected.ExpectedSource;
import vssledger.platform.DateRange;
import vssledger.platform.Product;
import vssledger.platform.SubAccountProducts;
import vssledger.reconcile.breaks.BreakFilter;
import vssledger.reconcile.breaks.Breaks;
import vssledger.report.ReportScope;
import vssledger.report.Reports;
import vssledger.retention.NumberErasure;
import vssledger.testing.BilledLegs;
import vssledger.testing.LedgerTest;
import vssledger.testing.TestLedger;

/** An id that is a UUID is the same in whatever case it is written, in webhooks, bills, lists and questions; any other is not. */
@Tag("runs")
@LedgerTest
class IdsInAnyCaseTest {

    private static final String DAY = "2026-03-02";
    private static final String SESSION = "0000000a-aaaa-11f0-8bcd-0123456789ab";
    private static final String CALL = "0000000a-cccc-11f0-8def-0123456789ab";
    private static final String ACCOUNT = "0000000a-eeee-11f0-8def-0123456789ab";
    private static final String REQUEST = "0000000a-dddd-11f0-8def-0123456789ab";

    private final TestLedger ledger;

    IdsInAnyCaseTest(TestLedger ledger) {
        this.ledger = ledger;
    }

    private static String upper(String id) {
        return id.toUpperCase(Locale.ROOT);
    }

    private void take(ExpectedSource source, String text) throws IOException {
        var file = Files.writeString(Files.createTempFile(ledger.home(), "any", ".csv"), text);
        ledger.the(ExpectedImports.class).importFile(source, file);
    }

    @Test
    void ofBillsAreTheSame() throws IOException {
        ledger.ingest(
                Product.IVR,
                aSummary(SESSION).body().replace("call-" + SESSION, CALL),
                aSummary("S-1").body());
        take(ExpectedSource.LOG_EXPORT, BilledLegs.file(aLeg(upper(SESSION), upper(CALL)), aLeg("s-1", "call-S-1")));

        ledger.reconcile(DAY, DAY);

        assertThat(ledger.rows("SELECT session_id, outcome FROM recon.result ORDER BY 1, 2"))
                .as("an id that is no UUID is another in another case")
                .containsExactlyInAnyOrder(SESSION + " | MATCHED", "S-1 | UNEXPECTED", "s-1 | MISSING_VSS");
        assertThat(ledger.rows("SELECT session_id, call_id, session_id_spelling, call_id_spelling FROM expected.leg"
                        + " ORDER BY line"))
                .as("how the bill wrote it is kept")
                .containsExactly(
                        SESSION + " | " + CALL + " | " + upper(SESSION) + " | " + upper(CALL),
                        "s-1 | call-S-1 | null | null");
    }

    @Test
    void ofWebhooksAreOneSession() {
        ledger.ingest(
                Product.IVR,
                aSummary(SESSION).seconds(5).body(),
                aSummary(SESSION).body().replace(SESSION, upper(SESSION)));

        var run = ledger.reconcile(DAY, DAY);

        assertThat(run.controlTotals().get(0).balances()).isTrue();
        assertThat(ledger.rows("SELECT session_id FROM fact.session")).containsExactly(SESSION);
        assertThat(ledger.rows(
                        "SELECT count(*) FROM capture.delivery WHERE body::text LIKE '%" + upper(SESSION) + "%'"))
                .as("the body is as it came")
                .containsExactly("1");
        assertThat(ledger.the(NumberErasure.class)
                        .session(upper(SESSION), null, false)
                        .deliveries())
                .as("looked up in any case")
                .isEqualTo(2);
    }

    @Test
    void ofSubaccountsAreTheSameInFiltersAndSettings() throws IOException {
        ledger.ingest(Product.IVR, aSummary("s-1").subAccount(upper(ACCOUNT)).body());
        take(
                ExpectedSource.LOG_EXPORT,
                BilledLegs.file(
                        aLeg("s-1", "call-s-1").with("SubAccountId", ACCOUNT),
                        aLeg("s-2", "call-s-2").with("SubAccountId", upper(ACCOUNT))));
        ledger.reconcile(DAY, DAY);

        assertThat(ledger.rows("SELECT sub_account_id, session_id, outcome FROM recon.result ORDER BY 2"))
                .containsExactly(ACCOUNT + " | s-1 | MATCHED", ACCOUNT + " | s-2 | MISSING_VSS");
        var ofAccount = new BreakFilter(Set.of(), Set.of(), null, " " + upper(ACCOUNT), null, null, null, null);
        assertThat(ledger.the(Breaks.class).list(ofAccount, 10)).hasSize(1);
        var days = new DateRange(LocalDate.parse(DAY), LocalDate.parse(DAY));
        assertThat(ledger.the(Reports.class)
                        .rows("outcome-breakdown", new ReportScope(days, List.of(), List.of(upper(ACCOUNT)))))
                .singleElement()
                .satisfies(row -> assertThat(row.get("sessions")).hasToString("1"));
        assertThat(ledger.the(NumberErasure.class)
                        .session("s-1", upper(ACCOUNT), false)
                        .deliveries())
                .isEqualTo(1);
        var ofSetting = new SubAccountProducts(Map.of(upper(ACCOUNT), "ivr")).lookup();
        assertThat(ofSetting.apply(ACCOUNT)).contains(Product.IVR);
    }

    /** A version before took the two for two sessions, and its upgrade leaves them so: which of them counts is for the parser. */
    @Test
    void aSessionThatAnOlderLedgerHasInTwoSpellingsIsOneAgainOnceItIsDerivedAnew() throws IOException {
        var other = "0000000b-aaaa-11f0-8bcd-0123456789ab";
        ledger.ingest(Product.IVR, aSummary(SESSION).seconds(5).body());
        ledger.ingest(Product.IVR, aSummary(other).body());
        ledger.reconcile(DAY, DAY);
        for (var table : List.of("parse.outcome", "fact.ivr_session", "fact.call_leg", "recon.result")) {
            ledger.jdbc()
                    .sql("UPDATE " + table + " SET session_id = ? WHERE session_id = ?")
                    .params(upper(SESSION), other)
                    .update();
        }
        ledger.jdbc()
                .sql("UPDATE capture.delivery SET body = replace(body::text, ?, ?)::json")
                .params(other, upper(SESSION))
                .update();
        assertThat(ledger.rows("SELECT session_id FROM fact.session ORDER BY 1"))
                .containsExactlyInAnyOrder(SESSION, upper(SESSION));
        take(ExpectedSource.LOG_EXPORT, BilledLegs.file(aLeg(upper(SESSION), "call-" + upper(SESSION))));

        var run = ledger.the(NightlyRuns.class).run(ledger.request(DAY, DAY).reparsing());

        assertThat(run.controlTotals()).allMatch(totals -> totals.balances());
        assertThat(ledger.rows("SELECT session_id, total_call_seconds, delivery_count FROM fact.session"))
                .as("the later delivery is its fact")
                .containsExactly(SESSION + " | 23 | 2");
        assertThat(ledger.rows("SELECT DISTINCT session_id FROM fact.call_leg")).containsExactly(SESSION);
        assertThat(ledger.rows("SELECT session_id, outcome FROM parse.outcome ORDER BY delivery_id"))
                .containsExactly(SESSION + " | SUPERSEDED", SESSION + " | FACT");
        assertThat(ledger.rows("SELECT session_id FROM recon.result")).containsExactly(SESSION);
    }

    @Test
    void ofRequestsAreTheSame() throws IOException {
        ledger.ingest(
                Product.IVR, aSummary("s-1").clientRequestId(upper(REQUEST)).body());
        take(ExpectedSource.CALLFLOWS, """
                session_id,client_request_id,sub_account_id,product,sent_at,destination,status
                ,%s,acme,ivr,2026-03-02T08:00:00Z,+6580000001,CREATED
                """.formatted(REQUEST));

        ledger.reconcile(DAY, DAY);

        assertThat(ledger.rows("SELECT outcome, matched_by FROM recon.result"))
                .containsExactly("MATCHED | CLIENT_REQUEST_ID");
    }
}
