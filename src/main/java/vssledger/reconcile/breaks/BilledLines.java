package vssledger.reconcile.breaks;

import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import vssledger.platform.db.SqlFiles;

/** The lines of the bill that a break is about, with what follows from them: a price without its terms explains nothing. */
@Component
public class BilledLines {

    private final JdbcClient jdbc;
    private final SqlFiles sql;

    BilledLines(JdbcClient jdbc, SqlFiles sql) {
        this.jdbc = jdbc;
        this.sql = sql;
    }

    /**
     * One line of the bill.
     *
     * @param line its number in the file
     * @param billedSeconds how long the call took by the bill
     * @param receivedSeconds how long it took by the webhook; null if the webhook does not say so, or if none came
     * @param billableSeconds for which a price is billed; null if the bill does not say so
     * @param billingUnit the unit of the price, as the bill has it; null if the bill does not say so
     * @param increment the first and the next interval in seconds, such as {@code 60+60}; null if the bill does not say so
     * @param unitPrice of one unit; null if the bill does not say so
     * @param totalPrice of the line; null if the bill does not say so
     * @param currency of both prices; null if the bill does not say so
     */
    public record BilledLine(
            String callId,
            long line,
            long billedSeconds,
            @Nullable Integer receivedSeconds,
            @Nullable Integer billableSeconds,
            @Nullable String billingUnit,
            @Nullable String increment,
            @Nullable BigDecimal unitPrice,
            @Nullable BigDecimal totalPrice,
            @Nullable String currency) {}

    /** The lines of the calls of this break, in the order of the file; none for a break of a list, which bills nothing. */
    List<BilledLine> of(long breakId) {
        return jdbc.sql(sql.load("reconcile/query/billed_line_of_break.sql"))
                .param("id", breakId)
                .query((row, n) -> new BilledLine(
                        row.getString("call_id"),
                        row.getLong("line"),
                        row.getLong("duration_seconds"),
                        row.getObject("call_seconds", Integer.class),
                        row.getObject("billable_seconds", Integer.class),
                        row.getString("billing_unit"),
                        row.getString("increment"),
                        row.getBigDecimal("unit_price"),
                        row.getBigDecimal("total_price"),
                        row.getString("currency")))
                .list();
    }
}
