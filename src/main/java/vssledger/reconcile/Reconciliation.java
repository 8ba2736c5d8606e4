package vssledger.reconcile;

import java.time.LocalDate;
import java.util.Collection;
import org.springframework.stereotype.Component;

/** Stand-in. */
@Component
public class Reconciliation {
    /** Stand-in. */
    public void reconcile(Collection<LocalDate> days, long runId) {}
}
