package vssledger.parse.store;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Up to which transaction the inbox was read to the end ({@code parse.watermark}): every transaction below it had ended
 * before the reading began, so all of its deliveries were seen.
 */
@Component
public class Watermark {

    private final JdbcClient jdbc;

    Watermark(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * The transaction that a reading which begins now will have read up to. Puts the mark back to the beginning where it
     * lies in the future: the ledger was restored into a server that counts its transactions anew.
     */
    public String begin() {
        jdbc.sql("UPDATE parse.watermark SET xid = '0' WHERE xid > pg_snapshot_xmax(pg_current_snapshot())")
                .update();
        return jdbc.sql("SELECT pg_snapshot_xmin(pg_current_snapshot())::text")
                .query(String.class)
                .single();
    }

    /** The reading that began with this mark has come to its end. */
    public void advance(String mark) {
        jdbc.sql("UPDATE parse.watermark SET xid = :mark::xid8 WHERE xid < :mark::xid8")
                .param("mark", mark)
                .update();
    }
}
