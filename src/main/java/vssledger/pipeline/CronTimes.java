package vssledger.pipeline;

import com.github.kagkarlsson.scheduler.task.ExecutionComplete;
import com.github.kagkarlsson.scheduler.task.schedule.Schedule;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;
import org.springframework.scheduling.support.CronExpression;

/** The times of a cron expression of six fields, seconds first, in a time zone. */
record CronTimes(CronExpression cron, ZoneId zone) implements Schedule {

    static CronTimes of(String cron, ZoneId zone) {
        return new CronTimes(CronExpression.parse(cron), zone);
    }

    /** The first of them after this one; empty where there is none any more. */
    Optional<Instant> after(Instant time) {
        return Optional.ofNullable(cron.next(time.atZone(zone))).map(next -> next.toInstant());
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
