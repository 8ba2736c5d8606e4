package vssledger.run;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import vssledger.alert.AlertCondition;
import vssledger.alert.AlertKind;
import vssledger.alert.Watch;
import vssledger.platform.DateRange;
import vssledger.platform.LedgerProperties;
import vssledger.platform.LocalTimes;
import vssledger.run.history.RunHistory;
import vssledger.run.history.RunSummary;
import vssledger.run.history.RunSummary.State;

/** Runs that failed and were not made up for by a later one, and a night that is late. */
@Component
class RunWatch implements Watch {

    private static final int RECENT = 20;
    private static final Duration LONG_AGO = Duration.ofDays(7);

    private final RunHistory history;
    private final RunProperties pipeline;
    private final LedgerProperties ledger;
    private final Clock clock;

    RunWatch(RunHistory history, RunProperties pipeline, LedgerProperties ledger, Clock clock) {
        this.history = history;
        this.pipeline = pipeline;
        this.ledger = ledger;
        this.clock = clock;
    }

    @Override
    public Set<AlertKind> kinds() {
        return Set.of(AlertKind.JOB_FAILED, AlertKind.JOB_LATE);
    }

    @Override
    public List<AlertCondition> look() {
        var conditions = new ArrayList<AlertCondition>();
        var runs = history.newest(RECENT);
        for (var i = 0; i < runs.size(); i++) {
            var run = runs.get(i);
            if (run.state() == State.FAILED
                    && isRecent(run.startedAt())
                    && runs.subList(0, i).stream().noneMatch(later -> makesUpFor(later, run))) {
                conditions.add(failed(run.id(), run.range(), "Run " + run.id() + " failed."));
            }
        }
        late(runs).ifPresent(conditions::add);
        return conditions;
    }

    private boolean isRecent(@Nullable Instant startedAt) {
        return startedAt != null && startedAt.isAfter(clock.instant().minus(LONG_AGO));
    }

    private static boolean makesUpFor(RunSummary later, RunSummary failed) {
        return later.state() == State.COMPLETED
                && later.range().contains(failed.range().from())
                && later.range().contains(failed.range().to());
    }

    /** A run of these days that failed; one alert, however often it is tried in vain. */
    static AlertCondition failed(long runId, DateRange range, @Nullable String why) {
        return new AlertCondition(
                AlertKind.JOB_FAILED,
                range.toString(),
                "Run " + runId + " failed",
                why + "\n\nMore of it: vss runs show " + runId
                        + "\nOnce the cause is mended, this goes on from there: vss runs restart " + runId);
    }

    /** Yesterday is not carried through, though vss.run.done-by is past; yesterday as it was at that time. */
    private Optional<AlertCondition> late(List<RunSummary> runs) {
        var doneBy = pipeline.doneBy();
        if (doneBy == null || !pipeline.isScheduled()) {
            return Optional.empty();
        }
        var day = lastDue(doneBy).minusDays(1);
        if (runs.stream().noneMatch(run -> !run.range().from().isAfter(day)) && !isDueToday(doneBy)) {
            return Optional.empty(); // the ledger is younger than that
        }
        return history.lacking(day)
                .map(why -> new AlertCondition(
                        AlertKind.JOB_LATE,
                        "nightly job",
                        "The nightly job is late",
                        "By " + doneBy + " (" + ledger.timeZone() + ") it should have been done. " + why
                                + " See: vss status. To run it by hand: vss run"));
    }

    private LocalDate lastDue(LocalTime doneBy) {
        var today = clock.instant().atZone(ledger.timeZone()).toLocalDate();
        return isDueToday(doneBy) ? today : today.minusDays(1);
    }

    private boolean isDueToday(LocalTime doneBy) {
        var zone = ledger.timeZone();
        var now = clock.instant();
        return !now.isBefore(LocalTimes.first(LocalDate.ofInstant(now, zone).atTime(doneBy), zone));
    }
}
