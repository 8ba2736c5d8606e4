package vssledger.retention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static vssledger.testing.Summaries.aSummary;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import vssledger.expected.ExpectedImports;
import vssledger.expected.ExpectedSource;
import vssledger.platform.Product;
import vssledger.platform.UserException;
import vssledger.run.NightlyRuns;
import vssledger.testing.BilledLegs;
import vssledger.testing.LedgerTest;
import vssledger.testing.TestLedger;

/** A number that is forgotten stands nowhere any more, and every count is as it was. */
@Tag("runs")
@LedgerTest(reuse = LedgerTest.Reuse.NONE)
class NumberErasureTest {

    private static final String DAY = "2026-03-02";
    private static final String NUMBER = "+6591234567";

    private final TestLedger ledger;

    NumberErasureTest(TestLedger ledger) {
        this.ledger = ledger;
    }

    /** Sessions 1, 2 and 3 call the number; 1 has a duplicate and a version before that called another, 4 calls another. */
    @BeforeEach
    void calls() throws IOException {
        ledger.ingest(
                Product.IVR,
                aSummary("1").seconds(5).body(),
                calling(NUMBER, aSummary("1").body()),
                calling(NUMBER, aSummary("1").body()),
                calling("+65 9123 4567", aSummary("2").body()),
                calling(NUMBER, aSummary("3").subAccount("other").body()),
                aSummary("4").body(),
                "{\"payload\":{\"sessionId\":\"5\",\"note\":\"6591234567\"}}",
                "not JSON: " + NUMBER);
        var bill = ledger.home().resolve("bill.csv");
        Files.writeString(
                bill,
                BilledLegs.file(BilledLegs.aLeg("1", "call-1"), BilledLegs.aLeg("4", "call-4"))
                        .replace("+6580000001", NUMBER));
        ledger.the(ExpectedImports.class).importFile(ExpectedSource.of("8x8-log-export"), bill);
        ledger.reconcile(DAY, DAY);
        assertThat(places(NUMBER)).isNotEmpty();
    }

    private static String calling(String number, String body) {
        assertThat(body).contains("+6580000001");
        return body.replace("+6580000001", number);
    }

    @Test
    void aNumberStandsNowhereAnyMore() throws IOException {
        var before = counts();
        anImportHasDied();

        var forgotten = ledger.the(NumberErasure.class).number("+65 9123 4567", true);

        assertThat(forgotten.deliveries()).isEqualTo(5);
        assertThat(forgotten.rejected()).isEqualTo(1);
        assertThat(forgotten.days().stream().map(Object::toString)).containsExactly(DAY);
        assertThat(places(NUMBER)).isEmpty();
        assertThat(ledger.rows("SELECT session_id, destination, destination_country FROM fact.call_leg ORDER BY 1"))
                .containsExactly(
                        "1 | erased:1:SG | SG", "2 | erased:1:SG | SG", "3 | erased:1:SG | SG", "4 | +6580000001 | SG");
        assertThat(counts()).isEqualTo(before);

        var run = ledger.run(DAY, DAY);
        assertThat(run.controlTotals().get(0).balances()).isTrue();
        assertThat(counts()).isEqualTo(before);
        assertThat(ledger.the(NightlyRuns.class)
                        .run(ledger.request(DAY, DAY).reparsing())
                        .rederived())
                .singleElement()
                .satisfies(day -> assertThat(day.changed()).isZero());
        for (var file : files(Path.of(run.editions().get(0).folder()))) {
            if (file.toString().endsWith(".csv")) {
                assertThat(Files.readString(file)).doesNotContain("91234567");
            }
        }
    }

    @Test
    void aSessionForgetsItsNumbersAndOthersKeepThem() {
        var before = counts();

        var forgotten = ledger.the(NumberErasure.class).session("1", null, true);

        assertThat(forgotten.numbers()).isEqualTo(3);
        assertThat(forgotten.deliveries()).isEqualTo(3);
        assertThat(ledger.rows("SELECT session_id, source, destination FROM fact.call_leg ORDER BY 1"))
                .containsExactly(
                        "1 | erased:1.1:SG | erased:1.3:SG",
                        "2 | +6560000001 | +65 9123 4567",
                        "3 | +6560000001 | " + NUMBER,
                        "4 | +6560000001 | +6580000001");
        assertThat(ledger.rows("SELECT count(*) FROM capture.delivery WHERE body::text LIKE '%\"1\"%'"
                        + " AND body::text ~ '[+]65'"))
                .containsExactly("0");
        assertThat(ledger.rows("SELECT session_id, destination FROM expected.leg ORDER BY 1"))
                .containsExactly("1 | erased:1.3:SG", "4 | " + NUMBER);
        assertThat(counts()).isEqualTo(before);
    }

    @Test
    void nothingIsErasedUnlessItIsReallyMeant() {
        var before = places(NUMBER);

        assertThat(ledger.the(NumberErasure.class).number(NUMBER, false).deliveries())
                .isEqualTo(5);

        assertThat(places(NUMBER)).isEqualTo(before);
        assertThat(ledger.rows("SELECT count(*) FROM capture.erasure")).containsExactly("0");
    }

    @Test
    void factsForgetToWhereTheInboxNoLongerHasTheirDeliveries() {
        ledger.jdbc().sql("DELETE FROM capture.delivery").update();

        ledger.the(NumberErasure.class).number(NUMBER, true);

        assertThat(places(NUMBER)).isEmpty();
        assertThat(ledger.rows("SELECT count(*) FROM fact.call_leg WHERE destination = 'erased:1:SG'"))
                .containsExactly("3");
    }

    @Test
    void saysWhatItCannotFind() {
        ledger.ingest(Product.IVR, aSummary("1").subAccount("other").body());
        ledger.reconcile(DAY, DAY);
        var forgetting = ledger.the(NumberErasure.class);

        assertThatThrownBy(() -> forgetting.session("1", null, true))
                .isInstanceOf(UserException.class)
                .hasMessage("Several subaccounts have a session 1: acme, other. Name one: --subaccount.");
        assertThatThrownBy(() -> forgetting.session("77", null, true))
                .hasMessageStartingWith("There is no session 77.");
        assertThatThrownBy(() -> forgetting.number("hello", true)).isInstanceOf(UserException.class);
    }

    /** Tables of which a row has these digits, however they are written. */
    /** Its tables hold lines and rows of its file. */
    private void anImportHasDied() {
        for (var table : List.of("expected.import_partition_900", "expected.staged_900")) {
            ledger.jdbc()
                    .sql("CREATE TABLE " + table + " AS SELECT '" + NUMBER + "' AS text")
                    .update();
        }
        assertThat(places(NUMBER)).contains("expected.import_partition_900", "expected.staged_900");
    }

    private List<String> places(String number) {
        var pattern = number.replace("+", "").replaceAll("(.)", "$1[ ().-]*");
        return ledger
                .rows("SELECT table_schema || '.' || table_name FROM information_schema.tables"
                        + " WHERE table_type = 'BASE TABLE' AND table_schema NOT IN ('pg_catalog', 'information_schema', 'batch')"
                        + " ORDER BY 1")
                .stream()
                .filter(table -> !ledger.rows("SELECT 1 FROM " + table + " t WHERE t::text ~ '" + pattern + "' LIMIT 1")
                        .isEmpty())
                .toList();
    }

    private List<String> counts() {
        return Stream.of(
                        "SELECT outcome, business_day, product, count(*) FROM parse.outcome GROUP BY 1, 2, 3 ORDER BY 1, 2, 3",
                        "SELECT product, session_status, destination_country, sum(delivery_count), sum(talk_seconds), count(*)"
                                + " FROM fact.session GROUP BY 1, 2, 3 ORDER BY 1, 2, 3",
                        "SELECT reason, count(*) FROM parse.quarantine WHERE resolved_at IS NULL GROUP BY 1",
                        "SELECT outcome, count(*) FROM recon.result GROUP BY 1 ORDER BY 1",
                        "SELECT kind, state, count(*), sum(amount_at_stake) FROM recon.break GROUP BY 1, 2 ORDER BY 1, 2")
                .map(sql -> ledger.rows(sql).toString())
                .toList();
    }

    private static List<Path> files(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            return files.toList();
        }
    }
}
