package vssledger.run.export;

import java.util.List;
import java.util.Map;
import org.springframework.batch.core.step.StepExecution;
import org.springframework.batch.infrastructure.item.ExecutionContext;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import vssledger.report.ReportProperties;
import vssledger.report.ReportScope;
import vssledger.report.Reports;
import vssledger.report.edition.ReportPartition;
import vssledger.run.day.RunTotals;
import vssledger.worker.PartitionedStep;
import vssledger.worker.Partitions;

/**
 * Makes an edition of so many sessions that each of its reports is a partition of its own: the process of the run holds the edition and
 * one snapshot, any free thread or worker drafts a report as of that, and the process of the run puts them together.
 */
@Component
class LargeEdition {

    private final EditionPartition editions;
    private final Reports reports;
    private final RunTotals totals;
    private final ReportProperties properties;
    private final Partitions partitions;
    private final PartitionedStep exportReports;
    private final TransactionTemplate transaction;

    LargeEdition(
            EditionPartition editions,
            Reports reports,
            RunTotals totals,
            ReportProperties properties,
            Partitions partitions,
            PartitionedStep exportReports,
            PlatformTransactionManager transactions) {
        this.editions = editions;
        this.reports = reports;
        this.totals = totals;
        this.properties = properties;
        this.partitions = partitions;
        this.exportReports = exportReports;
        this.transaction = new TransactionTemplate(transactions);
    }

    /** By what was counted last of its days: of a narrowed scope there are fewer, but not worth counting. */
    boolean isOf(ReportScope scope) {
        return totals.deliveries(scope.range()).facts() >= properties.partitionFrom();
    }

    /** @param threads of this process that draft side by side */
    void make(ReportScope scope, StepExecution step, int threads) {
        transaction.executeWithoutResult(status -> editions.make(
                scope,
                step.getJobExecutionId(),
                run -> reports.export(
                        run, planned -> partitions.run(step, exportReports, inOrder(planned), threads, read -> {}))));
    }

    private static Map<String, ExecutionContext> inOrder(List<ReportPartition> planned) {
        return Partitions.inOrder(
                planned, partition -> partition.snapshot() + "_" + partition.report(), LargeEdition::context);
    }

    private static ExecutionContext context(ReportPartition partition) {
        var context = EditionPartition.of(partition.scope());
        context.putString("report", partition.report());
        context.putString("draft", partition.draft());
        context.putString("snapshot", partition.snapshot());
        return context;
    }

    static ReportPartition partition(ExecutionContext context) {
        return new ReportPartition(
                context.getString("report"),
                EditionPartition.scope(context),
                context.getString("draft"),
                context.getString("snapshot"));
    }
}
