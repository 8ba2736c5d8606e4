package vssledger.expected;

import static org.assertj.core.api.Assertions.assertThat;
import static vssledger.testing.BilledLegs.aLeg;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vssledger.testing.BilledLegs;
import vssledger.testing.LedgerTest;
import vssledger.testing.TestLedger;

/**
 * Whatever is imported, withdrawn, reinstated and set to replace its range, in any order: what is expected then is what a ledger
 * expects that took only the files that count, in the order of their words.
 */
@Tag("property")
@LedgerTest(reuse = LedgerTest.Reuse.KEPT)
class ImportChangesPropertyTest {

    private static final List<String> CURRENT = List.of(
            "SELECT session_id, call_id, duration_seconds, total_price, currency, lines_of_call FROM expected.leg"
                    + " WHERE superseded_by IS NULL ORDER BY 1, 2, 3, 4",
            "SELECT session_id, client_request_id, business_day, start_time, product, session_status, destination,"
                    + " leg_count, billed_amount, currency, spans_days, is_row"
                    + " FROM expected.session WHERE superseded_by IS NULL ORDER BY 1, 2");

    private final TestLedger ledger;

    private int files;

    ImportChangesPropertyTest(TestLedger ledger) {
        this.ledger = ledger;
    }

    @BeforeEach
    void empty() {
        ledger.jdbc()
                .sql("TRUNCATE expected.pull, expected.import, expected.leg, expected.session, expected.touched_day"
                        + " RESTART IDENTITY CASCADE")
                .update();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void afterAnyChangesBillsStandAsIfThoseThatCountWereImportedAnew(long seed) {
        holds(ExpectedSource.LOG_EXPORT, new Random(seed));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20})
    void afterAnyChangesListsStandAsIfThoseThatCountWereImportedAnew(long seed) {
        holds(ExpectedSource.CALLFLOWS, new Random(seed));
    }

    private void holds(ExpectedSource source, Random random) {
        for (var step = 0; step < 14; step++) {
            var known = imports();
            if (known.size() < 3 || random.nextInt(3) == 0) {
                imported(source, file(source, random), random.nextInt(4) == 0);
            } else {
                change(known.get(random.nextInt(known.size())), random);
            }
        }
        var found = CURRENT.stream().map(ledger::rows).toList();
        var counting = ledger.rows(
                "SELECT file_name, replaces_range FROM expected.import WHERE withdrawn_at IS NULL" + " ORDER BY rank");

        empty();
        for (var file : counting) {
            var parts = file.split(" \\| ", -1);
            imported(source, ledger.home().resolve(parts[0]), "t".equals(parts[1]));
        }

        assertThat(found).isEqualTo(CURRENT.stream().map(ledger::rows).toList());
    }

    private void change(ImportSummary one, Random random) {
        var changes = ledger.the(ImportChanges.class);
        if (one.state() == ImportSummary.State.WITHDRAWN) {
            changes.reinstate(one.id(), "ann", null);
        } else if (random.nextInt(4) == 0) {
            changes.replaceRange(one.id(), "ann");
        } else if (one.state() != ImportSummary.State.COUNTS && random.nextBoolean()) {
            changes.reinstate(one.id(), "ann", null);
        } else {
            changes.withdraw(one.id(), "ann", null);
        }
    }

    private List<ImportSummary> imports() {
        return ledger.the(ImportHistory.class).list(null, null, 100);
    }

    private void imported(ExpectedSource source, Path file, boolean replacesRange) {
        var result = ledger.the(ExpectedImports.class).importFile(source, file);
        if (replacesRange) {
            ledger.the(ImportChanges.class).replaceRange(result.importId(), "ann");
        }
    }

    private Path file(ExpectedSource source, Random random) {
        return write(source == ExpectedSource.LOG_EXPORT ? bill(random) : callflows(random));
    }

    private String bill(Random random) {
        var legs = new ArrayList<BilledLegs>();
        for (var line = 0; line <= random.nextInt(8); line++) {
            var call = random.nextInt(10);
            legs.add(aLeg("s-" + call % 4, "call-" + call)
                    .with("TotalPriceOfCall", "0." + (1000 + 100 * files + line))
                    .with("InitiatedAt", "2026-03-0" + (1 + random.nextInt(3)) + " 08:00:" + (10 + line)));
        }
        return BilledLegs.file(legs.toArray(BilledLegs[]::new));
    }

    /** Lines with a session, a request or both, some of which 8x8 refused. */
    private String callflows(Random random) {
        var text =
                new StringBuilder("session_id,client_request_id,sub_account_id,product,sent_at,destination,status\n");
        for (var line = 0; line <= random.nextInt(6); line++) {
            var kind = random.nextInt(4);
            text.append(kind == 0 || kind == 1 ? "s-" + random.nextInt(5) : "")
                    .append(kind != 0 ? ",req-" + random.nextInt(5) : ",")
                    .append(",acme,ivr,2026-03-0" + (1 + random.nextInt(3)) + "T08:00:1" + line + "Z,+65800" + files)
                    .append(kind == 3 && random.nextBoolean() ? ",NOT_CREATED\n" : ",CREATED\n");
        }
        return text.toString();
    }

    private Path write(String text) {
        try {
            return Files.writeString(ledger.home().resolve(++files + ".csv"), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
