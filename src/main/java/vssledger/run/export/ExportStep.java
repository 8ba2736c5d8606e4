package vssledger.run.export;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import org.springframework.batch.core.step.StepExecution;
import org.springframework.stereotype.Component;
import vssledger.platform.Parallelism;
import vssledger.platform.Progress;
import vssledger.report.ReportScope;
import vssledger.run.ExportedEdition;
import vssledger.run.RunRequest;
import vssledger.run.job.ChunkedRunStep;
import vssledger.run.job.RunContext;
import vssledger.worker.PartitionedStep;
import vssledger.worker.Partitions;

/** Exports the editions of a run, in this process and in workers elsewhere. */
@Component
public class ExportStep implements ChunkedRunStep {

    /** Each edition takes three connections, each report of a large one two. */
    private static final int MOST_SIDE_BY_SIDE = 8;

    private final RunEditions editions;
    private final LargeEdition large;
    private final Partitions partitions;
    private final PartitionedStep exportEditions;
    private final Progress progress;

    ExportStep(
            RunEditions editions,
            LargeEdition large,
            Partitions partitions,
            PartitionedStep exportEditions,
            Progress progress) {
        this.editions = editions;
        this.large = large;
        this.partitions = partitions;
        this.exportEditions = exportEditions;
        this.progress = progress;
    }

    @Override
    public String name() {
        return "export";
    }

    @Override
    public boolean isPartOf(RunRequest request) {
        return request.does(RunRequest.Part.EXPORT);
    }

    @Override
    public void begin(RunContext run) {
        progress.begin("Writing reports", "editions", left(run).size());
    }

    /** Exports editions that are left: first the smaller ones side by side, then the next of the large ones. */
    @Override
    public boolean next(RunContext run, StepExecution step) {
        var left = left(run);
        var small = left.stream().filter(scope -> !large.isOf(scope)).toList();
        if (!small.isEmpty()) {
            exportSideBySide(small, run.request(), step);
        } else if (!left.isEmpty()) {
            large.make(
                    left.get(0),
                    step,
                    Math.min(
                            MOST_SIDE_BY_SIDE,
                            Parallelism.here(run.request().order().parallel())));
            progress.add(1);
        }
        step.setReadCount(editions.of(run.runId()).size());
        var isLast = left.size() <= Math.max(1, small.size());
        if (isLast) {
            progress.end();
        }
        return !isLast;
    }

    private void exportSideBySide(List<ReportScope> scopes, RunRequest request, StepExecution step) {
        var planned = Partitions.inOrder(scopes, ReportScope::toString, EditionPartition::of);
        var threads = Math.min(MOST_SIDE_BY_SIDE, Math.max(1, request.order().parallel()));
        partitions.run(step, exportEditions, planned, threads, progress::reached);
    }

    /** Those that are to be exported and are not yet, in the order that is asked for. */
    private List<ReportScope> left(RunContext run) {
        var done = editions.of(run.runId()).stream().map(ExportedEdition::scope).collect(Collectors.toSet());
        var left = new ArrayList<>(editions.scopes(run.runId(), run.request()));
        left.removeAll(done);
        if (run.request().order().newestFirst()) {
            Collections.reverse(left);
        }
        return left;
    }
}
