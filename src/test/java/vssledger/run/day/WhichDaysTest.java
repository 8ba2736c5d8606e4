package vssledger.run.day;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static vssledger.testing.Summaries.aSummary;

import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import vssledger.platform.DateRange;
import vssledger.platform.Product;
import vssledger.platform.UserException;
import vssledger.run.ExportedEdition;
import vssledger.run.NightlyRuns;
import vssledger.run.RunFailedException;
import vssledger.run.RunReport;
import vssledger.run.RunRequest;
import vssledger.run.RunRequest.Order;
import vssledger.run.RunRequest.Part;
import vssledger.run.RunRequest.Which;
import vssledger.testing.LedgerTest;
import vssledger.testing.TestLedger;

/** Which days of a range a run does again, which parts of the work, and how far each day has come by then. */
@Tag("runs")
@LedgerTest
class WhichDaysTest {

    private static final String FIRST = "2026-03-02";
    private static final String LAST = "2026-03-04";

    private final TestLedger ledger;

    WhichDaysTest(TestLedger ledger) {
        this.ledger = ledger;
    }

    @BeforeEach
    void aSessionOnEachOfThreeDays() {
        ledger.ingest(Product.IVR, on(FIRST, "1"), on("2026-03-03", "2"), on(LAST, "3"));
    }

    private static String on(String day, String session) {
        return aSummary(session).from(day + "T10:00:00Z", day + "T10:01:00Z").body();
    }

    private RunRequest all() {
        return ledger.request(FIRST, LAST);
    }

    private RunReport run(RunRequest request) {
        return ledger.the(NightlyRuns.class).run(request);
    }

    private List<String> states() {
        return ledger.the(DayStates.class).of(new DateRange(LocalDate.parse(FIRST), LocalDate.parse(LAST))).stream()
                .map(day -> day.state() + (day.stale() ? " stale" : "") + (day.failed() ? " failed" : ""))
                .toList();
    }

    private static List<String> days(String... days) {
        return List.of(days);
    }

    private static List<String> done(RunReport run) {
        return run.days().stream()
                .filter(day -> !run.unchanged().contains(day))
                .map(LocalDate::toString)
                .toList();
    }

    @Test
    void missingStaleAndFailedDaysAreTakenForTheReasonsThatCount() {
        ledger.run(FIRST, "2026-03-03");
        ledger.ingest(Product.IVR, on("2026-03-03", "late"));
        run(all().only(Set.of(Part.PARSE)));
        assertThat(states()).containsExactly("REPORTED", "REPORTED stale", "PARSED");

        assertThat(done(run(all().which(Set.of(Which.MISSING))))).isEqualTo(days(LAST));
        assertThat(states()).containsExactly("REPORTED", "REPORTED stale", "REPORTED");
        assertThat(done(run(all().which(Set.of(Which.STALE))))).isEqualTo(days("2026-03-03"));
        assertThat(states()).containsExactly("REPORTED", "REPORTED", "REPORTED");
        assertThat(done(run(all()))).isEmpty();
        assertThat(done(run(all().which(Set.of(Which.ALL))))).isEqualTo(days(FIRST, "2026-03-03", LAST));
    }

    @Test
    void aDayWhoseRunFailedIsDoneAgain() {
        ledger.run(FIRST, LAST);
        ledger.jdbc().sql("ALTER TABLE run.control_total RENAME TO away").update();
        assertThatThrownBy(() -> ledger.run("2026-03-03", "2026-03-03")).isInstanceOf(RunFailedException.class);
        ledger.jdbc().sql("ALTER TABLE run.away RENAME TO control_total").update();
        assertThat(states()).containsExactly("REPORTED", "REPORTED failed", "REPORTED");

        assertThat(done(run(all().which(Set.of(Which.FAILED))))).isEqualTo(days("2026-03-03"));
        assertThat(states()).containsExactly("REPORTED", "REPORTED", "REPORTED");
    }

    @Test
    void partByPartComesToTheSameAsAllAtOnce() {
        assertThat(states()).containsExactly("NONE", "NONE", "NONE");
        var arrived = ledger.the(DayStates.class).of(DateRange.of(LocalDate.parse("2026-03-10")));
        assertThat(arrived).singleElement().satisfies(day -> {
            assertThat(day.state()).isEqualTo(DayState.State.CAPTURED);
            assertThat(day.waiting()).isEqualTo(3);
        });

        run(all().only(Set.of(Part.PARSE)));
        assertThat(states()).containsExactly("PARSED", "PARSED", "PARSED");
        assertThat(run(all().only(Set.of(Part.RECONCILE))).controlTotal())
                .isEqualTo(new ControlTotal(LocalDate.parse(LAST), 3, 3, 0, 0, 0, 0));
        assertThat(states()).containsExactly("RECONCILED", "RECONCILED", "RECONCILED");
        assertThat(run(all().only(Set.of(Part.EXPORT))).editions())
                .singleElement()
                .extracting(ExportedEdition::isNew)
                .isEqualTo(true);
        assertThat(states()).containsExactly("REPORTED", "REPORTED", "REPORTED");

        var whole = run(all());
        assertThat(whole.unchanged()).hasSize(3);
        assertThat(whole.editions()).extracting(ExportedEdition::isNew).containsExactly(false);
    }

    @Test
    void reportsOfDaysThatAreNotReconciledDoNotCountAsReported() {
        run(all().only(Set.of(Part.PARSE, Part.EXPORT)));
        assertThat(states()).containsExactly("PARSED", "PARSED", "PARSED");
    }

    @Test
    void deliveringAloneWantsReports() {
        assertThatThrownBy(() -> run(all().only(Set.of(Part.SEND))))
                .cause()
                .isInstanceOf(UserException.class)
                .hasMessageStartingWith("There are no reports of " + FIRST + " to " + LAST + " to send.");
    }

    @Test
    void aProductTakesTheDaysThatHaveSomethingOfIt() {
        ledger.ingest(Product.VOICE_MESSAGING, on("2026-03-03", "vm"));
        run(all().only(Set.of(Part.PARSE)));

        var run = run(all().of(Product.VOICE_MESSAGING));

        assertThat(done(run)).isEqualTo(days("2026-03-03"));
        assertThat(run.controlTotal().facts()).as("a day is carried whole").isEqualTo(2);
        assertThat(states()).containsExactly("PARSED", "REPORTED", "PARSED");
    }

    /** More days than a portion has, in each order, and with editions side by side. */
    @Test
    void orderAndParallelityChangeNothingOfTheResult() {
        for (var day = 1; day <= 4; day++) {
            ledger.run("2026-03-0" + day, "2026-03-0" + day);
        }
        ledger.ingest(
                Product.IVR,
                IntStream.rangeClosed(1, 4)
                        .mapToObj(day -> on("2026-03-0" + day, "late" + day))
                        .toArray(String[]::new));

        var run = run(ledger.request("2026-01-01", LAST).in(new Order(true, 3)));

        assertThat(run.days()).hasSize(63);
        assertThat(run.controlTotal()).isEqualTo(new ControlTotal(LocalDate.parse(LAST), 7, 7, 0, 0, 0, 0));
        assertThat(run.editions()).hasSize(5).allMatch(ExportedEdition::isNew);
        assertThat(ledger.rows("SELECT count(*), bool_and(reconciled) FROM run.run_day WHERE run_id = " + run.runId()))
                .containsExactly("63 | t");
        assertThat(ledger.rows("SELECT count(*) FROM run.stale_day")).containsExactly("0");
        assertThat(run(ledger.request("2026-01-01", LAST)).editions())
                .as("in the other order, one by one, nothing is new")
                .noneMatch(ExportedEdition::isNew);
    }

    @Test
    void whatWasReconciledBeforeARunFailedIsNotReconciledAgain() {
        ledger.jdbc().sql("ALTER TABLE report.edition RENAME TO away").update();
        assertThatThrownBy(() -> run(all())).isInstanceOf(RunFailedException.class);
        ledger.jdbc().sql("ALTER TABLE report.away RENAME TO edition").update();
        assertThat(states()).containsExactly("RECONCILED failed", "RECONCILED failed", "RECONCILED failed");
        ledger.ingest(Product.IVR, on(LAST, "late"));

        var run = run(all());

        assertThat(run.controlTotal().facts()).isEqualTo(4);
        assertThat(ledger.rows("SELECT business_day, run_id FROM run.reconciled_day ORDER BY 1"))
                .as("only the day that was touched since")
                .containsExactly("2026-03-02 | 1", "2026-03-03 | 1", "2026-03-04 | " + run.runId());
    }

    @Test
    void daysMissedWhileNothingRanAreMadeUpForOldestFirst() {
        ledger.at("2026-03-03T02:30:00Z");
        ledger.runNightly();
        ledger.at("2026-03-07T02:30:00Z");

        var run = ledger.runNightly();

        assertThat(run.days().stream().map(LocalDate::toString))
                .containsExactly("2026-03-03", "2026-03-04", "2026-03-05", "2026-03-06");
        assertThat(run.editions().stream().map(edition -> edition.scope().inWords()))
                .containsExactly("2026-03-03", "2026-03-04", "2026-03-05", "2026-03-06");
        assertThat(ledger.runNightly().days()).hasSize(1);
    }
}
