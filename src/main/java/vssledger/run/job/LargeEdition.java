package vssledger.run.job;

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
 * Makes an edition of so many sessions that its reports are shares of their own: the process of the run holds the edition and one
 * snapshot, whoever is free drafts a report as of that, and the process of the run puts them together.
 */
@Component
class LargeEdition {

    private final EditionPartition editions;
    private final Reports reports;
    private final RunTotals totals;
    private final ReportProperties properties;
    private final Partitions partitions;
    private final PartitionedStep shareOfEdition;
    private final TransactionTemplate transaction;

    LargeEdition(
            EditionPartition editions,
            Reports reports,
            RunTotals totals,
            ReportProperties properties,
            Partitions partitions,
            PartitionedStep shareOfEdition,
            PlatformTransactionManager transactions) {
        this.editions = editions;
        this.reports = reports;
        this.totals = totals;
        this.properties = properties;
        this.partitions = partitions;
        this.shareOfEdition = shareOfEdition;
        this.transaction = new TransactionTemplate(transactions);
    }

    /** By what was counted last of its days: of a narrowed scope there are fewer, but not worth counting. */
    boolean isOf(ReportScope scope) {
        return totals.deliveries(scope.range()).facts() >= properties.shareFrom();
    }

    /** @param threads of this process that draft side by side */
    void make(ReportScope scope, StepExecution step, int threads) {
        transaction.executeWithoutResult(status -> editions.make(
                scope,
                step.getJobExecutionId(),
                run -> reports.export(
                        run, shares -> partitions.share(step, shareOfEdition, inOrder(shares), threads, read -> {}))));
    }

    private static Map<String, ExecutionContext> inOrder(List<ReportPartition> shares) {
        return Partitions.inOrder(shares, share -> share.snapshot() + "_" + share.report(), LargeEdition::context);
    }

    private static ExecutionContext context(ReportPartition share) {
        var context = EditionPartition.of(share.scope());
        context.putString("report", share.report());
        context.putString("draft", share.draft());
        context.putString("snapshot", share.snapshot());
        return context;
    }

    static ReportPartition share(ExecutionContext context) {
        return new ReportPartition(
                context.getString("report"),
                EditionPartition.scope(context),
                context.getString("draft"),
                context.getString("snapshot"));
    }
}
