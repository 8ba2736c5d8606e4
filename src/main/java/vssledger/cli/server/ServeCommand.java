package vssledger.cli.server;

import java.io.PrintWriter;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.web.server.Ssl;
import org.springframework.boot.web.server.autoconfigure.ServerProperties;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import vssledger.capture.CaptureServer;
import vssledger.cli.Ledger;
import vssledger.cli.VssCommand;
import vssledger.cli.failure.Failures;
import vssledger.console.access.FirstAccess;
import vssledger.platform.UserException;
import vssledger.platform.db.DatabaseTerms;
import vssledger.platform.db.Migrations;
import vssledger.run.schedule.Schedule;

@Command(
        name = "serve",
        description = {
            "Receives webhooks at /voice/webhooks/vss[/PRODUCT], runs the nightly job on schedule,",
            "and shows the console at /console."
        })
public final class ServeCommand implements Callable<Integer> {

    private static final Logger log = LoggerFactory.getLogger(ServeCommand.class);

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Option(
            names = "--port",
            paramLabel = "PORT",
            description = "The port for webhooks. Default: 8080, or vss.capture.port.")
    private @Nullable Integer port;

    @Override
    public Integer call() throws InterruptedException {
        var opening = Ledger.with(spec).serving();
        if (port != null) {
            opening.set("vss.capture.port", port);
        }
        var stopped = new CountDownLatch(1);
        var ledger = opening.open();
        ledger.checkSettings();
        ledger.context().addApplicationListener(event -> {
            if (event instanceof org.springframework.context.event.ContextClosedEvent) {
                stopped.countDown();
            }
        });
        var server = ledger.the(CaptureServer.class);
        requireDatabase(ledger);
        var out = spec.commandLine().getOut();
        out.println("Taking webhooks at " + server.scheme() + "://localhost:" + server.port()
                + "/voice/webhooks/vss[/PRODUCT]");
        var local = (Ssl.isEnabled(ledger.the(ServerProperties.class).getSsl()) ? "https" : "http") + "://localhost:"
                + ledger.context().getEnvironment().getProperty("local.server.port");
        out.println("Health at " + local + "/actuator/health");
        out.println("Console at " + local + "/console");
        tellTheWayIn(ledger, out);
        ledger.the(Schedule.class).describe().forEach(out::println);
        out.println("Ctrl-C ends it.");
        out.flush();
        stopped.await();
        return VssCommand.DONE;
    }

    /** While webhooks are taken already: a database that is away keeps none out, one that the ledger cannot work with ends it. */
    private static void requireDatabase(Ledger ledger) {
        try {
            ledger.the(DatabaseTerms.class).require();
            ledger.the(Migrations.class).requireKnown();
        } catch (UserException e) {
            ledger.close();
            throw e;
        } catch (RuntimeException e) {
            log.warn("The database does not answer: {}", Failures.explain(e));
        }
    }

    /** A file of users that is broken keeps no webhook out. */
    private static void tellTheWayIn(Ledger ledger, PrintWriter out) {
        try {
            ledger.the(FirstAccess.class).password().ifPresent(password -> {
                out.println("  Nobody is a user of it yet. Log in as \"" + FirstAccess.NAME + "\" with the password "
                        + password);
                out.println(
                        "  and make a user of yourself; or: vss users add NAME --role admin. This password ends with the"
                                + " server, or with the first user.");
            });
        } catch (UserException e) {
            out.println("  Nobody can log in there with a password: " + e.getMessage());
        }
    }
}
