package vssledger.expected;

import static org.assertj.core.api.Assertions.assertThat;
import static vssledger.testing.BilledLegs.aLeg;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vssledger.testing.BilledLegs;
import vssledger.testing.LedgerTest;
import vssledger.testing.TestLedger;

/** A bill that comes in parts is the same, in whatever order these are imported. */
@Tag("slow")
@LedgerTest(reuse = LedgerTest.Reuse.KEPT)
class ImportOrderTest {

    private static final List<String> CURRENT = List.of(
            "SELECT session_id, call_id, duration_seconds, total_price, currency, lines_of_call FROM expected.leg"
                    + " WHERE superseded_by IS NULL ORDER BY 1, 2, 3, 4",
            "SELECT session_id, business_day, start_time, leg_count, billed_amount, currency, spans_days"
                    + " FROM expected.session WHERE superseded_by IS NULL ORDER BY 1");

    private final TestLedger ledger;

    ImportOrderTest(TestLedger ledger) {
        this.ledger = ledger;
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void theOrderOfImportsDoesNotMatter(long seed) throws IOException {
        var random = new Random(seed);
        var parts = new ArrayList<List<BilledLegs>>();
        IntStream.range(0, 6).forEach(part -> parts.add(new ArrayList<>()));
        for (var call = 0;
                call < 30;
                call++) { // of ten sessions; all lines of a call in one part, as 8x8 delivers them
            var part = parts.get(random.nextInt(parts.size()));
            for (var line = 0; line <= call % 7 / 6; line++) {
                part.add(aLeg("s-" + call % 10, "call-" + call)
                        .with("TotalPriceOfCall", "0.0" + (10 + call + line))
                        .with("InitiatedAt", "2026-03-0" + (2 + call / 20) + " 08:00:" + (10 + call)));
            }
        }

        var once = imported(parts);
        Collections.shuffle(parts, random);

        assertThat(imported(parts)).isEqualTo(once);
    }

    private List<List<String>> imported(List<List<BilledLegs>> parts) throws IOException {
        ledger.jdbc()
                .sql(
                        "TRUNCATE expected.pull, expected.import, expected.leg, expected.session, expected.touched_day RESTART IDENTITY CASCADE")
                .update();
        for (var part : parts) {
            var file = Files.createTempFile(ledger.home(), "part", ".csv");
            Files.writeString(file, BilledLegs.file(part.toArray(BilledLegs[]::new)));
            ledger.the(ExpectedImports.class).importFile(ExpectedSource.LOG_EXPORT, file);
        }
        return CURRENT.stream().map(ledger::rows).toList();
    }
}
