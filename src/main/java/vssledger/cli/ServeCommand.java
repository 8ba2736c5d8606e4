package vssledger.cli;

import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import vssledger.pipeline.Schedule;

@Command(
        name = "serve",
        description = "Takes webhooks at /voice/webhooks/vss[/PRODUCT], and runs the nightly job on schedule.")
final class ServeCommand implements Callable<Integer> {

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Option(names = "--port", paramLabel = "PORT", description = "Where to listen. Default: 8080, or server.port.")
    private @Nullable Integer port;

    @Override
    public Integer call() throws InterruptedException {
        var opening = Ledger.with(spec).serving();
        if (port != null) {
            opening.set("server.port", port);
        }
        var stopped = new CountDownLatch(1);
        var ledger = opening.open();
        ledger.context().addApplicationListener(event -> {
            if (event instanceof org.springframework.context.event.ContextClosedEvent) {
                stopped.countDown();
            }
        });
        var environment = ledger.context().getEnvironment();
        var out = spec.commandLine().getOut();
        out.println("Taking webhooks at http://localhost:" + environment.getProperty("local.server.port")
                + "/voice/webhooks/vss[/PRODUCT]");
        out.println(
                "Health at http://localhost:" + environment.getProperty("local.management.port") + "/actuator/health");
        out.println(ledger.the(Schedule.class).describe());
        out.println("Ctrl-C ends it.");
        out.flush();
        stopped.await();
        return VssCommand.DONE;
    }
}
