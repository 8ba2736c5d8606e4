package vssledger.capture.activity;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import vssledger.capture.http.Answer;
import vssledger.capture.store.DeliveryBatch;
import vssledger.capture.store.ReceivedBody;

/** What the endpoint counts, for Prometheus: {@code vss_capture_*}. */
public final class CaptureMetrics {

    private final Counter received;
    private final Counter bytes;
    private final Counter stored;
    private final Counter spooled;
    private final Counter drained;
    private final Counter notKept;
    private final Counter notJson;
    private final Counter refusedByPostgres;
    private final DistributionSummary batchSize;
    private final Timer durable;
    private final Map<Answer, Counter> refused = new EnumMap<>(Answer.class);

    public CaptureMetrics(MeterRegistry registry) {
        received = counter(registry, "vss.capture.received", "Bodies that came in full");
        bytes = counter(registry, "vss.capture.bytes", "Bytes of these bodies, unpacked");
        stored = counter(registry, "vss.capture.stored", "Bodies committed in the database without a detour");
        spooled = counter(registry, "vss.capture.spooled", "Bodies put into the spool");
        drained = counter(registry, "vss.capture.drained", "Bodies carried from the spool into the database");
        notKept = rejected(registry, "not-kept");
        notJson = rejected(registry, "not-json");
        refusedByPostgres = rejected(registry, "refused-by-postgres");
        for (var answer : Answer.values()) {
            if (answer != Answer.OK && answer != Answer.UNAVAILABLE) {
                refused.put(
                        answer,
                        rejected(
                                registry, answer.name().toLowerCase(Locale.ROOT).replace('_', '-')));
            }
        }
        batchSize = DistributionSummary.builder("vss.capture.batch.size")
                .description("Bodies that were committed in one transaction")
                .serviceLevelObjectives(1, 2, 5, 10, 20, 50, 100, 200, 500)
                .register(registry);
        durable = Timer.builder("vss.capture.durable")
                .description("From a body's last byte until it is on disk")
                .publishPercentileHistogram()
                .minimumExpectedValue(java.time.Duration.ofNanos(100_000))
                .maximumExpectedValue(java.time.Duration.ofSeconds(10))
                .register(registry);
    }

    private static Counter counter(MeterRegistry registry, String name, String description) {
        return Counter.builder(name).description(description).register(registry);
    }

    private static Counter rejected(MeterRegistry registry, String reason) {
        return Counter.builder("vss.capture.rejected")
                .description("Requests that did not become a delivery")
                .tag("reason", reason)
                .register(registry);
    }

    public void received(ReceivedBody body) {
        received.increment();
        bytes.increment(body.sent().length);
        if (body.flaw() != null) {
            notJson.increment();
        }
    }

    public void stored(DeliveryBatch batch, int refusedByJson) {
        stored.increment(batch.items().size());
        batchSize.record(batch.items().size());
        refusedByPostgres.increment(refusedByJson);
    }

    public void spooled(DeliveryBatch batch) {
        spooled.increment(batch.items().size());
        batchSize.record(batch.items().size());
    }

    public void drained(DeliveryBatch batch, int refusedByJson) {
        drained.increment(batch.items().size());
        refusedByPostgres.increment(refusedByJson);
    }

    public void notKept(int bodies) {
        notKept.increment(bodies);
    }

    /** A request of which nothing is kept. */
    public void refused(Answer answer) {
        var counter = refused.get(answer);
        if (counter != null) {
            counter.increment();
        }
    }

    public void durable(long nanos) {
        durable.record(nanos, TimeUnit.NANOSECONDS);
    }
}
