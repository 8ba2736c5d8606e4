package vssledger.reconcile.matching;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vssledger.testing.TestDatabase;

/** What so many seconds of talk cost, to the cent and beyond. */
class BillingArithmeticTest {

    @SuppressWarnings("NullAway.Init")
    private static TestDatabase db;

    @BeforeAll
    static void open() {
        db = TestDatabase.fresh();
    }

    @AfterAll
    static void close() {
        db.close();
    }

    @ParameterizedTest(name = "{0} s at {1}+{2}: {3}")
    @CsvSource({
        "0, 60, 60, 0", // never connected: nothing
        "1, 60, 60, 60", // the first interval, whole
        "60, 60, 60, 60",
        "61, 60, 60, 120", // then whole following ones
        "120, 60, 60, 120",
        "121, 60, 60, 180",
        "0, 1, 1, 0",
        "1, 1, 1, 1",
        "23, 1, 1, 23",
        "1, 30, 6, 30",
        "30, 30, 6, 30",
        "31, 30, 6, 36",
        "36, 30, 6, 36",
        "37, 30, 6, 42",
        ", 60, 60, ", // what is not known is not made up
        "23, , 60, ",
        "0, , , 0", // nothing is due for nothing, by whatever increment
        "2147483647, 60, 60, 2147483700",
    })
    void secondsThatAreBilled(
            @Nullable Integer talk, @Nullable Integer first, @Nullable Integer next, @Nullable Long billable) {
        assertThat(db.jdbc()
                        .sql("SELECT recon.billable_seconds(?::int, ?::int, ?::int)")
                        .param(talk)
                        .param(first)
                        .param(next)
                        .query((row, n) -> String.valueOf(row.getString(1)))
                        .single())
                .isEqualTo(String.valueOf(billable));
    }

    @ParameterizedTest(name = "{0} s at {1} by {2} s, {3} decimals: {4}")
    @CsvSource({
        "60, 0.0375, 60, 4, 0.0375",
        "23, 0.06, 60, 4, 0.0230",
        "1, 0.05, 60, 4, 0.0008", // 0.000833…
        "1, 0.03, 60, 4, 0.0005", // 0.0005
        "1, 0.033, 60, 4, 0.0006", // 0.00055: half up
        "1, 0.033, 60, 5, 0.00055",
        "7, 0.0125, 1, 4, 0.0875",
        "0, 0.0375, 60, 4, 0.0000",
        "100000, 123456.789, 60, 4, 205761315.0000",
    })
    void priceThatIsDue(int seconds, BigDecimal unitPrice, int unitSeconds, int decimals, BigDecimal due) {
        assertThat(db.jdbc()
                        .sql("SELECT recon.price_due(?, ?, ?, ?)")
                        .params(seconds, unitPrice, unitSeconds, decimals)
                        .query(BigDecimal.class)
                        .single())
                .isEqualTo(due);
    }
}
