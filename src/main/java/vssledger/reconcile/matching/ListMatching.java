package vssledger.reconcile.matching;

import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import vssledger.platform.db.SqlFiles;
import vssledger.reconcile.ReconcileProperties;

/**
 * Finds the sessions of lines without an id, by subaccount, destination and time: where there is one that a line may be of,
 * and no other line that it may be the session of. What is ambiguous is kept as a suggestion, for a person to tell.
 */
@Component
public class ListMatching {

    private static final List<String> TRANSFORMS =
            List.of("match/01_candidate", "match/02_matched", "match/03_match_candidate");

    private final JdbcClient jdbc;
    private final SqlFiles sql;
    private final ReconcileProperties properties;

    ListMatching(JdbcClient jdbc, SqlFiles sql, ReconcileProperties properties) {
        this.jdbc = jdbc;
        this.sql = sql;
        this.properties = properties;
    }

    /** Looks at the lines around the days that something touched; days on which one finds or loses its session are touched. */
    @Transactional
    public void identify() {
        for (var transform : TRANSFORMS) {
            jdbc.sql(sql.load("reconcile/" + transform + ".sql"))
                    .param("window", properties.listWindow().toSeconds())
                    .update();
        }
    }
}
