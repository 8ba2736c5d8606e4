package vssledger.expected;

import java.nio.file.Path;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionTemplate;
import vssledger.expected.file.ImportCopies;
import vssledger.expected.partition.ImportPartitionTables;
import vssledger.expected.partition.PartitionedImport;
import vssledger.platform.LedgerProperties;
import vssledger.platform.db.LockTimeouts;
import vssledger.platform.db.RepeatableTransaction;
import vssledger.worker.Partitions;

/**
 * What imports have left whose process died: copies of files and, of imports in partitions, the partitions and their tables; all with phone numbers in
 * them. Imports are at work one at a time,
 * by a lock, so that whoever holds it knows that all there is was left.
 */
@Component
public class ImportLeftovers {

    private static final Logger log = LoggerFactory.getLogger(ImportLeftovers.class);

    private final Partitions partitions;
    private final ImportLock lock;
    private final JdbcClient jdbc;
    private final LedgerProperties ledger;
    private final TransactionTemplate own;
    private final TransactionTemplate apart;

    ImportLeftovers(
            Partitions partitions,
            ImportLock lock,
            JdbcClient jdbc,
            LedgerProperties ledger,
            PlatformTransactionManager transactions) {
        this.ledger = ledger;
        this.partitions = partitions;
        this.lock = lock;
        this.jdbc = jdbc;
        this.own = new RepeatableTransaction(transactions);
        this.own.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
        this.apart = new TransactionTemplate(transactions);
        this.apart.setPropagationBehavior(TransactionDefinition.PROPAGATION_NOT_SUPPORTED);
    }

    /** Takes it away, unless an import is at work: then the next to call this does. */
    public void clearUp() {
        clearCopies();
        try {
            own.executeWithoutResult(status -> {
                lock.takeAtOnce();
                clear();
            });
        } catch (DataAccessException e) {
            if (!LockTimeouts.isCauseOf(e)) {
                throw e;
            }
            log.debug("An import is at work: the next run takes away what others have left", e);
        }
    }

    /** In which imports of this machine keep copies of files while they are at work. */
    Path copies() {
        return ledger.home().resolve("var").resolve("import");
    }

    /** Deletes copies of files that a killed process of this machine has left. */
    void clearCopies() {
        ImportCopies.deleteLeft(copies());
    }

    /** Takes it away, for one who holds the lock: when this returns, nobody works for a dead import any more. */
    void clear() {
        apart.executeWithoutResult(none -> {
            var left = ImportPartitionTables.all(jdbc);
            if (!left.isEmpty()) {
                partitions.withdrawAllBut(PartitionedImport.JOB, Set.of());
                left.forEach(run -> drop(new ImportPartitionTables(jdbc, run)));
            }
        });
    }

    /** What cannot be dropped now, since a dump of the database reads it, is dropped by the next import or run. */
    public void drop(ImportPartitionTables tables) {
        try {
            own.executeWithoutResult(status -> {
                jdbc.sql("SET LOCAL lock_timeout = '5s'").update();
                tables.drop();
            });
        } catch (DataAccessException | TransactionException e) {
            log.info("{} is left to the next import or run: {}", tables.staged(), e.getMessage());
        }
    }
}
