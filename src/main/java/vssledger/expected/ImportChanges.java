package vssledger.expected;

import java.sql.Timestamp;
import java.time.Clock;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import vssledger.platform.UserException;
import vssledger.platform.db.RepeatableTransaction;

/**
 * Decisions about imports: each is kept with who took it, when and why, and the days on which something is otherwise become stale.
 * Lines are never deleted. Each is one transaction, or part of the caller's.
 */
@Component
public class ImportChanges {

    private final ImportHistory history;
    private final ImportRecount recount;
    private final ImportLock lock;
    private final JdbcClient jdbc;
    private final Clock clock;
    private final RepeatableTransaction transaction;

    ImportChanges(
            ImportHistory history,
            ImportRecount recount,
            ImportLock lock,
            JdbcClient jdbc,
            Clock clock,
            PlatformTransactionManager transactions) {
        this.history = history;
        this.recount = recount;
        this.lock = lock;
        this.jdbc = jdbc;
        this.clock = clock;
        this.transaction = new RepeatableTransaction(transactions);
    }

    /** Keeps who has imported a file. */
    public void importedBy(long id, String by) {
        transaction.executeWithoutResult(status -> keep(id, "IMPORTED", by, null));
    }

    /**
     * Lets an import count no more. What it superseded counts again, where no other import supersedes it.
     *
     * @param note why; null where nobody says
     * @return the import as it is then
     * @throws UserException if there is no such import, or it is withdrawn already
     */
    public ImportSummary withdraw(long id, String by, @Nullable String note) {
        return change(id, before -> {
            if (before.state() == ImportSummary.State.WITHDRAWN) {
                throw new UserException(
                        "Import " + id + " is withdrawn already. Nothing was changed. To let it count again:"
                                + " vss expected reinstate " + id);
            }
            jdbc.sql("UPDATE expected.import SET withdrawn_at = ? WHERE id = ?")
                    .params(Timestamp.from(clock.instant()), id)
                    .update();
            keep(id, "WITHDRAWN", by, note);
            return before;
        });
    }

    /**
     * Makes an import the newest word: all of it counts, whatever was imported since.
     *
     * @param note why; null where nobody says
     * @return the import as it is then
     * @throws UserException if there is no such import, or it counts in full already
     */
    public ImportSummary reinstate(long id, String by, @Nullable String note) {
        return change(id, before -> {
            if (before.state() == ImportSummary.State.COUNTS && !(before.replacesRange() && isFollowed(id))) {
                throw new UserException("Import " + id + " counts in full already. Nothing was changed.");
            }
            makeNewest(id, before.replacesRange());
            keep(id, "REINSTATED", by, note);
            return before;
        });
    }

    /**
     * Makes an import the newest word, and lets it replace all that earlier imports of its source say of its days and subaccounts:
     * lines that are not in its file count no more. Nothing happens where it does so already.
     *
     * @return the import as it is then
     * @throws UserException if there is no such import
     */
    public ImportSummary replaceRange(long id, String by) {
        var before = history.summary(id);
        if (before.state() == ImportSummary.State.COUNTS && before.replacesRange() && !isFollowed(id)) {
            return before;
        }
        return change(id, now -> {
            makeNewest(id, true);
            keep(id, "RANGE_REPLACED", by, null);
            return now;
        });
    }

    private ImportSummary change(long id, UnaryOperator<ImportSummary> change) {
        return Objects.requireNonNull(transaction.execute(status -> {
            lock.take();
            var before = change.apply(history.summary(id));
            recount.recount(id, ExpectedSource.of(before.source()));
            return history.summary(id);
        }));
    }

    private void makeNewest(long id, boolean replacesRange) {
        jdbc.sql("UPDATE expected.import SET withdrawn_at = NULL, rank = nextval('expected.import_rank'),"
                        + " replaces_range = ? WHERE id = ?")
                .params(replacesRange, id)
                .update();
    }

    /** Whether a later import of the same source counts. */
    private boolean isFollowed(long id) {
        return jdbc.sql("SELECT EXISTS (SELECT FROM expected.import i JOIN expected.import later USING (source)"
                        + " WHERE i.id = ? AND later.rank > i.rank AND later.withdrawn_at IS NULL)")
                .param(id)
                .query(Boolean.class)
                .single();
    }

    private void keep(long id, String kind, String by, @Nullable String note) {
        jdbc.sql("INSERT INTO expected.import_event (import_id, kind, at, by_whom, note) VALUES (?, ?, ?, ?, ?)")
                .param(id)
                .param(kind)
                .param(Timestamp.from(clock.instant()))
                .param(by)
                .param(note)
                .update();
    }
}
