package vssledger.reconcile.breaks;

import static org.assertj.core.api.Assertions.assertThat;
import static vssledger.testing.ExpectedRows.billed;
import static vssledger.testing.FactRows.aSession;

import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import vssledger.reconcile.ReconcileFixture;
import vssledger.testing.ExpectedRows;
import vssledger.testing.FactRows;

/** What a wrong bill puts at stake: once, in its own currency, and also where the summary leaves something out. */
@Tag("slow")
class AmountsAtStakeTest {

    private final ReconcileFixture recon = new ReconcileFixture();

    @AfterEach
    void close() {
        recon.close();
    }

    /** @param breaks kind, call, expected, actual, amount at stake, currency */
    record Case(String why, List<FactRows> happened, ExpectedRows billed, List<String> breaks) {

        static Case of(String why, FactRows happened, ExpectedRows billed, String... breaks) {
            return new Case(why, List.of(happened), billed, List.of(breaks));
        }

        static Case missing(String why, ExpectedRows billed, String... breaks) {
            return new Case(why, List.of(), billed, List.of(breaks));
        }

        @Override
        public String toString() {
            return why;
        }
    }

    static List<Case> cases() {
        return List.of(
                Case.of(
                        "a minute billed for a call that nobody answered, of which the summary states no seconds",
                        aSession("s").status("NO_ANSWER").call("c", null),
                        billed("s")
                                .status("NO_ANSWER")
                                .call(
                                        "c",
                                        0,
                                        "first_increment=60",
                                        "next_increment=60",
                                        "billable_seconds=60",
                                        "total_price=0.06"),
                        "BILLABLE_SECONDS | c | 60 | 0 | 0.0600 | SGD"),
                Case.of(
                        "seconds billed for a call that nobody answered",
                        aSession("s").status("NO_ANSWER").call("c", null),
                        billed("s").status("NO_ANSWER").call("c", 30),
                        "BILLABLE_SECONDS | c | 30 | 0 | 0.0300 | SGD",
                        "DURATION | c | 30 | 0 | null | null"),
                Case.of(
                        "a minute too many and too dear: together what is paid too much",
                        aSession("s").call("c", 60),
                        billed("s").call("c", 60, "billable_seconds=120", "total_price=0.5"),
                        "BILLABLE_SECONDS | c | 120 | 60 | 0.0600 | SGD",
                        "PRICE | c | 0.5 | 0.1200 | 0.3800 | SGD"),
                Case.of(
                        "a minute too many of a price per unit never heard of: no amount is made up",
                        aSession("s").call("c", 60),
                        billed("s").call("c", 60, "billable_seconds=120", "unit_seconds="),
                        "BILLABLE_SECONDS | c | 120 | 60 | null | SGD",
                        "NOT_CHECKABLE | c | no unit | 0.06 SGD billed | null | SGD"),
                Case.of(
                        "no talk billed at a price per unit never heard of: all of it",
                        aSession("s").status("NO_ANSWER").call("c", 0),
                        billed("s")
                                .status("NO_ANSWER")
                                .call(
                                        "c",
                                        0,
                                        "first_increment=",
                                        "billable_seconds=60",
                                        "total_price=0.06",
                                        "unit_seconds="),
                        "BILLABLE_SECONDS | c | 60 | 0 | 0.06 | SGD"),
                Case.of(
                        "an increment so long that seconds overflow",
                        aSession("s").call("c", 2147483640),
                        billed("s")
                                .call(
                                        "c",
                                        2147483640,
                                        "first_increment=60",
                                        "next_increment=86400",
                                        "billable_seconds=",
                                        "total_price=0.06"),
                        "NOT_CHECKABLE | c | no billable seconds | 0.06 SGD billed | null | SGD"),
                Case.of(
                        "what was charged is given back",
                        aSession("s").call("c", 60),
                        billed("s").call("c", 60).call("c", 60, "billable_seconds=0", "total_price=-0.06"),
                        "CREDITED | c | credit of 0.06 | one call | -0.06 | SGD"),
                Case.of(
                        "too much was charged, and that is given back in two lines",
                        aSession("s").call("c", 60),
                        billed("s")
                                .call("c", 60, "total_price=0.10")
                                .call("c", 60, "total_price=-0.03")
                                .call("c", 60, "total_price=-0.01"),
                        "CREDITED | c | credit of 0.04 | one call | -0.04 | SGD",
                        "PRICE | c | 0.10 | 0.0600 | 0.0400 | SGD"),
                Case.of(
                        "billed twice, and once given back",
                        aSession("s").call("c", 60),
                        billed("s").call("c", 60).call("c", 60).call("c", 60, "total_price=-0.06"),
                        "CREDITED | c | credit of 0.06 | one call | -0.06 | SGD",
                        "DUPLICATE_BILLED | c | billed 2 times | one call | 0.06 | SGD"),
                Case.of(
                        "given back for a call that never was",
                        aSession("s").call("c", 23),
                        billed("s").call("c", 23).call("ghost", 60).call("ghost", 60, "total_price=-0.06"),
                        "CREDITED | ghost | credit of 0.06 | null | -0.06 | SGD",
                        "LEG_MISSING | ghost | 60 s billed | null | 0.06 | SGD"),
                Case.of(
                        "given back, and nothing charged",
                        aSession("s").call("c", 60),
                        billed("s").call("c", 60, "billable_seconds=0", "total_price=-0.06"),
                        "CREDITED | c | credit of 0.06 | one call | -0.06 | SGD"),
                Case.missing(
                        "never received, one of its calls without a price",
                        billed("s").call("c1", 23).call("c2", 0, "total_price=", "currency="),
                        "MISSING_VSS | null | COMPLETED | null | 0.023 | SGD"),
                Case.missing(
                        "never received, and nothing was billed",
                        billed("s").call("c", 0, "total_price=", "currency="),
                        "MISSING_VSS | null | COMPLETED | null | null | null"),
                Case.of(
                        "billed to another subaccount than had it",
                        aSession("s").subAccount("other").call("c", 23),
                        billed("s").call("c", 23),
                        "MISSING_VSS | null | COMPLETED | a session of other | 0.023 | SGD"),
                Case.of(
                        "a call that never was, billed in two currencies and once without a price",
                        aSession("s").call("c", 23),
                        billed("s")
                                .call("c", 23)
                                .call("ghost", 23)
                                .call("ghost", 23, "currency=USD")
                                .call("ghost", 23, "total_price=", "currency="),
                        "LEG_MISSING | ghost | 23 s billed | null | 0.023 | SGD",
                        "LEG_MISSING | ghost | 23 s billed | null | 0.023 | USD"),
                Case.of(
                        "listed twice, priced once",
                        aSession("s").call("c", 23),
                        billed("s").call("c", 23, "total_price=", "currency=").call("c", 23),
                        "DUPLICATE_BILLED | c | billed 2 times | one call | null | null"),
                Case.of(
                        "a call id that two legs of the summary have, and the bill has not",
                        aSession("s").call("c", 23).call("twice", 5).call("twice", 7),
                        billed("s").call("c", 23),
                        "LEG_UNEXPECTED | twice | null | a call, 5 s | null | null"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void theAmountAtStakeIsExactlyThis(Case session) {
        session.happened().forEach(recon::happened);
        recon.expected(session.billed());

        recon.reconcile("2026-11-20");

        assertThat(recon.rows("SELECT kind, call_id, expected_value, actual_value, amount_at_stake, currency"
                        + " FROM recon.break ORDER BY kind, call_id, currency"))
                .isEqualTo(session.breaks());
        assertThat(recon.imbalances()).isEmpty();
    }
}
