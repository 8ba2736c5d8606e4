package vssledger.testing;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.util.FileSystemUtils;
import vssledger.VssLedger;
import vssledger.capture.CaptureServer;
import vssledger.capture.Ingest;
import vssledger.platform.DateRange;
import vssledger.platform.LedgerProperties;
import vssledger.platform.Product;
import vssledger.platform.SettableClock;
import vssledger.run.NightlyRuns;
import vssledger.run.RunReport;
import vssledger.run.RunRequest;

/** The whole ledger, as the program puts it together, on a database of its own and with a clock that stands. */
public final class TestLedger implements AutoCloseable {

    /** Where the clock stands at first. */
    public static final Instant NOW = Instant.parse("2026-03-10T06:00:00Z");

    private final Path home;
    private final TestDatabase db;
    private final SettableClock clock = new SettableClock(NOW);
    private final ConfigurableApplicationContext context;
    private final HttpClient http = HttpClient.newHttpClient();

    private TestLedger(Path home, WebApplicationType web, List<String> settings) {
        this.home = home;
        this.db = TestDatabase.fresh();
        var all = new ArrayList<>(databaseSettings(db));
        all.add("--vss.home=" + home);
        all.add("--vss.capture.port=0");
        all.add("--server.port=0");
        if (settings.stream().noneMatch(setting -> setting.startsWith("vss.run.nightly-at="))) {
            all.add("--vss.run.nightly-at=-");
        }
        settings.forEach(setting -> all.add("--" + setting));
        this.context = new SpringApplicationBuilder(VssLedger.class)
                .web(web)
                .initializers(c -> ((GenericApplicationContext) c).registerBean(Clock.class, () -> clock))
                .run(all.toArray(String[]::new));
    }

    /** Without a web server, with settings as {@code name=value}. */
    public static TestLedger open(Path home, String... settings) {
        return new TestLedger(home, WebApplicationType.NONE, List.of(settings));
    }

    /** With the capture endpoint on a port of its own, with settings as {@code name=value}. */
    public static TestLedger serving(Path home, String... settings) {
        return new TestLedger(home, WebApplicationType.SERVLET, List.of(settings));
    }

    /** What it is at now is what {@link #renew} brings back. */
    void remember() {
        db.remember();
    }

    /** Makes it as it was at {@link #remember}: its database, its folder of reports, and its clock. */
    void renew() {
        db.restore();
        clock.set(NOW);
        try {
            FileSystemUtils.deleteRecursively(the(LedgerProperties.class).resolve(Path.of("reports")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Command line options that point a ledger to this database. */
    public static List<String> databaseSettings(TestDatabase db) {
        return List.of(
                "--spring.datasource.url=" + db.url(),
                "--spring.datasource.username=" + db.user(),
                "--spring.datasource.password=" + db.password());
    }

    public <T> T the(Class<T> type) {
        return context.getBean(type);
    }

    /** The folder that it lives in. */
    public Path home() {
        return home;
    }

    public TestDatabase db() {
        return db;
    }

    public JdbcClient jdbc() {
        return db.jdbc();
    }

    public void at(String time) {
        clock.set(Instant.parse(time));
    }

    public Instant now() {
        return clock.instant();
    }

    /** Takes these bodies as a file. */
    public void ingest(@Nullable Product product, String... bodies) {
        var text = String.join("\n", bodies).getBytes(StandardCharsets.UTF_8);
        the(Ingest.class).take("bodies.ndjson", new ByteArrayInputStream(text), product);
    }

    public RunReport run(String from, String to) {
        return the(NightlyRuns.class).run(request(from, to));
    }

    /** Carries these days to what is reconciled, and makes no reports: that takes half the time of {@link #run}. */
    public RunReport reconcile(String from, String to) {
        return the(NightlyRuns.class)
                .run(request(from, to).only(Set.of(RunRequest.Part.PARSE, RunRequest.Part.RECONCILE)));
    }

    public RunReport runNightly() {
        return the(NightlyRuns.class).run(RunRequest.nightly(clock, the(LedgerProperties.class)));
    }

    public RunRequest request(String from, String to) {
        var range = new DateRange(LocalDate.parse(from), LocalDate.parse(to));
        return RunRequest.exactly(range, clock, the(LedgerProperties.class));
    }

    /** Posts a body without a content type, as a webhook may come. */
    public int post(String path, String body) throws IOException, InterruptedException {
        return send(request(path, body.getBytes(StandardCharsets.UTF_8)).build())
                .statusCode();
    }

    public HttpRequest.Builder request(String path, byte[] body) {
        return HttpRequest.newBuilder(URI.create(
                        "http://127.0.0.1:" + the(CaptureServer.class).port() + path))
                .POST(HttpRequest.BodyPublishers.ofByteArray(body));
    }

    public HttpResponse<String> send(HttpRequest request) throws IOException, InterruptedException {
        return http.send(request, HttpResponse.BodyHandlers.ofString());
    }

    /** Where it tells its health and its metrics, and has its console. */
    public URI management(String path) {
        var environment = context.getEnvironment();
        var scheme = environment.containsProperty("server.ssl.bundle") ? "https" : "http";
        return URI.create(scheme + "://127.0.0.1:" + environment.getRequiredProperty("local.server.port") + path);
    }

    /** The value of a metric, by the name and tags it has for Prometheus. */
    public double metric(String name) throws IOException, InterruptedException {
        var metrics = send(HttpRequest.newBuilder(management("/actuator/prometheus"))
                        .build())
                .body();
        return metrics.lines()
                .filter(line -> line.startsWith(name + " "))
                .mapToDouble(line -> Double.parseDouble(line.substring(name.length() + 1)))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("There is no metric " + name + " in\n" + metrics));
    }

    /** Rows of a query, cells as text, with a bar between. */
    public List<String> rows(String sql) {
        return jdbc().sql(sql)
                .query((row, n) -> {
                    var cells = new ArrayList<String>();
                    for (var i = 1; i <= row.getMetaData().getColumnCount(); i++) {
                        cells.add(
                                row.getObject(i) instanceof byte[] bytes // which the driver's text need not tell
                                        ? "\\x" + HexFormat.of().formatHex(bytes)
                                        : String.valueOf(row.getString(i)));
                    }
                    return String.join(" | ", cells);
                })
                .list();
    }

    @Override
    public void close() {
        context.close();
        db.close();
    }
}
