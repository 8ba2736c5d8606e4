package vssledger.run;

import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.batch.core.BatchStatus;
import org.springframework.batch.core.job.JobExecutionException;
import org.springframework.batch.core.job.builder.JobBuilder;
import org.springframework.batch.core.job.parameters.JobParametersBuilder;
import org.springframework.batch.core.launch.JobOperator;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.step.Step;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import vssledger.lock.DayLock;
import vssledger.lock.DayLocks;
import vssledger.lock.DayLocks.Resource;
import vssledger.parse.Parsing;
import vssledger.platform.RunLines;
import vssledger.platform.UserException;
import vssledger.run.history.RunHistory;
import vssledger.run.job.RunStart;
import vssledger.run.preview.Preview;

/** Takes what is in quarantine through today's parser, while nobody else parses; the next run carries its days on. */
@Component
public class QuarantineReplays {

    private static final String REPLAY = "replay-quarantine";

    /** No run has this number. */
    private static final long NO_RUN = 0;

    private static final int MOST_LISTED = 100;

    private final DayLocks locks;
    private final JobRepository repository;
    private final JobOperator operator;
    private final Step replayStep;
    private final RunHistory history;
    private final Parsing parsing;
    private final Preview rehearsal;
    private final JdbcClient jdbc;

    QuarantineReplays(
            DayLocks locks,
            JobOperator operator,
            JobRepository repository,
            Step replayStep,
            RunHistory history,
            Parsing parsing,
            Preview rehearsal,
            JdbcClient jdbc) {
        this.locks = locks;
        this.repository = repository;
        this.operator = operator;
        this.replayStep = replayStep;
        this.history = history;
        this.parsing = parsing;
        this.rehearsal = rehearsal;
        this.jdbc = jdbc;
    }

    /**
     * What came of it.
     *
     * @param replayed how many were tried
     * @param resolved how many of them are understood now
     * @param gone how many the inbox no longer has
     * @param days that the next run carries on, since something came to them or went from them
     */
    public record Result(long runId, long replayed, long resolved, long gone, List<LocalDate> days) {}

    /**
     * Replays, and tells what came of it.
     *
     * @param deliveryIds which; none for all that are open
     * @throws UserException if one of them is not in quarantine, or somebody parses
     */
    public Result replay(List<Long> deliveryIds) {
        check(deliveryIds);
        try (var lock = locks.acquire("A replay of the quarantine", List.of(), Set.of(Resource.INBOX), false)) {
            lock.await(Resource.STARTING);
            return replayAlone(deliveryIds, lock);
        }
    }

    /**
     * Tells what would come of it, and does none of it.
     *
     * @param deliveryIds which; none for all that are open
     * @throws UserException if one of them is not in quarantine, or somebody parses
     */
    public Result rehearse(List<Long> deliveryIds) {
        check(deliveryIds);
        return locks.withInbox(
                "A dry run of a replay",
                List.of(),
                () -> rehearsal
                        .of(() -> {
                            parsing.replay(deliveryIds, NO_RUN);
                            return result(NO_RUN);
                        })
                        .result());
    }

    private void check(List<Long> deliveryIds) {
        if (deliveryIds.size() > MOST_LISTED) {
            throw new UserException(
                    "Name at most " + MOST_LISTED + " deliveries, or none to replay all that are in quarantine.");
        }
        var others = notInQuarantine(deliveryIds);
        if (!others.isEmpty()) {
            throw new UserException("Not in quarantine: "
                    + others.stream().map(String::valueOf).collect(Collectors.joining(", "))
                    + ". See: vss quarantine list");
        }
    }

    private List<Long> notInQuarantine(List<Long> deliveryIds) {
        return jdbc.sql("""
                        SELECT wanted.id
                        FROM unnest(:ids::bigint[]) AS wanted (id)
                        WHERE NOT EXISTS (
                            SELECT FROM parse.quarantine q WHERE q.delivery_id = wanted.id AND q.resolved_at IS NULL)
                        ORDER BY wanted.id
                        """)
                .param("ids", deliveryIds.toArray(Long[]::new))
                .query(Long.class)
                .list();
    }

    private Result replayAlone(List<Long> deliveryIds, DayLock lock) {
        var parameters = new JobParametersBuilder().addLong("number", history.nextNumber(REPLAY));
        if (!deliveryIds.isEmpty()) {
            parameters.addString(
                    "deliveries", deliveryIds.stream().map(String::valueOf).collect(Collectors.joining(",")));
        }
        try {
            var replay = new JobBuilder(REPLAY, repository)
                    .listener(new RunStart(jdbc, lock, RunOrigin.here()))
                    .start(replayStep)
                    .build();
            var execution = operator.start(replay, parameters.toJobParameters());
            if (execution.getStatus() != BatchStatus.COMPLETED) {
                throw RunFailedException.of(execution);
            }
            return result(execution.getId());
        } catch (JobExecutionException e) {
            throw new IllegalStateException("The replay cannot be started: " + e.getMessage(), e);
        } finally {
            RunLines.end();
        }
    }

    private Result result(long runId) {
        var days = jdbc.sql("SELECT DISTINCT business_day FROM parse.touched_day WHERE run_id = ? ORDER BY 1")
                .param(runId)
                .query(LocalDate.class)
                .list();
        return jdbc.sql("""
                        SELECT coalesce(sum(looked_at), 0), coalesce(sum(kept), 0),
                               (SELECT count(*) FROM parse.outcome
                                WHERE run_id = :run AND outcome <> 'QUARANTINED')
                        FROM parse.rederived_day
                        WHERE run_id = :run
                        """)
                .param("run", runId)
                .query((row, n) -> new Result(runId, row.getLong(1), row.getLong(3), row.getLong(2), days))
                .single();
    }
}
