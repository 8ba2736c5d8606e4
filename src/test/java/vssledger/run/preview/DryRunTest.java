package vssledger.run.preview;

import static org.assertj.core.api.Assertions.assertThat;
import static vssledger.testing.Summaries.aSummary;

import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import vssledger.expected.ExpectedImports;
import vssledger.expected.ExpectedSource;
import vssledger.platform.DateRange;
import vssledger.platform.Product;
import vssledger.report.ReportScope;
import vssledger.run.ExportedEdition;
import vssledger.run.RederivedDay;
import vssledger.run.RunReport;
import vssledger.run.day.ControlTotal;
import vssledger.testing.BilledLegs;
import vssledger.testing.LedgerTest;
import vssledger.testing.TestLedger;

/** A dry run tells what the run then does, and does none of it. */
@Tag("runs")
@LedgerTest
class DryRunTest {

    private static final LocalDate FIRST = LocalDate.parse("2026-03-01");
    private static final LocalDate DAY = LocalDate.parse("2026-03-02");
    private static final LocalDate THIRD = LocalDate.parse("2026-03-03");

    private final TestLedger ledger;

    DryRunTest(TestLedger ledger) {
        this.ledger = ledger;
    }

    private DryRunReport dryRun(LocalDate from, LocalDate to) {
        return ledger.the(DryRun.class).of(ledger.request(from.toString(), to.toString()));
    }

    @Test
    void tellsDayByDayWhatTheRunThenDoes() throws Exception {
        ledger.ingest(Product.IVR, aSummary("1").body());
        ledger.run(FIRST.toString(), DAY.toString());
        ledger.ingest(
                Product.IVR,
                aSummary("1").seconds(50).body(),
                aSummary("2").body(),
                aSummary("3").from(THIRD + "T10:00:00Z", THIRD + "T10:01:00Z").body());
        var bill = ledger.home().resolve("bill.csv");
        java.nio.file.Files.writeString(bill, BilledLegs.file(BilledLegs.aLeg("9", "call-9")));
        ledger.the(ExpectedImports.class).importFile(ExpectedSource.of("8x8-log-export"), bill);
        var before = everything();

        var told = dryRun(FIRST, DAY);

        assertThat(everything()).as("nothing is changed").isEqualTo(before);
        assertThat(told.days())
                .containsExactly(
                        new DryRunReport.Day(FIRST, nothing(FIRST), nothing(FIRST), DryRunReport.Verdict.UNCHANGED),
                        new DryRunReport.Day(
                                DAY,
                                new DryRunReport.Figures(new ControlTotal(DAY, 1, 1, 0, 0, 0, 0), 0),
                                new DryRunReport.Figures(new ControlTotal(DAY, 3, 2, 0, 1, 0, 0), 3),
                                DryRunReport.Verdict.AGAIN),
                        new DryRunReport.Day(
                                THIRD,
                                nothing(THIRD),
                                new DryRunReport.Figures(new ControlTotal(THIRD, 1, 1, 0, 0, 0, 0), 0),
                                DryRunReport.Verdict.LEFT_STALE));
        assertThat(told.editions()).containsExactly(ReportScope.of(new DateRange(FIRST, DAY)));

        var run = ledger.run(FIRST.toString(), DAY.toString());
        assertThat(run.controlTotals())
                .containsExactlyElementsOf(told.days().stream()
                        .filter(day -> day.verdict() != DryRunReport.Verdict.LEFT_STALE)
                        .map(day -> day.then().deliveries())
                        .toList());
        assertThat(run.openBreaks().stream()
                        .mapToLong(RunReport.BreakCount::breaks)
                        .sum())
                .isEqualTo(3);
        assertThat(run.editions().stream().map(ExportedEdition::scope)).isEqualTo(told.editions());
    }

    @Test
    void tellsWhatDerivingAnewWouldChange() {
        ledger.ingest(Product.IVR, aSummary("1").body());
        ledger.run(DAY.toString(), DAY.toString());
        ledger.jdbc().sql("UPDATE fact.ivr_session SET talk_seconds = 1").update();

        var told = ledger.the(DryRun.class)
                .of(ledger.request(DAY.toString(), DAY.toString()).reparsing());

        assertThat(told.rederived())
                .singleElement()
                .satisfies(day -> assertThat(day.changes())
                        .extracting(RederivedDay.Change::what)
                        .containsExactly("session.talk_seconds"));
        assertThat(ledger.rows("SELECT talk_seconds FROM fact.session")).containsExactly("1");
    }

    private static DryRunReport.Figures nothing(LocalDate day) {
        return new DryRunReport.Figures(new ControlTotal(day, 0, 0, 0, 0, 0, 0), 0);
    }

    private List<String> everything() {
        return Stream.of(
                        "fact.session",
                        "fact.call_leg",
                        "parse.outcome",
                        "parse.touched_day",
                        "parse.watermark",
                        "parse.rederived_day",
                        "run.run_day",
                        "run.day",
                        "run.control_total",
                        "recon.result",
                        "recon.break",
                        "recon.control_total",
                        "report.edition",
                        "batch.batch_job_execution")
                .map(table -> table + ledger.rows("SELECT t::text FROM " + table + " t ORDER BY 1"))
                .toList();
    }
}
