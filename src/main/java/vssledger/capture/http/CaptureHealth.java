package vssledger.capture.http;

import java.time.Clock;
import java.time.Duration;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import vssledger.capture.store.Capture;

/** Whether a delivery that came now would be kept: by the database, or by the spool. */
public final class CaptureHealth implements HealthIndicator {

    private final Capture capture;
    private final Clock clock;

    public CaptureHealth(Capture capture, Clock clock) {
        this.capture = capture;
        this.clock = clock;
    }

    @Override
    public Health health() {
        var isUp = capture.database().isUp();
        var depth = capture.spool().depth();
        var free = capture.spool().freeBytes();
        var health = capture.takes() ? Health.up() : Health.outOfService();
        health.withDetail("database", isUp ? "takes deliveries" : "does not take deliveries")
                .withDetail("spooled", depth.deliveries())
                .withDetail("freeBytes", free);
        if (depth.oldest() != null) {
            health.withDetail(
                    "oldestSpooled",
                    Duration.between(depth.oldest(), clock.instant()).toString());
        }
        return health.build();
    }
}
