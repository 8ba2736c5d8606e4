package vssledger.run.job;

import java.sql.Types;
import org.springframework.batch.core.job.JobExecution;
import org.springframework.batch.core.listener.JobExecutionListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import vssledger.lock.DayLock;
import vssledger.lock.DayLocks;
import vssledger.platform.RunLines;
import vssledger.run.RunOrigin;

/**
 * Gives a run's lock the number of the run before the first step begins, and records who asked for the run. Up to then the lock keeps
 * others from starting any run: so a run that the history calls running, and that no live lock knows, has died.
 */
public final class RunStart implements JobExecutionListener {

    private final JdbcClient jdbc;
    private final DayLock lock;
    private final RunOrigin origin;

    /**
     * Makes the listener of one run.
     *
     * @param lock that the caller holds, with {@link DayLocks.Resource#STARTING}
     */
    public RunStart(JdbcClient jdbc, DayLock lock, RunOrigin origin) {
        this.jdbc = jdbc;
        this.lock = lock;
        this.origin = origin;
    }

    /** Whoever began the run takes its number out of the log lines again: what is said at the end belongs to it. */
    @Override
    public void beforeJob(JobExecution run) {
        var parameters = run.getJobParameters();
        jdbc.sql("INSERT INTO run.run (run_id, asked_by, why, from_day, to_day, late)"
                        + " VALUES (:run, :who, :why, :from, :to, :late)")
                .param("run", run.getId())
                .param("who", origin.who())
                .param("why", origin.why())
                .param("from", parameters.getLocalDate("from"), Types.DATE)
                .param("to", parameters.getLocalDate("to"), Types.DATE)
                .param("late", Boolean.parseBoolean(parameters.getString("late")))
                .update();
        lock.isOf(run.getId());
        lock.release(DayLocks.Resource.STARTING);
        RunLines.begin(run.getId());
    }
}
