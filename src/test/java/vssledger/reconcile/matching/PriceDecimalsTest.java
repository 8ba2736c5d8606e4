package vssledger.reconcile.matching;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static vssledger.testing.ExpectedRows.billed;
import static vssledger.testing.FactRows.aSession;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vssledger.platform.UserException;
import vssledger.reconcile.ReconcileFixture;

/** A price is rounded as the bill prints it, and to what its currency has. */
@Tag("slow")
class PriceDecimalsTest {

    private static final String DAY = "2026-11-20";

    /** Of a call of 61 seconds at 60+1, by the minute. */
    private static List<String> breaks(Path home, List<PriceDecimals> settings, String shown, String... bill) {
        try (var recon = new ReconcileFixture(home, 1, settings)) {
            recon.happened(aSession("s").call("c", 61));
            var terms = new java.util.ArrayList<>(List.of("first_increment=60", "billable_seconds=61"));
            terms.addAll(List.of(bill));
            recon.expected(billed("s").call("c", 61, terms.toArray(String[]::new)));
            recon.jdbc
                    .sql("UPDATE expected.import SET price_decimals = ?::jsonb")
                    .param(shown)
                    .update();
            recon.jdbc
                    .sql("UPDATE expected.leg SET destination = '+6580000001'")
                    .update();
            recon.reconcile(DAY);
            return recon.breaks();
        }
    }

    private static List<String> breaks(String shown, String... bill) {
        return breaks(Path.of("."), List.of(), shown, bill);
    }

    @Test
    void yenHaveNoDecimals() { // 9.5 × 61 / 60 = 9.6583
        assertThat(breaks("{\"JPY\": 0}", "unit_price=9.5", "total_price=10", "currency=JPY"))
                .isEmpty();
        assertThat(breaks("{\"JPY\": 0}", "unit_price=9.5", "total_price=11", "currency=JPY"))
                .containsExactly("PRICE | c | 11 | 10 | 1 | JPY");
    }

    @Test
    void aBillToTheCentIsHeldToTheCent() { // 0.0126 × 61 / 60 = 0.01281
        assertThat(breaks("{\"USD\": 2}", "unit_price=0.0126", "total_price=0.01", "currency=USD"))
                .isEmpty();
        assertThat(breaks("{\"USD\": 2}", "unit_price=0.0126", "total_price=0.02", "currency=USD"))
                .containsExactly("PRICE | c | 0.02 | 0.01 | 0.01 | USD");
    }

    @Test
    void aBillOfFourDecimalsIsHeldToFour() {
        assertThat(breaks("{\"USD\": 4}", "unit_price=0.0126", "total_price=0.0128", "currency=USD"))
                .isEmpty();
        assertThat(breaks("{\"USD\": 4}", "unit_price=0.0126", "total_price=0.0129", "currency=USD"))
                .containsExactly("PRICE | c | 0.0129 | 0.0128 | 0.0001 | USD");
        assertThat(breaks("{\"USD\": 4}", "unit_price=0.0126", "total_price=0.01", "currency=USD"))
                .as("one line of it to the cent")
                .containsExactly("PRICE | c | 0.01 | 0.0128 | -0.0028 | USD");
        assertThat(breaks("{\"SGD\": 4, \"USD\": 2}", "unit_price=0.0126", "total_price=0.01", "currency=USD"))
                .as("another currency of it")
                .isEmpty();
    }

    @Test
    void aSettingComesBeforeWhatTheBillShows() {
        var toTheCent = new PriceDecimals("8x8-log-export", "USD", 2);
        var all = new PriceDecimals(null, null, 3);
        assertThat(breaks(
                        Path.of("."),
                        List.of(all, toTheCent),
                        "{\"USD\": 4}",
                        "unit_price=0.0126",
                        "total_price=0.01",
                        "currency=USD"))
                .isEmpty();
        assertThat(breaks(
                        Path.of("."),
                        List.of(toTheCent, all),
                        "{\"USD\": 4}",
                        "unit_price=0.0126",
                        "total_price=0.01",
                        "currency=USD"))
                .as("the last that speaks of it")
                .containsExactly("PRICE | c | 0.01 | 0.013 | -0.003 | USD");
        assertThatThrownBy(() -> new PriceDecimals(null, null, -1)).isInstanceOf(UserException.class);
    }

    @Test
    void theContractIsRoundedAsTheBillIs(@TempDir Path home) throws IOException { // 0.0124 × 61 / 60 = 0.0126
        Files.createDirectories(home.resolve("config"));
        Files.writeString(home.resolve("config/rates.csv"), """
                product,direction,prefix,valid_from,valid_to,increment,unit,unit_price,currency
                ,,,,,60+1,minute,0.0124,USD
                """);
        assertThat(breaks(home, List.of(), "{\"USD\": 2}", "unit_price=0.0126", "total_price=0.01", "currency=USD"))
                .as("both are a cent")
                .isEmpty();
        assertThat(breaks(home, List.of(), "{\"USD\": 4}", "unit_price=0.0126", "total_price=0.0128", "currency=USD"))
                .containsExactly("RATE | c | 0.0126 USD / 60 s, 60+1 | 0.0124 USD / 60 s, 60+1 | 0.0002 | USD");
    }

    @ParameterizedTest(name = "{0}, printed to {1}, used to {2}: {3}")
    @CsvSource({
        "USD, 2, 2, 2",
        "USD, 1, 1, 2", // 0.5 is 0.50
        "USD, 4, 4, 4",
        "USD, 4, 2, 4", // 0.0100 says that it is not 0.0128
        "JPY, 0, 0, 0",
        "JPY, 2, 0, 0", // 10.00 is 10
        "JPY, 2, 2, 2", // 9.66 is not
        "JPY, 1, 1, 1",
        "KWD, 3, 3, 3",
        "KWD, 2, 2, 3",
    })
    void itIsToldByWhatTheBillShows(String currency, int printed, int used, int decimals) {
        try (var recon = new ReconcileFixture()) {
            assertThat(recon.jdbc
                            .sql("SELECT expected.decimals_shown(?, ?, ?)")
                            .params(currency, printed, used)
                            .query(Integer.class)
                            .single())
                    .isEqualTo(decimals);
        }
    }

    @Test
    void smallestUnitsAreThoseOfIso4217() {
        try (var recon = new ReconcileFixture()) {
            var known = Currency.getAvailableCurrencies().stream()
                    .filter(currency -> currency.getDefaultFractionDigits() >= 0)
                    .collect(Collectors.toMap(Currency::getCurrencyCode, Currency::getDefaultFractionDigits));
            assertThat(known.keySet().stream()
                            .collect(Collectors.toMap(
                                    code -> code,
                                    code -> recon.jdbc
                                            .sql("SELECT expected.minor_units(?)")
                                            .param(code)
                                            .query(Integer.class)
                                            .single())))
                    .isEqualTo(Map.copyOf(known));
        }
    }
}
