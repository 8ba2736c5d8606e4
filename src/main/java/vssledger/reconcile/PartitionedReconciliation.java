package vssledger.reconcile;

import java.time.LocalDate;
import java.util.Collection;
import org.springframework.batch.core.step.StepExecution;

/** Reconciles days of a step in shares, which threads of this process and workers elsewhere take. */
public interface PartitionedReconciliation {

    /** As {@link Reconciliation#reconcile(Collection, long)} does; not in a transaction. */
    void reconcile(Collection<LocalDate> days, StepExecution step);
}
