package vssledger.run.job;

import java.sql.Types;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.batch.core.job.JobExecution;
import org.springframework.batch.core.listener.JobExecutionListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import vssledger.lock.DayLock;
import vssledger.lock.DayLocks;
import vssledger.run.RunOrigin;

/**
 * The claims of the runs of this process. A claim learns the number of its run before the first step begins, and up to then
 * keeps others from starting any: so whatever the history calls running, and no live claim knows, has died.
 */
@Component
public class RunLocks implements JobExecutionListener {

    private static final ThreadLocal<@Nullable Starting> STARTING = new ThreadLocal<>();

    private final Map<Long, DayLock> claims = new ConcurrentHashMap<>();
    private final JdbcClient jdbc;

    private record Starting(DayLock claim, RunOrigin asked) {}

    RunLocks(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The job that this starts, in this thread, works on this claim. */
    public <T> T under(DayLock claim, RunOrigin asked, Supplier<T> start) {
        STARTING.set(new Starting(claim, asked));
        try {
            return start.get();
        } finally {
            STARTING.remove();
        }
    }

    /** The claim of a run of this process. */
    DayLock of(long runId) {
        return Objects.requireNonNull(claims.get(runId), () -> "Run " + runId + " has no claim");
    }

    @Override
    public void beforeJob(JobExecution run) {
        var begun = Objects.requireNonNull(STARTING.get(), "A run is started under a claim");
        var parameters = run.getJobParameters();
        jdbc.sql("INSERT INTO run.run (run_id, asked_by, why, from_day, to_day, late)"
                        + " VALUES (:run, :who, :why, :from, :to, :late)")
                .param("run", run.getId())
                .param("who", begun.asked().who())
                .param("why", begun.asked().why())
                .param("from", parameters.getLocalDate("from"), Types.DATE)
                .param("to", parameters.getLocalDate("to"), Types.DATE)
                .param("late", Boolean.parseBoolean(parameters.getString("late")))
                .update();
        claims.put(run.getId(), begun.claim());
        begun.claim().isOf(run.getId());
        begun.claim().release(DayLocks.Part.STARTING);
    }

    @Override
    public void afterJob(JobExecution run) {
        claims.remove(run.getId());
    }
}
