package vssledger.reconcile;

import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.batch.core.step.StepExecution;
import org.springframework.batch.infrastructure.item.ExecutionContext;
import org.springframework.stereotype.Component;
import vssledger.worker.PartitionedStep;
import vssledger.worker.Partitions;

/** Reconciles the days of a step in partitions, which threads of this process and workers elsewhere take. */
@Component
public class PartitionedReconciliation {

    private final Reconciliation reconciliation;
    private final PartitionedStep reconcilePartitions;
    private final Partitions partitions;
    private final ReconcileProperties properties;

    PartitionedReconciliation(
            Reconciliation reconciliation,
            PartitionedStep reconcilePartitions,
            Partitions partitions,
            ReconcileProperties properties) {
        this.reconciliation = reconciliation;
        this.reconcilePartitions = reconcilePartitions;
        this.partitions = partitions;
        this.properties = properties;
    }

    /** Reconciles these days and keeps their control totals under the run of the step. Must not be called in a transaction. */
    public void reconcile(Collection<LocalDate> days, StepExecution step) {
        reconciliation.reconcile(
                days,
                step.getJobExecutionId(),
                planned -> partitions.run(
                        step, reconcilePartitions, inOrder(planned), properties.workersHere(), read -> {}));
    }

    private static Map<String, ExecutionContext> inOrder(List<DayPartition> partitions) {
        return Partitions.inOrder(
                partitions,
                partition -> partition.days().get(0) + "_" + partition.snapshot(),
                PartitionedReconciliation::context);
    }

    private static ExecutionContext context(DayPartition partition) {
        var context = new ExecutionContext();
        context.putString(
                "days", partition.days().stream().map(LocalDate::toString).collect(Collectors.joining(" ")));
        context.putString("snapshot", partition.snapshot());
        context.putString("alone", Boolean.toString(partition.isAlone()));
        return context;
    }

    static DayPartition partition(ExecutionContext context) {
        return new DayPartition(
                Stream.of(context.getString("days").split(" "))
                        .map(LocalDate::parse)
                        .toList(),
                context.getString("snapshot"),
                Boolean.parseBoolean(context.getString("alone")));
    }
}
