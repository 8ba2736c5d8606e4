package vssledger.worker;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;
import vssledger.platform.UserException;

/** Takes partitions of whatever run, for as long as this process lives: what {@code vss worker} does. */
@Component
public class Worker implements DisposableBean {

    private static final Logger log = LoggerFactory.getLogger(Worker.class);

    /** Longer than a chunk takes. */
    private static final int SECONDS_TO_LEAVE = 60;

    private final WorkerProperties properties;
    private final PartitionTable table;
    private final PartitionWork work;
    private final HeartbeatRegistry heartbeats;
    private final PartitionRequests requests;
    private @Nullable ThreadPoolExecutor threads;
    private long toldOf;

    Worker(
            WorkerProperties properties,
            PartitionTable table,
            PartitionWork work,
            HeartbeatRegistry heartbeats,
            PartitionRequests requests) {
        this.properties = properties;
        this.table = table;
        this.work = work;
        this.heartbeats = heartbeats;
        this.requests = requests;
    }

    /**
     * Begins, with the runs that are at work already.
     *
     * @param atATime partitions; 0 for as many as the settings say
     * @return how many it takes at a time
     */
    public int begin(int atATime) {
        var count = atATime > 0 ? atATime : properties.threadsHere();
        // as many calls may wait as are at work: each looks once more, so that none is missed between a last look and
        // its end
        var pool = new ThreadPoolExecutor(
                count,
                count,
                0,
                TimeUnit.SECONDS,
                new ArrayBlockingQueue<>(count),
                new ThreadPoolExecutor.DiscardPolicy());
        threads = pool;
        heartbeats.begin(true);
        requests.listen(() -> pool.execute(this::takeAll));
        heartbeats.afterEachHeartbeat(
                () -> { // should a request have been lost
                    pool.execute(this::takeAll);
                    tellOfOtherRules();
                });
        for (var n = 0; n < count; n++) {
            pool.execute(this::takeAll);
        }
        return count;
    }

    private void takeAll() {
        try {
            var rules = rules();
            work.onEach(() -> table.takeAny(rules, heartbeats.id()));
        } catch (DataAccessException | TransactionException e) {
            log.warn(
                    "The database does not answer: if that goes on, other workers take over the partitions of this one");
            log.debug("It said", e);
        }
    }

    private void tellOfOtherRules() {
        var run = table.runByOtherRules(rules()).orElse(0L);
        if (run > toldOf) {
            log.warn(
                    "Run {} has partitions that this worker does not take, because its program, its settings or its folder of"
                            + " reports differ from those of the process that manages the run",
                    run);
            toldOf = run;
        }
    }

    /** By the steps that this process can do; of those for which it lacks something, its log says what. */
    private Map<String, String> rules() {
        var rules = new HashMap<String, String>();
        work.steps().stream()
                .collect(Collectors.groupingBy(
                        PartitionedStep::rules,
                        Collectors.mapping(partitioned -> partitioned.step().getName(), Collectors.toList())))
                .forEach((supplier, steps) -> {
                    try {
                        var text = supplier.get();
                        steps.forEach(step -> rules.put(step, text));
                    } catch (UserException e) {
                        log.warn("This worker takes no partition of {}: {}", String.join(", ", steps), e.getMessage());
                    }
                });
        return rules;
    }

    /** Leaves: what it holds it lets go after the chunk in hand. */
    @Override
    public void destroy() throws InterruptedException {
        if (threads != null) {
            work.leave();
            threads.shutdown();
            threads.awaitTermination(SECONDS_TO_LEAVE, TimeUnit.SECONDS);
        }
    }
}
