package vssledger.worker;

import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The workers that live: those that the database has a connection of. */
@Component
public class WorkerStates {

    private final JdbcClient jdbc;

    WorkerStates(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Those who have been there longest first. */
    public List<WorkerState> now() {
        return jdbc.sql("""
                        SELECT w.name, w.since, (SELECT count(*) FROM worker.partition p WHERE p.holder = w.id)
                        FROM worker.worker w
                        WHERE w.is_elsewhere AND NOT w.is_dead
                          AND EXISTS (SELECT FROM pg_stat_activity a
                                      WHERE a.application_name = w.application AND a.datname = current_database())
                        ORDER BY w.since, w.name COLLATE "C"
                        """)
                .query((row, n) ->
                        new WorkerState(row.getString(1), row.getTimestamp(2).toInstant(), row.getLong(3)))
                .list();
    }
}
