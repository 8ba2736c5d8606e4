package vssledger.platform.db;

import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The advisory locks of the ledger that a transaction holds until its end. Each has a key that no other program uses in the same
 * database; processes of different versions of the ledger exclude one another by it, so that a key never changes.
 */
public enum AdvisoryLock {
    DELIVERY_MONTHS(0x5653_534d_6f6e_7468L, "others who make or drop months of capture.delivery"),
    FACT_MONTHS(0x5653_5346_6163_7473L, "others who make or drop months of fact.session"),
    RESULT_MONTHS(0x5653_5352_6573_756cL, "others who make or drop months of recon.result"),
    RECONCILIATION(0x5653_5352_6563_6f6eL, "the end of the reconciliation that is at work"),
    ARCHIVE(0x5653_5341_7263_6869L, "the end of the archiving that is at work");

    private final long key;
    private final String awaited;

    AdvisoryLock(long key, String awaited) {
        this.key = key;
        this.awaited = awaited;
    }

    /**
     * Acquires it until the end of the caller's transaction.
     *
     * @throws WaitedTooLongException if it was not free within {@code vss.lock-timeout}; its message says what was waited for
     */
    public void acquire(JdbcClient jdbc) {
        LockTimeouts.named(
                awaited,
                () -> jdbc.sql("SELECT pg_advisory_xact_lock(:key)")
                        .param("key", key)
                        .query((row, n) -> true)
                        .single());
    }

    /** Acquires it until the end of the caller's transaction if it is free, and does not wait. */
    public boolean tryAcquire(JdbcClient jdbc) {
        return jdbc.sql("SELECT pg_try_advisory_xact_lock(:key)")
                .param("key", key)
                .query(Boolean.class)
                .single();
    }
}
