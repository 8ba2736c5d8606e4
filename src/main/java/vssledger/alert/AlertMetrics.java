package vssledger.alert;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Clock;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import vssledger.platform.Sampled;

/** The metric {@code vss.alerts.firing}, by kind; NaN while the database does not answer. */
@Component
class AlertMetrics implements MeterBinder {

    private final Sampled<List<Alert>> firing;

    AlertMetrics(ObjectProvider<AlertStore> store, Clock clock) {
        this.firing = new Sampled<>(
                "vss.alerts.firing", clock, () -> store.getObject().firing());
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        for (var kind : AlertKind.values()) {
            Gauge.builder("vss.alerts.firing", () -> count(kind))
                    .description("Alerts that are firing")
                    .tag("kind", kind.code())
                    .strongReference(true)
                    .register(registry);
        }
    }

    private double count(AlertKind kind) {
        return firing.now()
                .map(alerts -> (double)
                        alerts.stream().filter(alert -> alert.kind() == kind).count())
                .orElse(Double.NaN);
    }
}
