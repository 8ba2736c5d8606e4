package vssledger.run.schedule;

import com.github.kagkarlsson.scheduler.task.ExecutionComplete;
import com.github.kagkarlsson.scheduler.task.schedule.Schedule;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.zone.ZoneOffsetTransition;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.scheduling.support.CronExpression;
import vssledger.platform.LocalTimes;

/**
 * The times of a cron expression of six fields, seconds first, in a time zone. Each local time that fits has its turn once, so a
 * daily expression has one turn on each day of the calendar. A time that the clocks skip has its turn when they are put forward,
 * or just before that if they are put forward to the next day; a time that they show twice has it the first time. A day that a
 * zone leaves out has no turn.
 */
record CronTimes(CronExpression cron, ZoneId zone) implements Schedule {

    static CronTimes of(String cron, ZoneId zone) {
        return new CronTimes(CronExpression.parse(cron), zone);
    }

    /** Returns the first turn after this instant; empty if there is none any more. */
    Optional<Instant> after(Instant time) {
        var fitting = cron.next(lastLocalTimeBy(time));
        while (fitting != null) {
            var turn = turn(fitting);
            if (turn != null && turn.isAfter(time)) {
                return Optional.of(turn);
            }
            fitting = cron.next(lastWithTheSameTurn(fitting));
        }
        return Optional.empty();
    }

    /** The latest local time that has had its turn by now: while the clocks repeat an hour, the end of that hour. */
    private LocalDateTime lastLocalTimeBy(Instant time) {
        var local = LocalDateTime.ofInstant(time, zone);
        var change = zone.getRules().getTransition(local);
        return change != null && change.isOverlap() && !time.isBefore(change.getInstant())
                ? endOf(change).minusNanos(1)
                : local;
    }

    /** All times of a day that are skipped have their turn together. */
    private LocalDateTime lastWithTheSameTurn(LocalDateTime fitting) {
        var change = zone.getRules().getTransition(fitting);
        if (change == null) {
            return fitting;
        }
        var midnight = fitting.toLocalDate().plusDays(1).atStartOfDay();
        var end = endOf(change);
        return (end.isBefore(midnight) ? end : midnight).minusNanos(1);
    }

    /** The end, exclusive, of the local times that are skipped or shown twice. */
    private static LocalDateTime endOf(ZoneOffsetTransition change) {
        return change.isGap() ? change.getDateTimeAfter() : change.getDateTimeBefore();
    }

    private @Nullable Instant turn(LocalDateTime fitting) {
        var change = zone.getRules().getTransition(fitting);
        var day = fitting.toLocalDate();
        if (change == null
                || change.isOverlap()
                || change.getDateTimeAfter().toLocalDate().equals(day)) {
            return LocalTimes.first(fitting, zone);
        }
        var hasBegun = change.getDateTimeBefore().isAfter(day.atStartOfDay());
        return hasBegun ? change.getInstant().minusSeconds(1) : null;
    }

    @Override
    public Instant getNextExecutionTime(ExecutionComplete done) {
        return after(done.getTimeDone()).orElse(NEVER);
    }

    @Override
    public boolean isDeterministic() {
        return true;
    }
}
