package vssledger.lock;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import vssledger.lock.DayLocks.Holder;
import vssledger.lock.DayLocks.Resource;
import vssledger.platform.DateRange;
import vssledger.platform.db.LockTimeouts;
import vssledger.platform.db.SqlFiles;

/**
 * Days and resources that this process holds, on a connection of its own: an advisory lock of PostgreSQL on its number proves that the holder
 * lives. Locks are given out one after the other, so what is seen to be free stays free until it is taken.
 */
public final class DayLock implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(DayLock.class);

    /** Any number that no other program uses for locks in the same database; {@code run.live_lock} knows it too. */
    private static final int CLASS = 0x5653_534c;

    /** Under which locks are given out; no lock has this number. */
    private static final int GIVING_OUT = 0;

    private final Connection connection;
    private final JdbcClient jdbc;
    private final TransactionTemplate inTurn;
    private final SqlFiles sql;
    private final Clock clock;
    private final Duration patience;
    private int id;

    /**
     * Holds nothing yet.
     *
     * @param connection of this lock alone
     * @param patience how long it waits for a resource that another holds
     */
    public DayLock(Connection connection, SqlFiles sql, Clock clock, Duration patience) {
        this.connection = connection;
        var single = new SingleConnectionDataSource(connection, true);
        this.jdbc = JdbcClient.create(single);
        this.inTurn = new TransactionTemplate(new JdbcTransactionManager(single));
        this.sql = sql;
        this.clock = clock;
        this.patience = patience;
    }

    /** The work, after which all is let go. */
    public <T> T during(Supplier<T> work) {
        try (this) {
            return work.get();
        }
    }

    /** Takes them all, or tells who stands in the way. */
    public Optional<Holder> take(String what, String by, String days, Set<Resource> resources) {
        return taking(days, resources, () -> {
            jdbc.sql("DELETE FROM run.lock WHERE id NOT IN (SELECT id FROM run.live_lock)")
                    .update();
            id = jdbc.sql("INSERT INTO run.lock (what, since, holder, days, resources)"
                            + " VALUES (:what, :now, :by, :days::datemultirange, :resources) RETURNING id")
                    .param("what", what)
                    .param("now", Timestamp.from(clock.instant()))
                    .param("by", by)
                    .param("days", days)
                    .param("resources", names(resources))
                    .query(Integer.class)
                    .single();
            lock("pg_advisory_lock", id);
        });
    }

    /** Takes this resource too, once it is free. */
    public void await(Resource resource) {
        DayLocks.untilFree(
                patience,
                () -> taking(
                        "{}",
                        Set.of(resource),
                        () -> jdbc.sql(
                                        "UPDATE run.lock SET resources = array_append(resources, :resource) WHERE id = :id")
                                .param("resource", resource.name())
                                .param("id", id)
                                .update()));
    }

    public void release(Resource resource) {
        jdbc.sql("UPDATE run.lock SET resources = array_remove(resources, :resource) WHERE id = :id")
                .param("resource", resource.name())
                .param("id", id)
                .update();
    }

    /**
     * Takes those of these days that nobody else holds.
     *
     * @return the others
     */
    public Set<LocalDate> takeFree(Collection<LocalDate> days) {
        var others = new TreeSet<LocalDate>();
        for (var day : days) {
            var one = DayLocks.Multirange.of(List.of(DateRange.of(day)));
            taking(
                            one,
                            Set.of(),
                            () -> jdbc.sql("UPDATE run.lock SET days = days + :days::datemultirange WHERE id = :id")
                                    .param("days", one)
                                    .param("id", id)
                                    .update())
                    .ifPresent(holder -> others.add(day));
        }
        return others;
    }

    /**
     * Takes all other days, too.
     *
     * @return whether nobody holds one of them
     */
    public boolean takeAll() {
        return taking(
                        DayLocks.Multirange.ALL,
                        Set.of(Resource.INBOX),
                        () -> jdbc.sql(
                                        "UPDATE run.lock SET days = '{(,)}', resources = array_append(resources, 'INBOX')"
                                                + " WHERE id = :id")
                                .param("id", id)
                                .update())
                .isEmpty();
    }

    /** It is the work of this run. */
    public void isOf(long runId) {
        jdbc.sql("UPDATE run.lock SET run_id = :run WHERE id = :id")
                .param("run", runId)
                .param("id", id)
                .update();
    }

    /**
     * Checks that this process still holds the lock.
     *
     * @throws DaysLockedException if the connection that held it was lost, and with it the right to go on
     */
    public void requireHeld() {
        try {
            if (jdbc.sql("SELECT EXISTS (SELECT FROM run.live_lock WHERE id = :id)")
                    .param("id", id)
                    .query(Boolean.class)
                    .single()) {
                return;
            }
        } catch (DataAccessException e) {
            log.debug("The connection that held lock {} is lost", id, e);
        }
        throw new DaysLockedException(
                "The connection to the database by which this run held its days was lost, so that others may be at"
                        + " work on them. Run the same days again: it goes on from there.");
    }

    private Optional<Holder> taking(String days, Set<Resource> resources, Runnable take) {
        return inTurn.execute(status -> {
            lock("pg_advisory_xact_lock", GIVING_OUT);
            var inTheWay = jdbc
                    .sql(sql.load("run/lock_conflict.sql"))
                    .param("id", id)
                    .param("days", days)
                    .param("resources", names(resources))
                    .query((row, n) -> holder(row))
                    .list()
                    .stream()
                    .findFirst();
            if (inTheWay.isEmpty()) {
                take.run();
            }
            return inTheWay;
        });
    }

    private void lock(String function, int number) {
        LockTimeouts.named(
                "others who lock days",
                () -> jdbc.sql("SELECT " + function + "(:class, :number)")
                        .param("class", CLASS)
                        .param("number", number)
                        .query((row, n) -> n)
                        .list());
    }

    static Holder holder(ResultSet row) throws SQLException {
        return new Holder(
                row.getString("what"),
                row.getObject("run_id", Long.class),
                row.getTimestamp("since").toInstant(),
                row.getString("holder"));
    }

    private static String[] names(Set<Resource> resources) {
        return resources.stream().map(Resource::name).toArray(String[]::new);
    }

    @Override
    public void close() {
        try (connection) {
            if (id != 0) {
                jdbc.sql("DELETE FROM run.lock WHERE id = :id").param("id", id).update();
                lock("pg_advisory_unlock", id);
            }
        } catch (SQLException | DataAccessException e) {
            log.debug("The connection that held lock {} was lost, and the lock with it", id, e);
        }
    }
}
