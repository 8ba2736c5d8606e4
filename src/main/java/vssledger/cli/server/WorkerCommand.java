package vssledger.cli.server;

import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import vssledger.cli.Ledger;
import vssledger.cli.VssCommand;
import vssledger.platform.ThisProcess;
import vssledger.worker.Worker;

@Command(
        name = "worker",
        description = {
            "Works on partitions of the runs and imports that are under way, on any number of machines beside the one that runs the job.",
            "All of them need the same database, as the same user, and the same settings."
        })
public final class WorkerCommand implements Callable<Integer> {

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Option(
            names = "--parallel",
            paramLabel = "N",
            description = "Partitions at a time. Default: one per processor, eight at most.")
    private int parallel;

    @Override
    public Integer call() throws InterruptedException {
        var stopped = new CountDownLatch(1);
        var ledger = Ledger.open(spec);
        ledger.context().addApplicationListener(event -> {
            if (event instanceof org.springframework.context.event.ContextClosedEvent) {
                stopped.countDown();
            }
        });
        var atATime = ledger.the(Worker.class).begin(parallel);
        var out = spec.commandLine().getOut();
        out.println("Waiting for partitions of runs, " + atATime + " at a time, as worker " + ThisProcess.name() + ".");
        out.println("Ctrl-C stops this worker; its partitions then go on elsewhere.");
        out.flush();
        stopped.await();
        return VssCommand.DONE;
    }
}
