package vssledger.cli;

import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import vssledger.capture.CaptureServer;
import vssledger.pipeline.Schedule;

@Command(
        name = "serve",
        description = "Takes webhooks at /voice/webhooks/vss[/PRODUCT], and runs the nightly job on schedule.")
final class ServeCommand implements Callable<Integer> {

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Option(
            names = "--port",
            paramLabel = "PORT",
            description = "Where to take webhooks. Default: 8080, or vss.capture.port.")
    private @Nullable Integer port;

    @Override
    public Integer call() throws InterruptedException {
        var opening = Ledger.with(spec).serving();
        if (port != null) {
            opening.set("vss.capture.port", port);
        }
        var stopped = new CountDownLatch(1);
        var ledger = opening.set("spring.main.lazy-initialization", true).open();
        ledger.context().getBeansWithAnnotation(ConfigurationProperties.class); // tells now what is wrong with them
        ledger.context().addApplicationListener(event -> {
            if (event instanceof org.springframework.context.event.ContextClosedEvent) {
                stopped.countDown();
            }
        });
        var server = ledger.the(CaptureServer.class);
        var out = spec.commandLine().getOut();
        out.println("Taking webhooks at " + server.scheme() + "://localhost:" + server.port()
                + "/voice/webhooks/vss[/PRODUCT]");
        out.println("Health at http://localhost:"
                + ledger.context().getEnvironment().getProperty("local.server.port") + "/actuator/health");
        ledger.the(Schedule.class).describe().forEach(out::println);
        out.println("Ctrl-C ends it.");
        out.flush();
        stopped.await();
        return VssCommand.DONE;
    }
}
