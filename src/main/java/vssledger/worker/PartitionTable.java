package vssledger.worker;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import vssledger.platform.db.SqlFiles;

/** Partitions of the steps that are at work ({@code worker.partition}): free, held by a process, or at their end. */
@Component
class PartitionTable {

    private static final long NO_MANAGER = -1;

    private final JdbcClient jdbc;
    private final SqlFiles sql;

    PartitionTable(JdbcClient jdbc, SqlFiles sql) {
        this.jdbc = jdbc;
        this.sql = sql;
    }

    enum State {
        FREE,
        HELD,
        DONE,
        STOPPED,
        FAILED
    }

    /**
     * A partition that a process took.
     *
     * @param times how often it was taken by now
     */
    record Taken(long stepExecutionId, long runId, String step, UUID holder, int times) {}

    /**
     * How a partition ended.
     *
     * @param problem in plain words, where it failed
     */
    record End(long stepExecutionId, State state, @Nullable String problem) {}

    /** From now on they can be taken. */
    void offer(
            long managerExecutionId,
            String job,
            long runId,
            String step,
            String rules,
            Collection<Long> stepExecutionIds) {
        jdbc.sql("INSERT INTO worker.partition (step_execution_id, manager_execution_id, job, run_id, step, rules)"
                        + " SELECT id, :manager, :job, :run, :step, :rules FROM unnest(:ids) AS id")
                .param("manager", managerExecutionId)
                .param("job", job)
                .param("run", runId)
                .param("step", step)
                .param("rules", rules)
                .param("ids", stepExecutionIds.toArray(Long[]::new))
                .update();
    }

    /** Takes the next that is free of one step's. */
    Optional<Taken> takeOf(long managerExecutionId, UUID holder) {
        return take(managerExecutionId, Map.of(), holder);
    }

    /** Takes the next that is free of whatever run, and that is done by these rules, of the steps by their names. */
    Optional<Taken> takeAny(Map<String, String> rulesBySteps, UUID holder) {
        return take(NO_MANAGER, rulesBySteps, holder);
    }

    private Optional<Taken> take(long managerExecutionId, Map<String, String> rulesBySteps, UUID holder) {
        var steps = List.copyOf(rulesBySteps.keySet());
        return jdbc.sql(sql.load("worker/take.sql"))
                .param("holder", holder)
                .param("manager", managerExecutionId)
                .param("steps", steps.toArray(String[]::new))
                .param("rules", steps.stream().map(rulesBySteps::get).toArray(String[]::new))
                .query((row, n) -> new Taken(row.getLong(1), row.getLong(2), row.getString(3), holder, row.getInt(4)))
                .optional();
    }

    /**
     * Until the end of this transaction nobody else can have it.
     *
     * @return false where somebody has it by now
     */
    boolean hold(Taken taken) {
        return jdbc.sql(
                        "SELECT 1 FROM worker.partition WHERE step_execution_id = :id AND holder = :holder AND pick_count = :times"
                                + " FOR SHARE")
                .param("id", taken.stepExecutionId())
                .param("holder", taken.holder())
                .param("times", taken.times())
                .query(Integer.class)
                .optional()
                .isPresent();
    }

    /** Its holder is through with it. */
    void end(Taken taken, State state, @Nullable String problem) {
        jdbc.sql("UPDATE worker.partition SET state = :state, holder = NULL, problem = :problem"
                        + " WHERE step_execution_id = :id AND holder = :holder AND pick_count = :times")
                .param("state", state.name())
                .param("problem", problem)
                .param("id", taken.stepExecutionId())
                .param("holder", taken.holder())
                .param("times", taken.times())
                .update();
    }

    void freeAllOf(UUID holder) {
        jdbc.sql("UPDATE worker.partition SET state = 'FREE', holder = NULL WHERE holder = :holder")
                .param("holder", holder)
                .update();
    }

    /** How many of a step's are not at their end. */
    int open(long managerExecutionId) {
        return jdbc.sql("SELECT count(*) FROM worker.partition WHERE manager_execution_id = :manager"
                        + " AND state IN ('FREE', 'HELD')")
                .param("manager", managerExecutionId)
                .query(Integer.class)
                .single();
    }

    /** How much was read of a step's, by whomever. */
    long read(long managerExecutionId) {
        return jdbc.sql("SELECT coalesce(sum(e.read_count), 0)::bigint FROM worker.partition p"
                        + " JOIN batch.batch_step_execution e USING (step_execution_id)"
                        + " WHERE p.manager_execution_id = :manager")
                .param("manager", managerExecutionId)
                .query(Long.class)
                .single();
    }

    /** Takes away those of a step that is through. */
    List<End> close(long managerExecutionId) {
        return jdbc.sql("DELETE FROM worker.partition WHERE manager_execution_id = :manager"
                        + " RETURNING step_execution_id, state, problem")
                .param("manager", managerExecutionId)
                .query((row, n) -> new End(row.getLong(1), State.valueOf(row.getString(2)), row.getString(3)))
                .list();
    }

    /** Takes away those of all runs of a job but these; waits for the chunks that others still have in hand. */
    void withdrawAllBut(String job, Collection<Long> runIds) {
        jdbc.sql("DELETE FROM worker.partition WHERE job = :job AND run_id <> ALL (:runs)")
                .param("job", job)
                .param("runs", runIds.toArray(Long[]::new))
                .update();
    }

    /** A run of which some are free that are done by other rules than these. */
    Optional<Long> runByOtherRules(Map<String, String> rulesBySteps) {
        var steps = List.copyOf(rulesBySteps.keySet());
        return jdbc.sql("SELECT min(run_id) FROM worker.partition WHERE state = 'FREE'"
                        + " AND (step, rules) NOT IN (SELECT * FROM unnest(:steps::text[], :rules::text[]))"
                        + " HAVING count(*) > 0")
                .param("steps", steps.toArray(String[]::new))
                .param("rules", steps.stream().map(rulesBySteps::get).toArray(String[]::new))
                .query(Long.class)
                .optional();
    }

    /** Whether anybody else would take some. */
    boolean hasTakersBeside(UUID id) {
        return jdbc.sql("SELECT EXISTS (SELECT FROM worker.worker WHERE is_elsewhere AND NOT is_dead AND id <> :id)")
                .param("id", id)
                .query(Boolean.class)
                .single();
    }
}
