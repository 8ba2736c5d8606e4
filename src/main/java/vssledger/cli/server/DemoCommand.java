package vssledger.cli.server;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.core.env.CommandLinePropertySource;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;
import vssledger.capture.CaptureServer;
import vssledger.cli.Ledger;
import vssledger.cli.run.RunReportText;
import vssledger.cli.text.StrictOption;
import vssledger.demo.SampleTraffic;
import vssledger.expected.ExpectedImports;
import vssledger.expected.ExpectedSource;
import vssledger.platform.LedgerProperties;
import vssledger.platform.SettableClock;
import vssledger.platform.UserException;
import vssledger.platform.db.LocalPostgres;
import vssledger.run.NightlyRuns;
import vssledger.run.RunReport;
import vssledger.run.RunRequest;

@Command(
        name = "demo",
        description = {
            "Runs the whole job on a week of made-up traffic, from posted webhooks to reports.",
            "Works in a database of its own in the embedded PostgreSQL, made anew each time; yours is not touched."
        })
public final class DemoCommand implements Callable<Integer> {

    private static final String DATABASE = "vss_demo";
    private static final long SEED = 8_8;
    private static final int TOLD_EVERY = 1000;

    /** When the made-up customer gets the bill, and when the job runs: the clock of the demo stands still meanwhile. */
    private static final Instant BILLED_AT = Instant.parse("2026-03-11T08:00:00Z");

    private static final Instant RUN_AT = Instant.parse("2026-03-12T02:30:00Z");

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Mixin
    private final StrictOption strict = new StrictOption();

    @Override
    public Integer call() {
        var traffic = SampleTraffic.of(SEED);
        var clock = new SettableClock(traffic.deliveries().get(0).arrivesAt());
        try (var postgres = LocalPostgres.open(Ledger.home().resolve("var"))) {
            postgres.drop(DATABASE);
            try (var ledger = open(clock)) {
                var report = work(ledger, clock, traffic);
                return strict.code(report.wantsAttention());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Ledger open(Clock clock) {
        return Ledger.with(spec)
                .serving()
                .set("spring.datasource.url", "embedded")
                .set("vss.database", DATABASE)
                .set("vss.time-zone", "UTC")
                .set("vss.run.nightly-at", "-")
                .set("vss.alerts.every", "3650d") // in a week that passes in seconds, someone is always silent
                .set("vss.capture.address", "127.0.0.1")
                .set("vss.capture.port", 0)
                .set("vss.capture.spool.folder", "var/demo/spool")
                .set("server.port", 0)
                .bean(Clock.class, clock)
                .open();
    }

    private RunReport work(Ledger ledger, SettableClock clock, SampleTraffic traffic) throws IOException {
        var out = spec.commandLine().getOut();
        var err = spec.commandLine().getErr();
        var answers = post(ledger, clock, traffic, err);
        out.println(
                "Posted " + traffic.deliveries().size() + " webhooks to the capture endpoint: " + told(answers) + ".");

        clock.set(BILLED_AT);
        var folder = ledger.the(LedgerProperties.class).resolve(Path.of("var", "demo"));
        Files.createDirectories(folder);
        var bill = Files.write(folder.resolve("8x8-log-export.csv"), traffic.logExport());
        var sent = Files.write(folder.resolve("callflows.csv"), traffic.callflows());
        var imports = ledger.the(ExpectedImports.class);
        out.println("Imported "
                + imports.importFile(ExpectedSource.LOG_EXPORT, bill).rows() + " billed call legs of " + bill);
        var callflows = imports.importFile(ExpectedSource.CALLFLOWS, sent);
        out.println("Imported " + callflows.rows() + " sent callflows of " + sent + ", and " + callflows.skipped()
                + " requests that 8x8 refused");
        out.println();
        out.flush();

        clock.set(RUN_AT);
        err.println("Running the nightly job ...");
        var request = RunRequest.exactly(traffic.days(), clock, ledger.the(LedgerProperties.class))
                .sending(RunRequest.Sending.NONE);
        var report = ledger.the(NightlyRuns.class).run(request);
        RunReportText.print(report, out);
        out.println();
        tellHowToLook(ledger, out);
        return report;
    }

    /** The demo's database stays; variables of the environment point the other commands to it. */
    private static void tellHowToLook(Ledger ledger, PrintWriter out) {
        var variables = new StringBuilder("VSS_DATABASE=" + DATABASE);
        if (isSetByUser(ledger, "spring.datasource.url")) {
            variables.append(" SPRING_DATASOURCE_URL=embedded");
        }
        if (isSetByUser(ledger, "vss.time-zone")) {
            variables.append(" VSS_TIMEZONE=UTC");
        }
        out.println("That was made-up traffic in a database of its own. To look at it:");
        out.println("  export " + variables);
        out.println("  ./vss status");
        out.println("  ./vss breaks list");
        out.println("  ./vss serve        and open the console, http://localhost:8081/console");
        out.println("In a new terminal, without these variables, ./vss serve begins with your own traffic.");
        out.flush();
    }

    /** Whether files or the environment say something else than the demo, whose own settings are arguments. */
    private static boolean isSetByUser(Ledger ledger, String setting) {
        return ledger.context().getEnvironment().getPropertySources().stream()
                .filter(source -> !source.getName().equals(CommandLinePropertySource.COMMAND_LINE_PROPERTY_SOURCE_NAME)
                        && !ConfigurationPropertySources.isAttachedConfigurationPropertySource(source))
                .flatMap(source -> Stream.ofNullable(ConfigurationPropertySource.from(source)))
                .anyMatch(source -> source.getConfigurationProperty(ConfigurationPropertyName.of(setting)) != null);
    }

    /** One by one, each at its time of arrival. */
    private static Map<Integer, Integer> post(
            Ledger ledger, SettableClock clock, SampleTraffic traffic, PrintWriter err) {
        var url = "http://127.0.0.1:" + ledger.the(CaptureServer.class).port() + "/voice/webhooks/vss";
        var http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        var answers = new TreeMap<Integer, Integer>();
        var count = 0;
        for (var delivery : traffic.deliveries()) {
            clock.set(delivery.arrivesAt());
            var product =
                    delivery.product() == null ? "" : "/" + delivery.product().code();
            var request = HttpRequest.newBuilder(URI.create(url + product))
                    .header("Content-Type", "application/json")
                    .POST(HttpRequest.BodyPublishers.ofString(delivery.body()))
                    .build();
            answers.merge(send(http, request), 1, Integer::sum);
            if (++count % TOLD_EVERY == 0) {
                err.println("Posted " + count + " of " + traffic.deliveries().size() + " webhooks ...");
            }
        }
        return answers;
    }

    private static int send(HttpClient http, HttpRequest request) {
        try {
            return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
        } catch (IOException e) {
            throw new UncheckedIOException("The capture endpoint does not answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UserException("The demo was interrupted.", e);
        }
    }

    private static String told(Map<Integer, Integer> answers) {
        return answers.entrySet().stream()
                .map(answer -> answer.getValue() + " answered " + answer.getKey())
                .reduce((a, b) -> a + ", " + b)
                .orElse("none");
    }
}
