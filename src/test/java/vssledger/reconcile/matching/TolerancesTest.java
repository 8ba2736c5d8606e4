package vssledger.reconcile.matching;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static vssledger.testing.ExpectedRows.billed;
import static vssledger.testing.FactRows.aSession;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import vssledger.platform.UserException;
import vssledger.reconcile.ReconcileFixture;

/** What is within a tolerance is no break, and is told all the same; the last rule that speaks of it counts. */
class TolerancesTest {

    private static final String DAY = "2026-11-20";

    private static final String TOLD =
            "SELECT sub_account_id, kind, tolerance, differences, seconds, amount, currency FROM recon.tolerated ORDER BY 1, 2";

    private static Tolerance of(
            @Nullable String subAccount, @Nullable Integer seconds, @Nullable String amount, @Nullable String percent) {
        return new Tolerance(
                null,
                null,
                subAccount,
                seconds,
                amount == null ? null : new BigDecimal(amount),
                percent == null ? null : new BigDecimal(percent),
                null);
    }

    @Test
    void secondsWithinAreTold() {
        try (var recon = new ReconcileFixture(Path.of("."), 1)) {
            recon.happened(aSession("s").call("c", 22), aSession("t").call("d", 21));
            recon.expected(billed("s").call("c", 23), billed("t").call("d", 23));
            recon.reconcile(DAY);

            assertThat(recon.breaks())
                    .containsExactly(
                            "BILLABLE_SECONDS | d | 23 | 21 | 0.0020 | SGD", "DURATION | d | 23 | 21 | null | null");
            assertThat(recon.rows(TOLD))
                    .containsExactly(
                            "acme | BILLABLE_SECONDS | up to 1 s | 1 | null | 0.0010 | SGD",
                            "acme | DURATION | up to 1 s | 1 | 1 | null | null");
            recon.reconcile(DAY);
            assertThat(recon.rows(TOLD)).hasSize(2);
        }
    }

    /** 61 seconds billed for 60, by the minute at 6 cents: another minute. */
    private static List<String> aMinuteFor(Tolerance... tolerances) {
        try (var recon = new ReconcileFixture(Path.of("."), 1, tolerances)) {
            recon.happened(aSession("s").call("c", 60));
            recon.expected(billed("s")
                    .call(
                            "c",
                            61,
                            "first_increment=60",
                            "next_increment=60",
                            "billable_seconds=120",
                            "total_price=0.12"));
            recon.reconcile(DAY);
            var all = new ArrayList<>(recon.breaks());
            all.addAll(recon.rows(TOLD));
            return all;
        }
    }

    @Test
    void aSecondThatIsToleratedHidesNoMoney() {
        assertThat(aMinuteFor())
                .containsExactly(
                        "BILLABLE_SECONDS | c | 120 | 60 | 0.0600 | SGD",
                        "acme | DURATION | up to 1 s | 1 | 1 | null | null");
        assertThat(aMinuteFor(of(null, null, "0.05", null)))
                .as("an amount that is too small")
                .contains("BILLABLE_SECONDS | c | 120 | 60 | 0.0600 | SGD");
        assertThat(aMinuteFor(of(null, null, "0.06", null)))
                .as("an amount that covers it")
                .containsExactly(
                        "acme | BILLABLE_SECONDS | up to 0.06 | 1 | null | 0.0600 | SGD",
                        "acme | DURATION | up to 1 s | 1 | 1 | null | null");
    }

    @Test
    void ofNoneEverySecondAndEveryFractionOfACentIsABreak() {
        try (var recon = new ReconcileFixture(Path.of("."), 0)) {
            recon.happened(
                    aSession("s").call("c", 22),
                    aSession("t").call("d", 23),
                    aSession("u").call("e", 23));
            recon.expected(
                    billed("s").call("c", 23),
                    billed("t").call("d", 23, "total_price=0.0231"),
                    billed("u").call("e", 23));
            recon.reconcile(DAY);

            assertThat(recon.breaks())
                    .containsExactly(
                            "BILLABLE_SECONDS | c | 23 | 22 | 0.0010 | SGD",
                            "DURATION | c | 23 | 22 | null | null",
                            "PRICE | d | 0.0231 | 0.0230 | 0.0001 | SGD");
            assertThat(recon.rows(TOLD)).isEmpty();
        }
    }

    @Test
    void theLastRuleThatSaysSomethingOfASubaccountCounts() {
        var tolerances =
                new Tolerance[] {of(null, 3, "0.01", null), of("acme", null, "0", "10"), of("other", 0, null, null)};
        try (var recon = new ReconcileFixture(Path.of("."), 1, tolerances)) {
            recon.happened(
                    aSession("s").call("c", 20),
                    aSession("t").call("d", 23),
                    aSession("u").subAccount("other").call("e", 20),
                    aSession("v").subAccount("other").call("f", 23));
            recon.expected(
                    billed("s").call("c", 23),
                    billed("t").call("d", 23, "total_price=0.025"),
                    billed("u").subAccount("other").call("e", 23),
                    billed("v").subAccount("other").call("f", 23, "total_price=0.03"));
            recon.reconcile(DAY);

            assertThat(recon.breaks()).containsExactly("DURATION | e | 23 | 20 | null | null");
            assertThat(recon.rows(TOLD))
                    .containsExactly(
                            "acme | BILLABLE_SECONDS | up to 3 s | 1 | null | 0.0030 | SGD",
                            "acme | DURATION | up to 3 s | 1 | 3 | null | null",
                            "acme | PRICE | up to 10 % | 1 | null | 0.0020 | SGD",
                            "other | BILLABLE_SECONDS | up to 0.01 | 1 | null | 0.0030 | SGD",
                            "other | PRICE | up to 0.01 | 1 | null | 0.0070 | SGD");
        }
    }

    @Test
    void statusesMayBeTakenForTheSame() {
        var same = new Tolerance(
                "8x8-log-export",
                "ivr",
                null,
                null,
                null,
                null,
                List.of(List.of("completed", "COMPLETED_UNSUBSCRIBED")));
        try (var recon = new ReconcileFixture(Path.of("."), 1, same)) {
            recon.happened(
                    aSession("s").status("COMPLETED_UNSUBSCRIBED").call("c", 23),
                    aSession("t").status("BUSY").call("d", 0));
            recon.expected(billed("s").call("c", 23), billed("t").call("d", 0));
            recon.reconcile(DAY);

            assertThat(recon.breaks()).containsExactly("STATUS | null | COMPLETED | BUSY | null | null");
            assertThat(recon.rows(TOLD)).containsExactly("acme | STATUS | taken for the same | 1 | null | null | null");
        }
    }

    @Test
    void noneIsBelowZero() {
        assertThatThrownBy(() -> of(null, -1, null, null)).isInstanceOf(UserException.class);
        assertThatThrownBy(() -> new Tolerance(null, "fax", null, null, null, null, null))
                .hasMessageStartingWith("There is no product \"fax\"");
    }
}
