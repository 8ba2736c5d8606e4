package vssledger.reconcile.breaks;

import static org.assertj.core.api.Assertions.assertThat;
import static vssledger.testing.ExpectedRows.billed;
import static vssledger.testing.ExpectedRows.sent;
import static vssledger.testing.FactRows.aSession;

import java.time.LocalDate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import vssledger.platform.DateRange;
import vssledger.platform.check.Finding;
import vssledger.reconcile.ReconcileFixture;

/** What is matched was compared, all of it. */
@Tag("slow")
class NotCheckableBreaksTest {

    private static final String DAY = "2026-11-20";

    private final ReconcileFixture recon = new ReconcileFixture();

    @AfterEach
    void close() {
        recon.close();
    }

    /** A call of 60 seconds, rightly billed at 6 cents but for what is not known of it. */
    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        "unit_seconds=, no unit | 0.06 SGD billed",
        "first_increment=, no increment | 0.06 SGD billed",
        "next_increment=, no increment | 0.06 SGD billed",
        "billable_seconds=, no billable seconds | 0.06 SGD billed",
        "unit_price=, no unit price | 0.06 SGD billed",
        "total_price=, no total price | no price billed",
        "currency=, no currency | 0.06 billed",
    })
    void aTermThatIsNotKnownIsABreakOfUnknownAmount(String unknown, String said) {
        recon.happened(aSession("s").call("c", 60));
        recon.expected(billed("s").call("c", 60, unknown));
        recon.reconcile(DAY);

        assertThat(recon.rows("SELECT kind, expected_value, actual_value, amount_at_stake FROM recon.break"))
                .containsExactly("NOT_CHECKABLE | " + said + " | null");
        assertThat(recon.rows("SELECT outcome FROM recon.result")).containsExactly("BROKEN");
        assertThat(recon.imbalances()).isEmpty();
    }

    @Test
    void aUnitIsNamedAsItIsSpelled() {
        recon.happened(aSession("s").call("c", 60));
        recon.expected(billed("s").call("c", 60, "unit_seconds="));
        recon.jdbc.sql("UPDATE expected.leg SET billing_unit = 'block'").update();
        recon.reconcile(DAY);

        assertThat(recon.breaks()).containsExactly("NOT_CHECKABLE | c | unit \"block\" | 0.06 SGD billed | null | SGD");
    }

    @Test
    void secondsThatTheSummaryDoesNotHave() {
        recon.happened(aSession("s").call("c", null));
        recon.jdbc.sql("UPDATE fact.call_leg SET call_status = 'COMPLETED'").update();
        recon.expected(billed("s").call("c", 60));
        recon.reconcile(DAY);

        assertThat(recon.breaks())
                .containsExactly("NOT_CHECKABLE | c | no seconds received | 0.06 SGD billed | null | SGD");
    }

    /** Of a call that nobody answered. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "total_price=0",
                "total_price= currency=",
                "total_price= currency= unit_price= unit_seconds= first_increment= next_increment=",
                "total_price= currency= unit_price= billable_seconds= unit_seconds=",
            })
    void whatBillsNothingForNothingIsMatched(String bill) {
        recon.happened(aSession("s").status("NO_ANSWER").call("c", 0));
        recon.expected(billed("s").status("NO_ANSWER").call("c", 0, bill.split(" ")));
        recon.reconcile(DAY);

        assertThat(recon.breaks()).isEmpty();
        assertThat(recon.rows("SELECT outcome FROM recon.result")).containsExactly("MATCHED");
    }

    @Test
    void aPriceForNoTalkIsWrongWhateverTheTerms() {
        recon.happened(aSession("s").status("NO_ANSWER").call("c", 0));
        recon.expected(
                billed("s").status("NO_ANSWER").call("c", 0, "total_price=0.06", "unit_price=", "unit_seconds="));
        recon.reconcile(DAY);

        assertThat(recon.breaks()).containsExactly("PRICE | c | 0.06 | 0.0000 | 0.0600 | SGD");
    }

    @Test
    void aBillWithoutStatusOrProductIsNotMatched() {
        recon.happened(aSession("s").call("c", 60));
        recon.expected(billed("s").call("c", 60));
        recon.jdbc
                .sql("UPDATE expected.session SET session_status = NULL, product = NULL")
                .update();
        recon.reconcile(DAY);

        assertThat(recon.breaks())
                .containsExactly("NOT_CHECKABLE | null | no product, no session status | ivr, COMPLETED | null | null");
    }

    @Test
    void aListThatDoesNotStateThemComparesThemNot() {
        recon.happened(aSession("s").call("c", 60));
        recon.expected(sent("s", null));
        recon.jdbc
                .sql("UPDATE expected.session SET session_status = NULL, product = NULL")
                .update();
        recon.reconcile(DAY);

        assertThat(recon.rows("SELECT outcome FROM recon.result")).containsExactly("MATCHED");
    }

    @Test
    void aListThatNamesAProductNobodyKnowsIsNotMatchedInSilence() {
        recon.happened(aSession("s").call("c", 60));
        recon.happened(aSession("by request").clientRequestId("r").call("d", 60));
        recon.expected(sent("s", null));
        recon.expected(sent(null, "r"));
        recon.jdbc
                .sql("UPDATE expected.session SET product = NULL, product_spelling = 'VoiceMsg2'")
                .update();
        recon.reconcile(DAY);

        assertThat(recon.breaks())
                .hasSize(2)
                .allMatch(found -> found.equals("NOT_CHECKABLE | null | product \"VoiceMsg2\" | ivr | null | null"));
        assertThat(recon.rows("SELECT DISTINCT outcome FROM recon.result")).containsExactly("BROKEN");
        assertThat(recon.imbalances()).isEmpty();

        recon.jdbc
                .sql("UPDATE expected.session SET product = 'voice-messaging', product_spelling = NULL")
                .update();
        recon.reconcile(DAY);
        assertThat(recon.rows("SELECT DISTINCT kind || ' ' || state FROM recon.break ORDER BY 1"))
                .containsExactly("NOT_CHECKABLE RESOLVED", "PRODUCT OPEN");
    }

    @Test
    void whatIsKnownLaterIsComparedThen() {
        recon.happened(aSession("s").call("c", 60));
        recon.expected(billed("s").call("c", 60, "unit_seconds=", "total_price=0.20"));
        recon.reconcile(DAY);
        recon.jdbc.sql("UPDATE expected.leg SET unit_seconds = 60").update();
        recon.reconcile(DAY);

        assertThat(recon.breaks()).containsExactly("PRICE | c | 0.20 | 0.0600 | 0.1400 | SGD");
    }

    @Test
    void itIsCountedUntilSomebodyDecides() {
        var notCheckable = new NotCheckableBreaks(recon.jdbc);
        var check = new NotCheckableCheck(notCheckable);
        assertThat(check.findings()).extracting(Finding::grade).containsExactly(Finding.Grade.GOOD);

        recon.happened(
                aSession("s").call("c", 60),
                aSession("t").call("d", 60),
                aSession("u").call("e", 60));
        recon.expected(
                billed("s").call("c", 60, "unit_seconds="),
                billed("t").call("d", 60, "unit_seconds="),
                billed("u").call("e", 60, "unit_price="));
        recon.reconcile(DAY);

        assertThat(notCheckable.breaks(DateRange.of(LocalDate.parse(DAY)))).isEqualTo(3);
        assertThat(notCheckable.breaks(DateRange.of(LocalDate.parse("2026-11-21"))))
                .isZero();
        assertThat(check.findings())
                .extracting(Finding::text)
                .containsExactly(
                        "2 breaks say that something expected cannot be compared: no unit.",
                        "1 break says that something expected cannot be compared: no unit price.");

        recon.jdbc.sql("UPDATE recon.break SET state = 'ACCEPTED'").update();
        assertThat(notCheckable.breaks(DateRange.of(LocalDate.parse(DAY)))).isZero();
    }
}
