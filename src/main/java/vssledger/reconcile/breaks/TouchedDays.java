package vssledger.reconcile.breaks;

import java.time.LocalDate;
import java.util.Collection;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Days to be carried through again for a reason that neither facts nor expectations tell, in {@code recon.touched_day}. */
@Component
public class TouchedDays {

    private final JdbcClient jdbc;

    TouchedDays(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** From the transaction of the caller on they are stale. */
    public void touch(Collection<LocalDate> days) {
        days.forEach(
                day -> jdbc.sql("INSERT INTO recon.touched_day (business_day) VALUES (:day) ON CONFLICT DO NOTHING")
                        .param("day", day)
                        .update());
    }
}
