package vssledger.lock;

import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.SQLExceptionSubclassTranslator;
import org.springframework.stereotype.Component;
import vssledger.platform.DateRange;
import vssledger.platform.Deadline;
import vssledger.platform.ThisProcess;
import vssledger.platform.WaitedTooLongException;
import vssledger.platform.db.SqlFiles;

/**
 * Who may work on which days: one lock at a time holds a day, and what holds others goes on beside it. A lock lives as long
 * as its connection, so it vanishes with its holder, however that ends.
 */
@Component
@EnableConfigurationProperties(LockProperties.class)
public class DayLocks {

    private static final Logger log = LoggerFactory.getLogger(DayLocks.class);

    private static final Duration LOOK_AGAIN = Duration.ofMillis(200);

    private final DataSource dataSource;
    private final JdbcClient jdbc;
    private final SqlFiles sql;
    private final Clock clock;
    private final Duration patience;

    DayLocks(DataSource dataSource, JdbcClient jdbc, SqlFiles sql, Clock clock, LockProperties properties) {
        this.dataSource = dataSource;
        this.jdbc = jdbc;
        this.sql = sql;
        this.clock = clock;
        this.patience = properties.patience();
    }

    /** What only one process may do at a time, whatever the days. A holder of one of them never waits for anything else. */
    public enum Resource {
        /** Giving runs their numbers, and recovering those whose process died. */
        STARTING,
        /** Parsing, which takes whatever is pending, of whatever day. */
        INBOX,
        /** Sending editions to their recipients. */
        SENDING
    }

    /**
     * Somebody who is at work.
     *
     * @param what in words
     * @param runId null where it is no run, or one that has no number yet
     * @param by user, machine and process
     */
    record Holder(String what, @Nullable Long runId, Instant since, String by) {

        /** Such as {@code Run 17 of 2026-03-02 (ops on ledger1, process 4711) has been at work since 2026-03-03T02:30:00Z}. */
        String inWords() {
            return (runId == null ? what : what.replaceFirst("^A run", "Run " + runId)) + " (" + by
                    + ") has been at work since " + since.truncatedTo(ChronoUnit.SECONDS);
        }
    }

    /**
     * Locks these days, and these resources.
     *
     * @param what for which work, in words
     * @param waits whether to wait until they are free
     * @throws DaysLockedException if they are not, and it does not wait
     */
    public DayLock acquire(String what, Collection<DateRange> days, Set<Resource> resources, boolean waits) {
        return acquire(what, Multirange.of(days), resources, waits);
    }

    /** The work done while nobody else is at any; none of it where somebody is. */
    public <T> T alone(String what, Supplier<T> work) {
        return acquire(what, Multirange.ALL, Set.of(Resource.INBOX, Resource.SENDING), false)
                .during(work);
    }

    /** The work on these days done while nobody else parses, or is at work on them. */
    public <T> T withInbox(String what, Collection<DateRange> days, Supplier<T> work) {
        return acquire(what, days, Set.of(Resource.INBOX), false).during(work);
    }

    private DayLock acquire(String what, String days, Set<Resource> resources, boolean waits) {
        var lock = new DayLock(connection(), sql, clock, patience);
        try {
            untilFree(waits ? patience : Duration.ZERO, () -> lock.take(what, ThisProcess.name(), days, resources));
            return lock;
        } catch (RuntimeException e) {
            lock.close();
            throw e;
        }
    }

    /**
     * Tries until nobody stands in the way.
     *
     * @param patience how long it may take; zero for a single attempt
     * @throws DaysLockedException if somebody stood in the way of the single attempt
     * @throws WaitedTooLongException if somebody still stands in the way after that time
     */
    static void untilFree(Duration patience, Supplier<Optional<Holder>> attempt) {
        Deadline deadline = null;
        for (var holder = attempt.get(); holder.isPresent(); holder = attempt.get()) {
            if (patience.isZero()) {
                throw new DaysLockedException(holder.get().inWords()
                        + ". Wait for its end (see: vss status), or let this wait for it: --wait.");
            }
            if (deadline == null) {
                log.info("Waiting: {}", holder.get().inWords());
                deadline = Deadline.after(
                        patience,
                        "the end of other work: " + holder.get().inWords(),
                        "Look at it with vss status, end it, or give the wait more time by vss.lock.patience.");
            }
            deadline.pause(LOOK_AGAIN);
        }
    }

    /** Runs whose process lives. */
    public Set<Long> liveRuns() {
        return Set.copyOf(jdbc.sql("SELECT run_id FROM run.live_lock WHERE run_id IS NOT NULL")
                .query(Long.class)
                .list());
    }

    /** All who are at work, the longest first. */
    List<Holder> all() {
        return jdbc.sql("SELECT what, run_id, since, holder FROM run.live_lock ORDER BY id")
                .query((row, n) -> DayLock.holder(row))
                .list();
    }

    private java.sql.Connection connection() {
        try {
            return dataSource.getConnection();
        } catch (SQLException e) {
            throw new SQLExceptionSubclassTranslator().translate("locking days", null, e);
        }
    }

    /** Days as PostgreSQL's {@code datemultirange}. */
    static final class Multirange {

        static final String ALL = "{(,)}";

        private Multirange() {}

        static String of(Collection<DateRange> ranges) {
            return ranges.stream()
                    .map(range -> "[" + range.from() + "," + range.to() + "]")
                    .collect(java.util.stream.Collectors.joining(",", "{", "}"));
        }
    }
}
