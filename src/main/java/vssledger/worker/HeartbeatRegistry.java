package vssledger.worker;

import java.sql.Timestamp;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.TransactionException;
import vssledger.platform.ThisProcess;
import vssledger.platform.db.RepeatableTransaction;

/**
 * Registers this process among those that take partitions. It sends a few heartbeats in each lease, and watches those of the others: a
 * worker that sends none while this one sends several is dead. Heartbeats are counted and no clocks compared, so that a database that
 * stood still makes nobody look dead.
 */
@Component
class HeartbeatRegistry implements DisposableBean {

    private static final Logger log = LoggerFactory.getLogger(HeartbeatRegistry.class);

    private static final int HEARTBEATS_PER_LEASE = 4;

    private final WorkerProperties properties;
    private final PartitionTable partitions;
    private final JdbcClient jdbc;
    private final Clock clock;
    private final RepeatableTransaction own;
    private final Map<UUID, Silence> silences = new HashMap<>();
    private @Nullable ScheduledExecutorService scheduler;
    private volatile @Nullable UUID id;
    private final List<Runnable> afterHeartbeat = new CopyOnWriteArrayList<>();
    private boolean isElsewhere;

    /** @param heartbeats of this process during which another's count stayed at this one */
    private record Silence(long count, int heartbeats) {}

    private record Other(UUID id, String name, long count) {}

    HeartbeatRegistry(
            WorkerProperties properties,
            PartitionTable partitions,
            JdbcClient jdbc,
            Clock clock,
            PlatformTransactionManager transactions) {
        this.properties = properties;
        this.partitions = partitions;
        this.jdbc = jdbc;
        this.clock = clock;
        this.own = new RepeatableTransaction(transactions);
        this.own.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
    }

    /** By which this process holds partitions; a new one once it was taken for gone. */
    UUID id() {
        var current = id;
        return current == null ? join() : current;
    }

    /**
     * Begins to send heartbeats.
     *
     * @param elsewhere whether it takes partitions of runs of other processes
     */
    synchronized void begin(boolean elsewhere) {
        isElsewhere = isElsewhere || elsewhere;
        if (scheduler == null) {
            join();
            scheduler = Executors.newSingleThreadScheduledExecutor(task -> {
                var thread = new Thread(task, "worker-heartbeat");
                thread.setDaemon(true);
                return thread;
            });
            var pause = properties.lease().toMillis() / HEARTBEATS_PER_LEASE;
            var unused = scheduler.scheduleWithFixedDelay(this::sendHeartbeat, pause, pause, TimeUnit.MILLISECONDS);
        }
    }

    /** What is done while the database is known to answer. */
    void afterEachHeartbeat(Runnable action) {
        afterHeartbeat.add(action);
    }

    /** In a transaction of its own: others, and the thread of heartbeats, have to see it whatever the caller is about. */
    private synchronized UUID join() {
        var current = id;
        if (current != null) {
            return current;
        }
        var joined = UUID.randomUUID();
        own.executeWithoutResult(
                status -> jdbc.sql("INSERT INTO worker.worker (id, application, name, is_elsewhere, since)"
                                + " VALUES (:id, :application, :name, :elsewhere, :now)")
                        .param("id", joined)
                        .param("application", ThisProcess.TOKEN)
                        .param("name", ThisProcess.name())
                        .param("elsewhere", isElsewhere)
                        .param("now", Timestamp.from(clock.instant()))
                        .update());
        id = joined;
        return joined;
    }

    private void sendHeartbeat() {
        try {
            if (jdbc.sql("UPDATE worker.worker SET heartbeat = heartbeat + 1 WHERE id = :id AND NOT is_dead")
                            .param("id", id())
                            .update()
                    == 0) {
                log.warn(
                        "This process sent no heartbeat for {} and was declared dead: other workers take over its partitions",
                        properties.lease());
                id = null;
                join();
            }
            watch();
            afterHeartbeat.forEach(Runnable::run);
        } catch (DataAccessException | TransactionException e) {
            log.debug("No heartbeat: the database does not answer", e);
        }
    }

    private void watch() {
        var now = others();
        silences.keySet().retainAll(now.stream().map(Other::id).toList());
        for (var other : now) {
            var silence = silences.merge(
                    other.id(),
                    new Silence(other.count(), 0),
                    (before, first) -> before.count() == other.count()
                            ? new Silence(before.count(), before.heartbeats() + 1)
                            : first);
            if (silence.heartbeats() >= HEARTBEATS_PER_LEASE) {
                log.warn(
                        "Worker {} sends no heartbeat any more and is declared dead: other workers take over its partitions",
                        other.name());
                removeDead(other.id());
            }
        }
    }

    /**
     * First it may not take anything more, then the connections end that it had, and what it was about with them; then others may
     * take it. Those that it opened later, under a new id, stay, however often this has to be begun again.
     */
    private void removeDead(UUID dead) {
        jdbc.sql("UPDATE worker.worker SET is_dead = true, dead_since = clock_timestamp()"
                        + " WHERE id = :id AND NOT is_dead")
                .param("id", dead)
                .update();
        if (connections(dead).stream().allMatch(this::isEnded)) {
            partitions.freeAllOf(dead);
            jdbc.sql("DELETE FROM worker.worker WHERE id = :id")
                    .param("id", dead)
                    .update();
            silences.remove(dead);
        }
    }

    private List<Integer> connections(UUID of) {
        return jdbc.sql("""
                        SELECT a.pid
                        FROM worker.worker w
                        JOIN pg_stat_activity a ON a.application_name = w.application AND a.datname = current_database()
                        WHERE w.id = :id AND a.backend_start <= coalesce(w.dead_since, 'infinity')
                        """).param("id", of).query(Integer.class).list();
    }

    private boolean isEnded(int connection) {
        return jdbc.sql("SELECT pg_terminate_backend(:pid, :patience)")
                .param("pid", connection)
                .param("patience", properties.lease().toMillis())
                .query(Boolean.class)
                .single();
    }

    /** Not what this process was before it was taken for gone: that has the connections that it has now. */
    private List<Other> others() {
        return jdbc.sql("SELECT id, name, heartbeat FROM worker.worker WHERE application <> :application")
                .param("application", ThisProcess.TOKEN)
                .query((row, n) -> new Other(row.getObject(1, UUID.class), row.getString(2), row.getLong(3)))
                .list();
    }

    /** Leaves: what it still held is free. */
    @Override
    public synchronized void destroy() {
        if (scheduler == null) {
            return;
        }
        scheduler.shutdownNow();
        try {
            partitions.freeAllOf(id());
            jdbc.sql("DELETE FROM worker.worker WHERE id = :id")
                    .param("id", id())
                    .update();
        } catch (DataAccessException e) {
            log.debug("It leaves without a word: the database does not answer", e);
        }
    }
}
