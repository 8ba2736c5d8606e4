package vssledger.platform.db;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.util.unit.DataSize;

/** What the database may take for each sort and each join of a statement, so that it need not go to disk. */
public final class WorkMemory {

    private final JdbcClient jdbc;
    private final DataSize size;

    public WorkMemory(JdbcClient jdbc, DataSize size) {
        this.jdbc = jdbc;
        this.size = size;
    }

    /** From here to the end of the transaction. */
    public void grant() {
        jdbc.sql("SET LOCAL work_mem = '" + size.toKilobytes() + "kB'").update();
    }
}
