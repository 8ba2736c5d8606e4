package vssledger.reconcile;

import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import vssledger.platform.db.AdvisoryLock;
import vssledger.platform.db.MonthlyTables;

/** The months that {@code recon.result} is kept in, by business day. */
@Component
public class ResultMonths {

    private final MonthlyTables months;

    ResultMonths(JdbcClient jdbc, PlatformTransactionManager transactions) {
        this.months = new MonthlyTables(List.of("recon.result"), AdvisoryLock.RESULT_MONTHS, jdbc, transactions);
    }

    /** Makes room for the results of these days; to be called before they are reconciled. */
    public void makeRoom(Collection<LocalDate> days) {
        months.make(days);
    }
}
