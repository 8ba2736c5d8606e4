package vssledger.reconcile;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.batch.core.step.Step;
import org.springframework.batch.infrastructure.item.ExecutionContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import vssledger.platform.ThisProcess;
import vssledger.platform.db.WorkMemory;
import vssledger.worker.PartitionSteps;
import vssledger.worker.PartitionedStep;
import vssledger.worker.Partitions;

/** The step that reconciles a share of a run's days, in whatever process, and the memory in which days are joined. */
@Configuration(proxyBeanMethods = false)
class ReconcileStepConfiguration {

    @Bean
    Step reconcileShareStep(PartitionSteps steps, Reconciliation reconciliation) {
        return steps.ofOneDeed("reconcile-share", contribution -> {
            var step = contribution.getStepExecution();
            reconciliation.reconcile(share(step.getExecutionContext()), step.getJobExecutionId());
        });
    }

    @Bean
    PartitionedStep shareOfReconciliation(Step reconcileShareStep, Reconciliation reconciliation) {
        return new PartitionedStep(reconcileShareStep, () -> ThisProcess.version() + " " + reconciliation.rules());
    }

    /** Has shares of the days of a step done in this process, and elsewhere. */
    @Bean
    PartitionedReconciliation sharedReconciliation(
            Reconciliation reconciliation,
            PartitionedStep shareOfReconciliation,
            Partitions partitions,
            ReconcileProperties properties) {
        return (days, manager) -> reconciliation.reconcile(
                days,
                manager.getJobExecutionId(),
                (shares, run) -> partitions.share(
                        manager, shareOfReconciliation, inOrder(shares), properties.workersHere(), read -> {}));
    }

    /** For each join of all sessions of some days, in whatever module: {@code vss.reconcile.work-memory}. */
    @Bean
    WorkMemory workMemory(JdbcClient jdbc, ReconcileProperties properties) {
        return new WorkMemory(jdbc, properties.workMemory());
    }

    private static Map<String, ExecutionContext> inOrder(List<DayPartition> shares) {
        return Partitions.inOrder(
                shares, share -> share.days().get(0) + "_" + share.snapshot(), ReconcileStepConfiguration::context);
    }

    private static ExecutionContext context(DayPartition share) {
        var context = new ExecutionContext();
        context.putString("days", share.days().stream().map(LocalDate::toString).collect(Collectors.joining(" ")));
        context.putString("snapshot", share.snapshot());
        context.putString("alone", Boolean.toString(share.isAlone()));
        return context;
    }

    private static DayPartition share(ExecutionContext context) {
        return new DayPartition(
                Stream.of(context.getString("days").split(" "))
                        .map(LocalDate::parse)
                        .toList(),
                context.getString("snapshot"),
                Boolean.parseBoolean(context.getString("alone")));
    }
}
