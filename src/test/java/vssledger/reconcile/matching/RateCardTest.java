package vssledger.reconcile.matching;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static vssledger.testing.ExpectedRows.billed;
import static vssledger.testing.FactRows.aSession;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vssledger.platform.LedgerProperties;
import vssledger.platform.UserException;
import vssledger.reconcile.ReconcileFixture;

/** A bill is held to the contract, not only to itself. */
@Tag("slow")
class RateCardTest {

    private static final String HEADER =
            "product,direction,prefix,valid_from,valid_to,increment,unit,unit_price,currency\n";

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path home;

    @BeforeEach
    void config() throws IOException {
        Files.createDirectories(home.resolve("config"));
    }

    /** A call of 23 seconds to +6580000001, billed by the second at 6 cents a minute: 0.023. */
    private List<String> breaks(String... rates) throws IOException {
        Files.writeString(home.resolve("config/rates.csv"), HEADER + String.join("\n", rates));
        try (var recon = new ReconcileFixture(home, 1)) {
            recon.happened(aSession("s").call("c", 23));
            recon.expected(billed("s").call("c", 23));
            recon.jdbc
                    .sql("UPDATE expected.leg SET destination = '+6580000001', direction = 'OUTBOUND'")
                    .update();
            recon.reconcile("2026-11-20");
            assertThat(recon.imbalances()).isEmpty();
            return recon.breaks();
        }
    }

    @Test
    void termsAsAgreedAreNoBreak() throws IOException {
        assertThat(breaks(",,65,,,1+1,minute,0.06,SGD")).isEmpty();
        assertThat(breaks(",,65,,,1+1,second,0.001,SGD"))
                .as("the same for a second")
                .isEmpty();
    }

    @Test
    void aDearerBillIsABreakOfWhatItIsTooDear() throws IOException {
        assertThat(breaks(",,65,,,1+1,minute,0.03,SGD"))
                .containsExactly("RATE | c | 0.06 SGD / 60 s, 1+1 | 0.03 SGD / 60 s, 1+1 | 0.0115 | SGD");
    }

    @Test
    void aCheaperOneIsTooLittle() throws IOException {
        assertThat(breaks(",,65,,,60+60,minute,0.06,SGD"))
                .containsExactly("RATE | c | 0.06 SGD / 60 s, 1+1 | 0.06 SGD / 60 s, 60+60 | -0.0370 | SGD");
    }

    @Test
    void currenciesAreNotCompared() throws IOException {
        assertThat(breaks(",,65,,,1+1,minute,0.06,USD"))
                .containsExactly("RATE | c | 0.06 SGD / 60 s, 1+1 | 0.06 USD / 60 s, 1+1 | null | SGD");
    }

    @Test
    void theLongestPrefixCounts() throws IOException {
        assertThat(breaks(",,,,,1+1,minute,0.01,SGD", ",,6580,,,1+1,minute,0.06,SGD", ",,65,,,1+1,minute,0.02,SGD"))
                .isEmpty();
    }

    @Test
    void itIsOfItsProductDirectionAndTimeOnly() throws IOException {
        assertThat(breaks(
                        "voice-messaging,,6580,,,1+1,minute,0.01,SGD",
                        ",inbound,6580,,,1+1,minute,0.01,SGD",
                        ",,6580,2026-11-21,,1+1,minute,0.01,SGD",
                        ",,6580,,2026-11-19,1+1,minute,0.01,SGD",
                        "ivr,outbound,65,2026-11-20,2026-11-20,1+1,minute,0.06,SGD"))
                .isEmpty();
    }

    @Test
    void whatTheContractDoesNotSpeakOfIsTold() throws IOException {
        assertThat(breaks(",,44,,,1+1,minute,0.06,SGD"))
                .containsExactly("RATE | c | 0.06 SGD / 60 s, 1+1 | no rate | null | SGD");
    }

    @Test
    void whatIsNotBilledIsWhatItWouldCost() throws IOException {
        Files.writeString(
                home.resolve("config/rates.csv"), HEADER + ",,65,,,60+60,minute,0.05,SGD\n,,66,,,1+1,minute,0.5,USD");
        try (var recon = new ReconcileFixture(home, 1)) {
            recon.happened(
                    aSession("s").call("c", 23).call("d", 61).call("e", 0),
                    aSession("t").call("f", 1).call("g", 120),
                    aSession("u").call("h", 1).call("to Thailand", 60),
                    aSession("v").call("i", 1).call("nowhere", 60));
            recon.jdbc
                    .sql("UPDATE fact.call_leg SET destination = CASE call_id WHEN 'to Thailand' THEN '+66800000001'"
                            + " WHEN 'nowhere' THEN '+44800000001' ELSE '+6580000001' END")
                    .update();
            recon.expected(billed("s")
                    .call(
                            "c",
                            23,
                            "first_increment=60",
                            "next_increment=60",
                            "billable_seconds=60",
                            "unit_price=0.05",
                            "total_price=0.05"));
            recon.jdbc
                    .sql("UPDATE expected.leg SET destination = '+6580000001'")
                    .update();
            recon.reconcile("2026-11-20");

            assertThat(
                            recon.rows(
                                    "SELECT session_id, kind, call_id, amount_at_stake, currency FROM recon.break ORDER BY 1, 3"))
                    .containsExactly(
                            "s | LEG_UNEXPECTED | d | -0.1000 | SGD", // two minutes
                            "s | LEG_UNEXPECTED | e | 0 | SGD",
                            "t | UNEXPECTED | null | -0.1500 | SGD", // one and two
                            "u | UNEXPECTED | null | null | null", // in two currencies
                            "v | UNEXPECTED | null | null | null"); // a part of it has no price
        }
    }

    @Test
    void aLineWithoutADestinationHasTheRateOfAll() throws IOException {
        Files.writeString(home.resolve("config/rates.csv"), HEADER + ",,65,,,1+1,minute,0.06,SGD");
        try (var recon = new ReconcileFixture(home, 1)) {
            recon.happened(aSession("s").call("c", 23));
            recon.expected(billed("s").call("c", 23));
            recon.reconcile("2026-11-20");

            assertThat(recon.breaks()).containsExactly("RATE | c | 0.06 SGD / 60 s, 1+1 | no rate | null | SGD");
        }
    }

    @Test
    void aUnitThatNobodyKnowsIsHeldToTheContractAllTheSame() throws IOException {
        Files.writeString(home.resolve("config/rates.csv"), HEADER + ",,,,,1+1,minute,0.06,SGD");
        try (var recon = new ReconcileFixture(home, 1)) {
            recon.happened(aSession("s").call("c", 60));
            recon.expected(billed("s").call("c", 60, "unit_seconds=", "total_price=0.20"));
            recon.reconcile("2026-11-20");

            assertThat(recon.breaks())
                    .containsExactly(
                            "NOT_CHECKABLE | c | no unit | 0.20 SGD billed | null | SGD",
                            "RATE | c | 0.06 SGD /  s, 1+1 | 0.06 SGD / 60 s, 1+1 | 0.1400 | SGD");
        }
    }

    @Test
    void secondsPriceAndRateAreThreePartsOfWhatIsTooMuch() throws IOException {
        Files.writeString(home.resolve("config/rates.csv"), HEADER + ",,,,,1+1,minute,0.03,SGD");
        try (var recon = new ReconcileFixture(home, 1)) {
            recon.happened(aSession("s").call("c", 60));
            recon.expected(billed("s").call("c", 120, "total_price=0.5"));
            recon.jdbc
                    .sql("UPDATE expected.leg SET destination = '+6580000001'")
                    .update();
            recon.reconcile("2026-11-20");

            assertThat(
                            recon.rows(
                                    "SELECT kind, amount_at_stake FROM recon.break WHERE amount_at_stake IS NOT NULL ORDER BY 1"))
                    .containsExactly("BILLABLE_SECONDS | 0.0600", "PRICE | 0.3800", "RATE | 0.0300");
            assertThat(recon.rows("SELECT sum(amount_at_stake) FROM recon.break"))
                    .as("0.5 was billed, 60 s at 3 cents are due")
                    .containsExactly("0.4700");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "fax,,65,,,1+1,minute,0.06,SGD | there is no product \"fax\"",
                ",up,65,,,1+1,minute,0.06,SGD | a direction is inbound, outbound or empty",
                ",,six,,,1+1,minute,0.06,SGD | prefix \"six\" should be digits that a destination begins with, as 65",
                ",,65,20.11.2026,,1+1,minute,0.06,SGD | valid_from \"20.11.2026\" should be a day",
                ",,65,,,0+1,minute,0.06,SGD | increment \"0+1\" should be first and following seconds, as 60+60",
                ",,65,,,1+1,hour,0.06,SGD | a unit is minute or second",
                ",,65,,,1+1,minute,6 cents,SGD | unit_price \"6 cents\" should be a price with a point",
                ",,65,,,1+1,minute,0.06,$ | currency \"$\" should be three letters, as SGD",
            })
    void aWrongLineIsNamed(String line, String why) throws IOException {
        Files.writeString(home.resolve("config/rates.csv"), HEADER + ",,65,,,1+1,minute,0.06,SGD\n" + line);
        assertThatThrownBy(() -> new RateCard(new LedgerProperties(home, ZoneOffset.UTC, "any")).rates())
                .isInstanceOf(UserException.class)
                .hasMessageContaining("rates.csv, line 3: " + why);
    }

    @Test
    void theExampleIsOne() throws IOException {
        Files.copy(Path.of("config/rates.example.csv"), home.resolve("config/rates.csv"));
        assertThat(new RateCard(new LedgerProperties(home, ZoneOffset.UTC, "any")).rates())
                .hasSize(3);
    }
}
