package vssledger.reconcile.breaks;

import java.time.LocalDate;
import java.util.Collection;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import vssledger.platform.db.DateArray;
import vssledger.platform.db.SqlFiles;
import vssledger.platform.db.WorkMemory;

/** What each day's figures were told to be, and what they have become since, version by version. */
@Component
public class Restatements {

    private final JdbcClient jdbc;
    private final SqlFiles sql;
    private final WorkMemory memory;

    Restatements(JdbcClient jdbc, SqlFiles sql, WorkMemory memory) {
        this.jdbc = jdbc;
        this.sql = sql;
        this.memory = memory;
    }

    /** This run has come to its end: what it told stands. */
    public void stand(long runId) {
        jdbc.sql("UPDATE recon.day_version SET is_published = true WHERE run_id = ?")
                .param(runId)
                .update();
    }

    /** Gives each of these days whose figures moved since they were told last a new version; the first, where they never were. */
    public void tell(Collection<LocalDate> days, long runId) {
        memory.grant();
        jdbc.sql(sql.load("reconcile/period/restatement.sql"))
                .param("days", new DateArray(days))
                .param("run", runId)
                .update();
    }
}
