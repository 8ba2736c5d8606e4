package vssledger.reconcile;

import org.springframework.batch.core.step.Step;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import vssledger.platform.ThisProcess;
import vssledger.platform.db.WorkMemory;
import vssledger.worker.PartitionSteps;
import vssledger.worker.PartitionedStep;

/** The step that reconciles one partition of the days of a run, in whatever process, and the memory in which days are joined. */
@Configuration(proxyBeanMethods = false)
class ReconcileStepConfiguration {

    @Bean
    Step reconcilePartitionStep(PartitionSteps steps, Reconciliation reconciliation) {
        return steps.inOneTransaction("reconcile-partition", contribution -> {
            var step = contribution.getStepExecution();
            reconciliation.reconcilePartition(
                    PartitionedReconciliation.partition(step.getExecutionContext()), step.getJobExecutionId());
        });
    }

    @Bean
    PartitionedStep reconcilePartitions(Step reconcilePartitionStep, Reconciliation reconciliation) {
        return new PartitionedStep(reconcilePartitionStep, () -> ThisProcess.version() + " " + reconciliation.rules());
    }

    /** For each join of all sessions of some days, in whatever module: {@code vss.reconcile.work-memory}. */
    @Bean
    WorkMemory workMemory(JdbcClient jdbc, ReconcileProperties properties) {
        return new WorkMemory(jdbc, properties.workMemory());
    }
}
