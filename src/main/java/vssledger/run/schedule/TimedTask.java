package vssledger.run.schedule;

import com.github.kagkarlsson.scheduler.Clock;
import com.github.kagkarlsson.scheduler.SchedulerClient;
import com.github.kagkarlsson.scheduler.task.AbstractTask;
import com.github.kagkarlsson.scheduler.task.CompletionHandler;
import com.github.kagkarlsson.scheduler.task.Execution;
import com.github.kagkarlsson.scheduler.task.ExecutionComplete;
import com.github.kagkarlsson.scheduler.task.ExecutionContext;
import com.github.kagkarlsson.scheduler.task.ExecutionOperations;
import com.github.kagkarlsson.scheduler.task.OnStartup;
import com.github.kagkarlsson.scheduler.task.SchedulableInstance;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import com.github.kagkarlsson.scheduler.task.schedule.Schedule;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vssledger.lock.DaysLockedException;

/**
 * Work that is done at its times, by one of all servers, and made up for where a time was missed. It is told the time for
 * which it is done, which the task's data keep where it is not the one at which it runs. What fails is tried again after 5, 15
 * and 60 minutes; what finds the days locked by somebody else, after one.
 */
final class TimedTask extends AbstractTask<String> implements OnStartup {

    private static final Logger log = LoggerFactory.getLogger(TimedTask.class);

    private static final List<Duration> BACK_OFF =
            List.of(Duration.ofMinutes(5), Duration.ofMinutes(15), Duration.ofMinutes(60));
    private static final Duration UNTIL_BOOKS_ARE_FREE = Duration.ofMinutes(1);

    private static final String INSTANCE = "recurring";
    private static final String ON_TIME = "";

    private final Schedule times;
    private final Missed missed;
    private final Consumer<Instant> work;

    /** What becomes of times that passed while no server ran. */
    enum Missed {
        /** The work is done for each of them. */
        EACH,
        /** Doing it once makes up for all. */
        ONCE
    }

    /** @param work may throw: it is tried again then */
    TimedTask(String name, Schedule times, Missed missed, Consumer<Instant> work) {
        super(
                name,
                String.class,
                (failed, operations) -> operations.stop(), // not reached: execute takes care of failures
                (dead, operations) -> operations.reschedule(
                        dead, dead.getTimeDone(), due(dead.getExecution()).toString()));
        this.times = times;
        this.missed = missed;
        this.work = work;
    }

    @Override
    public CompletionHandler<String> execute(TaskInstance<String> instance, ExecutionContext context) {
        var due = due(context.getExecution());
        try {
            work.accept(due);
            return (done, operations) -> operations.reschedule(done, next(due, done), ON_TIME);
        } catch (DaysLockedException e) {
            log.debug("{} waits: {}", getName(), e.getMessage());
            return (done, operations) ->
                    operations.reschedule(done, done.getTimeDone().plus(UNTIL_BOOKS_ARE_FREE), due.toString());
        } catch (RuntimeException e) {
            return (done, operations) -> tryLater(e, due, done, operations);
        }
    }

    private void tryLater(
            RuntimeException problem, Instant due, ExecutionComplete done, ExecutionOperations<String> operations) {
        var execution = done.getExecution();
        var failed = ExecutionComplete.failure(execution, done.getTimeDone(), done.getTimeDone(), problem);
        var failures = execution.consecutiveFailures;
        if (failures < BACK_OFF.size()) {
            var again = done.getTimeDone().plus(BACK_OFF.get(failures));
            log.error("{} failed; it is tried again at {}: {}", getName(), again, problem.getMessage());
            operations.reschedule(failed, again, due.toString());
        } else {
            log.error("{} failed {} times, and is given up for {}", getName(), failures + 1, due, problem);
            operations.reschedule(done, next(due, done), ON_TIME);
        }
    }

    private Instant next(Instant due, ExecutionComplete done) {
        return missed == Missed.EACH ? times.getInitialExecutionTime(due) : times.getNextExecutionTime(done);
    }

    private static Instant due(Execution execution) {
        return execution.taskInstance.getData() instanceof String data && !data.equals(ON_TIME)
                ? Instant.parse(data)
                : execution.executionTime;
    }

    /** Enters it where it is not there yet, and moves it where its times are others now; what is overdue stays so. */
    @Override
    public void onStartup(SchedulerClient scheduler, Clock clock) {
        var first = times.getInitialExecutionTime(clock.now());
        var there = scheduler.getScheduledExecution(instance(INSTANCE));
        if (there.isEmpty()) {
            scheduler.scheduleIfNotExists(instance(INSTANCE, ON_TIME), first);
        } else if (there.get().getExecutionTime().isAfter(clock.now())
                && ON_TIME.equals(there.get().getData())
                && !there.get().getExecutionTime().equals(first)) {
            scheduler.reschedule(instance(INSTANCE), first);
        }
    }

    @Override
    public SchedulableInstance<String> schedulableInstance(String id) {
        return schedulableInstance(id, ON_TIME);
    }

    @Override
    public SchedulableInstance<String> schedulableInstance(String id, String data) {
        return SchedulableInstance.of(instance(id, data), times.getInitialExecutionTime(Instant.now()));
    }
}
