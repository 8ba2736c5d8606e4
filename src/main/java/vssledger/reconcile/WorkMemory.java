package vssledger.reconcile;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What the database may take for each join of all sessions of some days ({@code vss.reconcile.work-memory}), so that it need not go to disk. */
@Component
public class WorkMemory {

    private final JdbcClient jdbc;
    private final ReconcileProperties properties;

    WorkMemory(JdbcClient jdbc, ReconcileProperties properties) {
        this.jdbc = jdbc;
        this.properties = properties;
    }

    /** From here to the end of the transaction. */
    public void grant() {
        jdbc.sql("SET LOCAL work_mem = '" + properties.workMemory().toKilobytes() + "kB'")
                .update();
    }
}
