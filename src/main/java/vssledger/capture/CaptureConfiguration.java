package vssledger.capture;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import vssledger.capture.activity.Arrivals;
import vssledger.capture.activity.CaptureMetrics;
import vssledger.capture.http.AuthHeader;
import vssledger.capture.http.BodyMemory;
import vssledger.capture.http.Callers;
import vssledger.capture.http.CaptureHealth;
import vssledger.capture.http.Connections;
import vssledger.capture.http.Endpoint;
import vssledger.capture.http.Tls;
import vssledger.capture.spool.Spool;
import vssledger.capture.store.Capture;
import vssledger.capture.store.DeliveryTable;
import vssledger.platform.LedgerProperties;

/** The endpoint, in a process that serves. None of it waits for the database. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(CaptureProperties.class)
class CaptureConfiguration {

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnWebApplication
    static class Serving {

        @Bean
        CaptureMetrics captureMetrics(MeterRegistry registry) {
            return new CaptureMetrics(registry);
        }

        @Bean(destroyMethod = "")
        Capture capture(
                CaptureProperties properties,
                LedgerProperties ledger,
                JdbcConnectionDetails database,
                DeliveryTable table,
                CaptureMetrics metrics,
                Clock clock) {
            var folder = ledger.resolve(properties.spool().folder());
            return new Capture(properties, folder, database, table, metrics, clock);
        }

        @Bean
        CaptureHealth captureHealthIndicator(Capture capture, Clock clock) {
            return new CaptureHealth(capture, clock);
        }

        @Bean
        Housekeeping housekeeping(
                ObjectProvider<DeliveryMonths> months,
                ObjectProvider<DeliveryCount> count,
                Arrivals arrivals,
                Clock clock) {
            return new Housekeeping(months, count, arrivals, clock);
        }

        @Bean
        CaptureServer captureServer(
                CaptureProperties properties,
                Capture capture,
                CaptureMetrics metrics,
                Arrivals arrivals,
                MeterRegistry registry,
                SslBundles bundles,
                Clock clock) {
            var connections = new Connections(properties);
            gauges(registry, capture, connections, clock);
            var endpoint = new Endpoint(
                    new Callers(properties.allow(), properties.trustedProxies()),
                    new AuthHeader(properties.auth()),
                    capture.commit(),
                    metrics,
                    arrivals,
                    clock,
                    properties,
                    capture::takes);
            return new CaptureServer(properties, capture, connections, endpoint, new Tls(properties, bundles), clock);
        }

        private static void gauges(MeterRegistry registry, Capture capture, Connections connections, Clock clock) {
            var spool = capture.spool();
            Gauge.builder("vss.capture.connections", connections, Connections::count)
                    .description("Open connections")
                    .register(registry);
            Gauge.builder("vss.capture.waiting.bytes", capture.room(), BodyMemory::used)
                    .description("Bodies in memory, not yet on disk")
                    .register(registry);
            Gauge.builder("vss.capture.database.up", capture.database(), state -> state.isUp() ? 1 : 0)
                    .description("Whether the database takes deliveries")
                    .register(registry);
            Gauge.builder("vss.capture.spool.depth", spool, s -> s.depth().deliveries())
                    .description("Bodies in the spool")
                    .register(registry);
            Gauge.builder("vss.capture.spool.age", spool, s -> age(s, clock))
                    .description("How long ago the oldest body in the spool had come")
                    .baseUnit("seconds")
                    .register(registry);
            Gauge.builder("vss.capture.spool.free", spool, Spool::freeBytes)
                    .description("Room on the disk of the spool")
                    .baseUnit("bytes")
                    .register(registry);
        }

        private static double age(Spool spool, Clock clock) {
            var oldest = spool.depth().oldest();
            return oldest == null
                    ? 0
                    : Duration.between(oldest, clock.instant()).toMillis() / 1000.0;
        }
    }
}
