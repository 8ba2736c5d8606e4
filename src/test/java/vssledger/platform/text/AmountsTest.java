package vssledger.platform.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Amounts as people read them: the decimals of the currency, and nothing falsified. */
class AmountsTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "12.5      | USD | 12.50 USD      | 12.50 USD",
                "1234567.5 | SGD | 1,234,567.50 SGD | 1,234,567.50 SGD",
                "12.5000   | USD | 12.50 USD      | 12.50 USD",
                "0.0213    | USD | 0.0213 USD     | 0.02 USD",
                "-0.0213   | USD | -0.0213 USD    | -0.02 USD",
                "0.125     | USD | 0.125 USD      | 0.13 USD",
                "0.0004    | USD | 0.0004 USD     | 0.0004 USD", // not 0.00: it is not nothing
                "0         | USD | 0.00 USD       | 0.00 USD",
                "1500      | JPY | 1,500 JPY      | 1,500 JPY",
                "1500.00   | JPY | 1,500 JPY      | 1,500 JPY",
                "9.5       | JPY | 9.5 JPY        | 10 JPY",
                "1.5       | KWD | 1.500 KWD      | 1.500 KWD",
                "1.23456   | KWD | 1.23456 KWD    | 1.235 KWD",
                "1.5       | XYZ | 1.50 XYZ       | 1.50 XYZ",
                "1E+3      | USD | 1,000.00 USD   | 1,000.00 USD",
            })
    void aLineShowsAllItsDecimalsAndASumThoseOfItsCurrency(
            BigDecimal amount, String currency, String line, String sum) {
        assertThat(Amounts.text(amount, currency)).isEqualTo(line);
        assertThat(Amounts.textOfSum(amount, currency)).isEqualTo(sum);
    }

    @Test
    void withoutACurrencyThereAreTwo() {
        assertThat(Amounts.text(new BigDecimal("3"), null)).isEqualTo("3.00");
        assertThat(Amounts.textOfSum(new BigDecimal("3.999"), null)).isEqualTo("4.00");
    }

    @Test
    void theLocaleOfTheMachineSaysNothing() {
        var before = Locale.getDefault();
        Locale.setDefault(Locale.GERMANY);
        try {
            assertThat(Amounts.text(new BigDecimal("1234.5"), "EUR")).isEqualTo("1,234.50 EUR");
        } finally {
            Locale.setDefault(before);
        }
    }
}
