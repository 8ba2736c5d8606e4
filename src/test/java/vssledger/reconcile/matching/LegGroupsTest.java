package vssledger.reconcile.matching;

import static org.assertj.core.api.Assertions.assertThat;
import static vssledger.testing.ExpectedRows.billed;
import static vssledger.testing.FactRows.aSession;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import vssledger.reconcile.ReconcileFixture;
import vssledger.testing.ExpectedRows;
import vssledger.testing.FactRows;

/** A leg may be billed in several lines, and several legs in one: that is no difference as long as their sums agree. */
class LegGroupsTest {

    record Case(String why, FactRows happened, ExpectedRows billed, String legsMatchedBy, List<String> breaks) {
        @Override
        public String toString() {
            return why;
        }
    }

    static List<Case> cases() {
        return List.of(
                new Case(
                        "a leg in two lines, parts of its seconds each",
                        aSession("s").call("c", 60),
                        billed("s").call("c", 40).call("c", 20),
                        "LEG_IN_SEVERAL_LINES",
                        List.of()),
                new Case(
                        "parts that are rounded up each: what that costs",
                        aSession("s").call("c", 60),
                        billed("s")
                                .call(
                                        "c",
                                        30,
                                        "first_increment=60",
                                        "next_increment=60",
                                        "billable_seconds=60",
                                        "total_price=0.06")
                                .call(
                                        "c",
                                        30,
                                        "first_increment=60",
                                        "next_increment=60",
                                        "billable_seconds=60",
                                        "total_price=0.06"),
                        "LEG_IN_SEVERAL_LINES",
                        List.of("BILLABLE_SECONDS | c | 120 | 60 | 0.0600 | SGD")),
                new Case(
                        "twice the whole is billed twice",
                        aSession("s").call("c", 60),
                        billed("s").call("c", 60).call("c", 60),
                        "null",
                        List.of("DUPLICATE_BILLED | c | billed 2 times | one call | 0.06 | SGD")),
                new Case(
                        "parts in two currencies are not added up",
                        aSession("s").call("c", 60),
                        billed("s").call("c", 40).call("c", 20, "currency=USD"),
                        "null",
                        List.of(
                                "BILLABLE_SECONDS | c | 40 | 60 | -0.0200 | SGD",
                                "DUPLICATE_BILLED | c | billed 2 times | one call | 0.02 | USD",
                                "DURATION | c | 40 | 60 | null | null")),
                new Case(
                        "two legs in one line",
                        aSession("s").call("a", 20).call("b", 40),
                        billed("s").call("b", 60),
                        "LEGS_IN_ONE_LINE",
                        List.of()),
                new Case(
                        "one line of two of three legs is none of a group",
                        aSession("s").call("a", 20).call("b", 40).call("c", 10),
                        billed("s").call("b", 60),
                        "null",
                        List.of(
                                "BILLABLE_SECONDS | b | 60 | 40 | 0.0200 | SGD",
                                "DURATION | b | 60 | 40 | null | null",
                                "LEG_UNEXPECTED | a | null | a call, 20 s | null | null",
                                "LEG_UNEXPECTED | c | null | a call, 10 s | null | null")),
                new Case(
                        "two lines of the seconds of a third leg each: which of them has it cannot be told",
                        aSession("s").call("a", 20).call("b", 40).call("c", 40),
                        billed("s").call("b", 60).call("c", 60),
                        "null",
                        List.of(
                                "BILLABLE_SECONDS | b | 60 | 40 | 0.0200 | SGD",
                                "BILLABLE_SECONDS | c | 60 | 40 | 0.0200 | SGD",
                                "DURATION | b | 60 | 40 | null | null",
                                "DURATION | c | 60 | 40 | null | null",
                                "LEG_UNEXPECTED | a | null | a call, 20 s | null | null")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void whatIsFoundInGroupsOfLegsIsExactlyThis(Case session) {
        try (var recon = new ReconcileFixture()) {
            recon.happened(session.happened());
            recon.expected(session.billed());
            recon.reconcile("2026-11-20");

            assertThat(recon.breaks()).isEqualTo(session.breaks());
            assertThat(recon.rows("SELECT legs_matched_by FROM recon.result")).containsExactly(session.legsMatchedBy());
            assertThat(recon.imbalances()).isEmpty();
        }
    }
}
