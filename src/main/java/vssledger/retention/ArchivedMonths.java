package vssledger.retention;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;
import vssledger.capture.DeliveryMonths;
import vssledger.fact.FactMonths;
import vssledger.lock.DayLocks;
import vssledger.parse.OutcomeMonths;
import vssledger.platform.UserException;
import vssledger.platform.db.AdvisoryLock;
import vssledger.platform.db.MonthlyTables;
import vssledger.retention.archive.Archive;
import vssledger.retention.archive.ArchivedMonth;

/**
 * Months on their way into the archive and back. A month whose time is over is detached first, which its name in the database tells
 * ({@code capture.delivery_2026_03_detached}); whatever lies there is written, read back and only then dropped, by this run or the
 * next one.
 */
@Component
public class ArchivedMonths {

    private static final Logger log = LoggerFactory.getLogger(ArchivedMonths.class);

    /** Any number that no other program uses for a lock in the same database. */
    private final Archive archive;

    private final DayLocks locks;
    private final DeliveryMonths deliveries;
    private final FactMonths facts;
    private final OutcomeMonths outcomes;
    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final Clock clock;

    ArchivedMonths(
            Archive archive,
            DayLocks locks,
            DeliveryMonths deliveries,
            FactMonths facts,
            OutcomeMonths outcomes,
            JdbcClient jdbc,
            PlatformTransactionManager transactions,
            Clock clock) {
        this.archive = archive;
        this.locks = locks;
        this.deliveries = deliveries;
        this.facts = facts;
        this.outcomes = outcomes;
        this.jdbc = jdbc;
        this.transaction = new TransactionTemplate(transactions);
        this.transaction.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
        this.clock = clock;
    }

    /**
     * A month that is kept as files, or is about to be.
     *
     * @param name as {@link #restore} takes it
     * @param rows of all its tables
     * @param bytes of all its files
     * @param writtenAt ISO 8601; null while it waits in the database
     */
    public record Entry(
            String name,
            String kind,
            YearMonth month,
            long rows,
            long bytes,
            State state,
            @Nullable String writtenAt) {

        /** Where its rows are. */
        public enum State {
            /** Detached in the database; the next run writes it. */
            WAITING,
            ARCHIVED,
            /** In the files, and for a while in the database again. */
            RESTORED
        }
    }

    boolean isArchiveOn() {
        return archive.isOn();
    }

    /** Whether months may go: not where they are to be kept and cannot, nor where earlier ones wait for an archive that is off. */
    boolean isReady() {
        if (archive.isOn()) {
            archive.requireFolder();
            archive();
            return true;
        }
        for (var kind : MonthKind.values()) {
            if (!waiting(kind).isEmpty()) {
                log.warn(
                        "Months wait to be archived, and nothing is dropped until they are, but vss.retention.archive names no"
                                + " folder any more: {} of {}. Name it again.",
                        kind.code(),
                        waiting(kind).keySet());
                return false;
            }
        }
        return true;
    }

    /** Whether a month was taken back from the archive not long ago. */
    boolean isKept(MonthKind kind, YearMonth month) {
        var since = clock.instant()
                .atZone(ZoneOffset.UTC)
                .minus(archive.keepRestored())
                .toInstant();
        return restoredAt(kind, month).map(since::isBefore).orElse(false);
    }

    private Optional<Instant> restoredAt(MonthKind kind, YearMonth month) {
        return jdbc.sql("SELECT restored_at FROM run.restored_month WHERE kind = :kind AND month = :month")
                .param("kind", kind.code())
                .param("month", month.atDay(1))
                .query((row, n) -> row.getTimestamp(1).toInstant())
                .optional();
    }

    /** Writes what was detached, reads it back and drops it, a month at a time. */
    void archive() {
        for (var kind : MonthKind.values()) {
            waiting(kind).keySet().forEach(month -> transaction.executeWithoutResult(status -> archive(kind, month)));
        }
    }

    private void archive(MonthKind kind, YearMonth month) {
        if (!AdvisoryLock.ARCHIVE.tryAcquire(jdbc)) {
            return; // another run is at it
        }
        var relations = waiting(kind).getOrDefault(month, Map.of());
        if (!relations.isEmpty()) {
            if (relations.values().stream().anyMatch(this::hasRows)) {
                archive.keep(kind.code(), month, relations);
            }
            jdbc.sql("DELETE FROM run.restored_month WHERE kind = :kind AND month = :month")
                    .param("kind", kind.code())
                    .param("month", month.atDay(1))
                    .update();
            relations
                    .values()
                    .forEach(relation -> jdbc.sql("DROP TABLE " + relation).update());
        }
    }

    private boolean hasRows(String relation) {
        return jdbc.sql("SELECT EXISTS (SELECT FROM " + relation + ")")
                .query(Boolean.class)
                .single();
    }

    /** What is detached, by month: the relation of each of its tables. */
    private SortedMap<YearMonth, Map<String, String>> waiting(MonthKind kind) {
        var waiting = new TreeMap<YearMonth, Map<String, String>>();
        for (var table : kind.tables()) {
            jdbc.sql("""
                            SELECT substring(relname FROM '(\\d{4}_\\d{2})_detached$')
                            FROM pg_class
                            WHERE relkind = 'r' AND relnamespace::regnamespace || '.' || relname ~ ('^' || :table || '_\\d{4}_\\d{2}_detached$')
                            """)
                    .param("table", table)
                    .query((row, n) -> YearMonth.parse(row.getString(1).replace('_', '-')))
                    .list()
                    .forEach(month -> waiting.computeIfAbsent(month, key -> new LinkedHashMap<>())
                            .put(table, MonthlyTables.detached(table, month)));
        }
        return waiting;
    }

    /**
     * All months in the archive, and those that are about to be.
     *
     * @throws UserException if there is no archive
     */
    public List<Entry> list() {
        var entries = new ArrayList<Entry>();
        for (var kind : MonthKind.values()) {
            waiting(kind)
                    .keySet()
                    .forEach(month -> entries.add(
                            new Entry(kind.code() + "-" + month, kind.code(), month, 0, 0, Entry.State.WAITING, null)));
        }
        archive.list().forEach(archived -> entries.add(entry(archived)));
        return entries;
    }

    private Entry entry(ArchivedMonth archived) {
        var manifest = archived.manifest();
        return new Entry(
                archived.name(),
                manifest.kind(),
                manifest.of(),
                manifest.rows(),
                manifest.bytes(),
                restoredAt(MonthKind.of(manifest.kind()), manifest.of()).isPresent()
                        ? Entry.State.RESTORED
                        : Entry.State.ARCHIVED,
                manifest.writtenAt());
    }

    /**
     * Reads all files of a month.
     *
     * @throws UserException if one of them is not what was written
     */
    public Entry verify(String name) {
        var archived = archive.find(name);
        archived.verify();
        return entry(archived);
    }

    /**
     * Takes a month back into the database, whole or not at all, while no run is at work.
     *
     * @throws UserException if a file is damaged, its rows are there already, or what they belong to is not
     */
    public Entry restore(String name) {
        var archived = archive.find(name);
        var kind = MonthKind.of(archived.manifest().kind());
        var month = archived.manifest().of();
        archived.verify();
        return locks.alone("The restoring of " + archived.name(), () -> {
            if (waiting(kind).containsKey(month)) {
                throw new UserException(kind.code() + " of " + month + " wait in the database to be archived. Let a run"
                        + " do that first: vss run");
            }
            switch (kind) {
                case DELIVERIES -> deliveries.makeRoom(month);
                case FACTS -> facts.makeRoom(month);
            }
            transaction.executeWithoutResult(status -> restore(archived, kind, month));
            return entry(archived);
        });
    }

    private void restore(ArchivedMonth archived, MonthKind kind, YearMonth month) {
        try {
            archive.restore(archived);
        } catch (DuplicateKeyException e) {
            throw new UserException(
                    "Rows of " + archived.name() + " are in the database already; nothing was restored. If it was"
                            + " restored before, there is nothing to do.");
        }
        switch (kind) {
            case DELIVERIES -> {
                var missing = outcomes.missing(month);
                if (missing > 0) {
                    throw new UserException(
                            missing + " deliveries of " + archived.name() + " belong to facts that are not in"
                                    + " the database. Restore these first: facts of " + month
                                    + ", and of the month before or after"
                                    + " where that is not enough. See: vss archive list");
                }
                deliveries.restored(month, archived.manifest().rows());
            }
            case FACTS ->
                facts.restored(
                        month,
                        FactMonths.sessionTables().stream()
                                .mapToLong(archived.manifest()::rowsOf)
                                .sum());
        }
        jdbc.sql("""
                        INSERT INTO run.restored_month (kind, month, restored_at) VALUES (:kind, :month, :now)
                        ON CONFLICT (kind, month) DO UPDATE SET restored_at = excluded.restored_at
                        """)
                .param("kind", kind.code())
                .param("month", month.atDay(1))
                .param("now", Timestamp.from(clock.instant()))
                .update();
    }
}
