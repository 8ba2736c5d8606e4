package vssledger.bench.capture;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.http.converter.autoconfigure.HttpMessageConvertersAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcTemplateAutoConfiguration;
import org.springframework.boot.tomcat.autoconfigure.servlet.TomcatServletWebServerAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.DispatcherServletAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.WebMvcAutoConfiguration;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Profile;
import org.springframework.http.ResponseEntity;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** Peers on Spring MVC and a pool of ten connections: an INSERT a request, or batches that requests share. */
final class SpringPeer {

    /** Without it these classes would be part of each ledger that a test opens: the benchmarks are compiled with the tests. */
    private static final String PROFILE = "peer";

    private SpringPeer() {}

    @Profile(PROFILE)
    @Configuration(proxyBeanMethods = false)
    @ImportAutoConfiguration({
        TomcatServletWebServerAutoConfiguration.class,
        DispatcherServletAutoConfiguration.class,
        WebMvcAutoConfiguration.class,
        HttpMessageConvertersAutoConfiguration.class,
        DataSourceAutoConfiguration.class,
        JdbcTemplateAutoConfiguration.class
    })
    static class Application {}

    /** The arguments: {@code single} or {@code group}, the port, the database. */
    public static void main(String[] args) {
        var application =
                new SpringApplication(Application.class, args[0].equals("single") ? Single.class : Group.class);
        application.run(
                "--spring.profiles.active=" + PROFILE,
                "--spring.config.location=optional:classpath:/none/",
                "--server.address=127.0.0.1",
                "--server.port=" + args[1],
                "--server.tomcat.max-keep-alive-requests=-1",
                "--spring.datasource.url=" + args[2],
                "--spring.datasource.hikari.maximum-pool-size=10",
                "--logging.level.root=WARN");
    }

    private static Object[] row(String product, HttpServletRequest request) throws IOException {
        var body = new String(request.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Object[] {Timestamp.from(Instant.now()), product, "webhook", request.getRemoteAddr(), body};
    }

    private static final String INSERT =
            "INSERT INTO delivery (received_at, product, source, remote_addr, body) VALUES (?, ?, ?, ?, ?::json)";

    /** An INSERT a request. */
    @Profile(PROFILE)
    @RestController
    static class Single {

        private final JdbcTemplate jdbc;

        Single(JdbcTemplate jdbc) {
            this.jdbc = jdbc;
        }

        @PostMapping("/voice/webhooks/vss/{product}")
        ResponseEntity<Void> take(@PathVariable("product") String product, HttpServletRequest request)
                throws IOException {
            jdbc.update(INSERT, row(product, request));
            return ResponseEntity.ok().build();
        }
    }

    /** Two threads that store all that waits, each time in one statement. */
    @Profile(PROFILE)
    @RestController
    static class Group {

        private record Waiting(Object[] row, CompletableFuture<Void> stored) {}

        private final BlockingQueue<Waiting> queue = new LinkedBlockingQueue<>();
        private final JdbcTemplate jdbc;

        Group(JdbcTemplate jdbc) {
            this.jdbc = jdbc;
            for (var n = 0; n < 2; n++) {
                var thread = new Thread(this::store);
                thread.setDaemon(true);
                thread.start();
            }
        }

        @PostMapping("/voice/webhooks/vss/{product}")
        ResponseEntity<Void> take(@PathVariable("product") String product, HttpServletRequest request)
                throws IOException {
            var waiting = new Waiting(row(product, request), new CompletableFuture<>());
            queue.add(waiting);
            waiting.stored().join();
            return ResponseEntity.ok().build();
        }

        private void store() {
            var batch = new ArrayList<Waiting>();
            while (true) {
                try {
                    batch.add(queue.take());
                } catch (InterruptedException e) {
                    return;
                }
                queue.drainTo(batch, 499);
                insert(batch);
                batch.forEach(waiting -> waiting.stored().complete(null));
                batch.clear();
            }
        }

        private void insert(List<Waiting> batch) {
            jdbc.execute((java.sql.Connection connection) -> {
                try (var insert = connection.prepareStatement(
                        "INSERT INTO delivery (received_at, product, source, remote_addr, body)"
                                + " SELECT * FROM unnest(?::timestamptz[], ?::text[], ?::text[], ?::text[], ?::json[])")) {
                    for (var column = 0; column < 5; column++) {
                        var at = column;
                        var cells = batch.stream()
                                .map(waiting -> waiting.row()[at].toString())
                                .toArray(String[]::new);
                        insert.setArray(column + 1, connection.createArrayOf("text", cells));
                    }
                    return insert.executeUpdate();
                }
            });
        }
    }
}
