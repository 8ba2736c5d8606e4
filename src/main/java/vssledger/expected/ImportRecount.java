package vssledger.expected;

import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import vssledger.expected.format.CallflowsFormat;
import vssledger.platform.LedgerProperties;
import vssledger.platform.db.SqlFiles;
import vssledger.platform.db.WorkMemory;

/**
 * Counts anew what an import speaks of, after it was withdrawn, made to count again or set to replace its range: what is expected
 * then is what a ledger would expect that had taken only the imports that count, in the order of their rank. Lines of bills stay
 * where they are and are marked; sessions are derived from the lines that count.
 */
@Component
class ImportRecount {

    private static final List<String> OF_BILLS = List.of(
            "affected_leg (id bigint, sub_account_id text)",
            "affected_session (sub_account_id text, session_id text, business_day date)",
            "recounted_session (sub_account_id text, session_id text, import_id bigint)",
            "recounted_day (business_day date)");

    private static final List<String> OF_LISTS = List.of(
            "affected_key (sub_account_id text, kind text, key text)",
            "gone_session (sub_account_id text, session_id text, client_request_id text, business_day date,"
                    + " start_time timestamptz, product text, session_status text, destination text, is_row boolean,"
                    + " matched_by text, import_id bigint, superseded_by bigint)",
            "recounted_day (business_day date)");

    private final JdbcClient jdbc;
    private final SqlFiles sql;
    private final WorkMemory memory;
    private final LedgerProperties ledger;

    ImportRecount(JdbcClient jdbc, SqlFiles sql, WorkMemory memory, LedgerProperties ledger) {
        this.jdbc = jdbc;
        this.sql = sql;
        this.memory = memory;
        this.ledger = ledger;
    }

    /** In the transaction of the caller, who holds the lock of the imports. Days on which something is otherwise are stale then. */
    void recount(long importId, ExpectedSource source) {
        memory.grant();
        var tables = source == ExpectedSource.LOG_EXPORT ? OF_BILLS : OF_LISTS;
        tables.forEach(table ->
                jdbc.sql("CREATE TEMPORARY TABLE " + table + " ON COMMIT DROP").update());
        if (source == ExpectedSource.LOG_EXPORT) {
            recountBill(importId, source);
        } else {
            recountList(importId, source);
        }
        update("recount/14_touched_day", importId, source);
        tables.forEach(table -> drop(table.substring(0, table.indexOf(' '))));
    }

    private void recountBill(long importId, ExpectedSource source) {
        update("recount/01_leg_affected", importId, source);
        analyze("affected_leg");
        update("recount/02_leg", importId, source);
        update("recount/03_session_gone", importId, source);
        update("recount/04_session_owner", importId, source);
        for (var owner : jdbc.sql("SELECT DISTINCT import_id FROM recounted_session ORDER BY 1")
                .query(Long.class)
                .list()) {
            jdbc.sql("CREATE TEMPORARY TABLE staged ON COMMIT DROP AS"
                            + " SELECT sub_account_id, session_id FROM recounted_session WHERE import_id = :import")
                    .param("import", owner)
                    .update();
            update("import/09_billed_session", owner, source);
            drop("staged");
        }
        jdbc.sql("INSERT INTO recounted_day SELECT e.business_day FROM expected.session e JOIN recounted_session r"
                        + " USING (sub_account_id, session_id) WHERE e.source = :source AND e.superseded_by IS NULL")
                .param("source", source.code())
                .update();
    }

    private void recountList(long importId, ExpectedSource source) {
        update("recount/05_key_first", importId, source);
        while (update("recount/06_key_more", importId, source) > 0) {
            // each round finds ids that were not known before, and there are not more of them than lines
        }
        analyze("affected_key");
        update("recount/07_sent_gone", importId, source);
        for (var counting : jdbc.sql(sql.load("expected/recount/08_sent_import.sql"))
                .param("source", source.code())
                .query(Long.class)
                .list()) {
            update("recount/09_sent_staged", counting, source);
            analyze("staged");
            CallflowsFormat.DERIVING.forEach(file -> run(file, counting, source));
            update("recount/10_sent_range", counting, source);
            update("recount/11_sent_matched", counting, source);
            drop("staged");
        }
        update("recount/12_sent_day", importId, source);
        update("recount/13_rejected", importId, source);
    }

    private int update(String name, long importId, ExpectedSource source) {
        return run("expected/" + name + ".sql", importId, source);
    }

    private int run(String file, long importId, ExpectedSource source) {
        return jdbc.sql(sql.load(file))
                .param("import", importId)
                .param("source", source.code())
                .param("zone", ledger.timeZone().getId())
                .update();
    }

    private void analyze(String table) {
        jdbc.sql("ANALYZE " + table).update();
    }

    private void drop(String table) {
        jdbc.sql("DROP TABLE " + table).update();
    }
}
