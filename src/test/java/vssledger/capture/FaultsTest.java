package vssledger.capture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vssledger.capture.spool.Spool;
import vssledger.testing.OwnPostgres;
import vssledger.testing.Senders;
import vssledger.testing.ServerProcess;

/** What goes wrong in the middle of the night: in each case, every 200 that a sender saw is one row, byte for byte. */
@Tag("kill")
class FaultsTest {

    private static final int SENDERS = 8;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path home;

    @SuppressWarnings("NullAway.Init")
    private OwnPostgres postgres;

    @BeforeEach
    void start() {
        postgres = OwnPostgres.withLedger(home).start();
    }

    @AfterEach
    void stop() {
        postgres.close();
    }

    @Test
    void theDatabaseIsRestarted() throws Exception {
        try (var server = serve();
                var senders = Senders.posting(server.webhooks(), SENDERS)) {
            senders.untilAccepted(200);
            postgres.stop();
            senders.untilAccepted(200);
            postgres.start();
            senders.untilAccepted(200);

            thereIsARowForEach(senders.stop());
            assertThat(senders.refusals()).isEmpty();
        }
    }

    @Test
    void nothingAnswered200IsLostWhenTheDatabaseFreezes() throws Exception {
        try (var server = serve("vss.capture.patience=1s");
                var senders = Senders.posting(server.webhooks(), SENDERS)) {
            senders.untilAccepted(200);
            postgres.freeze();
            senders.untilAccepted(200);
            postgres.thaw();
            senders.untilAccepted(200);

            thereIsARowForEach(senders.stop());
            assertThat(senders.refusals()).isEmpty();
        }
    }

    @Test
    void theServerIsKilled() throws Exception {
        Collection<String> accepted;
        try (var server = serve();
                var senders = Senders.posting(server.webhooks(), SENDERS)) {
            senders.untilAccepted(500);
            server.kill();
            accepted = senders.stop();
        }
        thereIsARowForEach(accepted);
    }

    @Test
    void theServerIsKilledWhileItDrainsItsSpool() throws Exception {
        Collection<String> accepted;
        try (var server = serve();
                var senders = Senders.posting(server.webhooks(), 1)) {
            senders.untilAccepted(50);
            postgres.stop();
            senders.untilAccepted(600);
            accepted = senders.stop();
            var before = accepted.size();
            postgres.start();
            await().pollInterval(Duration.ofMillis(1)).until(() -> deliveries() > before - 600);
            server.kill();
        }
        var left = Spool.depth(home.resolve("var/spool")).deliveries();
        assertThat(left).as("killed in the middle").isPositive();
        try (var again = serve()) {
            thereIsARowForEach(accepted);
            assertThat(again.log()).contains(left + " deliveries are in the spool");
        }
        assertThat(postgres.rows(
                        "SELECT count(*) FROM (SELECT lag(received_at) OVER (ORDER BY id) > received_at AS back"
                                + " FROM capture.delivery) t WHERE back"))
                .as("in order of arrival")
                .containsExactly("0");
    }

    @Test
    void oneOfTwoServersIsKilledWhileTheDatabaseIsAway() throws Exception {
        var oneHome = Files.createDirectory(home.resolve("one"));
        var accepted = new HashSet<String>();
        try (var other = ServerProcess.start(Files.createDirectory(home.resolve("other")), postgres.environment());
                var toOther = Senders.posting(other.webhooks(), SENDERS / 2)) {
            try (var one = ServerProcess.start(oneHome, postgres.environment());
                    var toOne = Senders.posting(one.webhooks(), SENDERS / 2)) {
                toOne.untilAccepted(100);
                postgres.stop();
                toOne.untilAccepted(100);
                toOther.untilAccepted(100);
                one.kill();
                accepted.addAll(toOne.stop());
            }
            postgres.start();
            toOther.untilAccepted(100);
            accepted.addAll(toOther.stop());
            assertThat(toOther.refusals()).isEmpty();
            assertThat(Spool.depth(oneHome.resolve("var/spool")).deliveries())
                    .as("left by the one, and by no other taken")
                    .isPositive();
            try (var again = ServerProcess.start(oneHome, postgres.environment())) {
                assertThat(again.webhooks()).isNotNull();
                thereIsARowForEach(accepted);
            }
        }
    }

    @Test
    void theServerIsAskedToEndWhileTheDatabaseIsAway() throws Exception {
        Collection<String> accepted;
        try (var server = serve();
                var senders = Senders.posting(server.webhooks(), SENDERS)) {
            senders.untilAccepted(200);
            assertThat(server.end()).isTrue();
            accepted = new HashSet<>(senders.stop());
            assertThat(senders.refusals()).isEmpty();
        }
        try (var server = serve("spring.datasource.hikari.connection-timeout=500");
                var senders = Senders.posting(server.webhooks(), SENDERS)) {
            senders.untilAccepted(200);
            postgres.stop();
            senders.untilAccepted(200);
            assertThat(server.end()).isTrue();
            accepted.addAll(senders.stop());
            assertThat(senders.refusals()).isEmpty();
        }
        postgres.start();
        try (var server = serve()) {
            assertThat(server.webhooks()).isNotNull();
            thereIsARowForEach(accepted);
        }
    }

    @Test
    void theServerStartsBeforeTheDatabaseIsThereAndMakesItsTables() throws Exception {
        postgres.stop();
        postgres = OwnPostgres.empty(Files.createDirectory(home.resolve("empty")));
        try (var server = serve();
                var senders = Senders.posting(server.webhooks(), SENDERS)) {
            senders.untilAccepted(200);
            postgres.start();

            thereIsARowForEach(senders.stop());
        }
    }

    @Test
    void theSpoolMayNotGrowFurther() throws Exception {
        fillTheSpool("vss.capture.spool.max-size=200KB");
    }

    @Test
    void theDiskOfTheSpoolIsFull() throws Exception {
        var disk = Files.createDirectory(home.resolve("disk"));
        Assumptions.assumeTrue(
                run("mount", "-t", "tmpfs", "-o", "size=8m", "none", disk.toString()) == 0, "needs root");
        try {
            fillTheSpool("vss.capture.spool.folder=" + disk, "vss.capture.spool.keep-free=6MB");
        } finally {
            run("umount", disk.toString());
        }
    }

    private void fillTheSpool(String... settings) throws Exception {
        try (var server = serve(settings);
                var senders = Senders.posting(server.webhooks(), SENDERS)) {
            senders.untilAccepted(200);
            assertThat(readiness(server)).isEqualTo(200);
            assertThat(health(server)).isEqualTo(200);
            postgres.stop();
            senders.untilAnswered(503);
            // the batch that found no room may have been larger than one that still does
            await("the server to be told as not ready").until(() -> readiness(server) == 503);
            await("the load balancer to be told").until(() -> health(server) == 503);
            postgres.start();
            senders.untilAccepted(200);

            thereIsARowForEach(senders.stop());
            assertThat(senders.refusals()).containsOnly(503);
            assertThat(readiness(server)).isEqualTo(200);
        }
    }

    private ServerProcess serve(String... settings) {
        return ServerProcess.start(home, postgres.environment(), settings);
    }

    private void thereIsARowForEach(Collection<String> accepted) {
        await("the spool to be drained")
                .atMost(Duration.ofSeconds(60))
                .ignoreExceptions()
                .until(() -> new HashSet<>(bodies()).containsAll(accepted));
        assertThat(bodies()).doesNotHaveDuplicates();
    }

    private java.util.List<String> bodies() {
        return postgres.rows("SELECT body::text FROM capture.delivery");
    }

    private long deliveries() {
        return Long.parseLong(
                postgres.rows("SELECT count(*) FROM capture.delivery").get(0));
    }

    private static int readiness(ServerProcess server) throws IOException, InterruptedException {
        return status(server.management("/actuator/health/readiness"));
    }

    private static int health(ServerProcess server) throws IOException, InterruptedException {
        return status(server.webhooks().resolve("/health"));
    }

    private static int status(URI uri) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(uri).build();
        return HttpClient.newHttpClient()
                .send(request, HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }

    private static int run(String... command) throws IOException, InterruptedException {
        return new ProcessBuilder(command).start().waitFor();
    }
}
