package vssledger.run.history;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import vssledger.platform.Sampled;

/**
 * The metrics of the last run that ended: {@code vss.run.last.success} (1 or 0), {@code vss.run.last.duration} and {@code
 * vss.run.last.age}, the seconds since its end; and {@code vss.run.running}, 1 while one is at work. NaN where there was none,
 * and while the database does not answer.
 */
@Component
class RunMetrics implements MeterBinder {

    private static final int RECENT = 5;

    private final Sampled<List<RunSummary>> runs;
    private final Clock clock;

    RunMetrics(ObjectProvider<RunHistory> history, Clock clock) {
        this.runs = new Sampled<>("vss.run", clock, () -> history.getObject().newest(RECENT));
        this.clock = clock;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        Gauge.builder("vss.run.last.success", this, self -> self.last(RunMetrics::success))
                .description("Whether the last run came to its end")
                .strongReference(true)
                .register(registry);
        Gauge.builder("vss.run.last.duration", this, self -> self.last(RunMetrics::duration))
                .description("How long the last run took")
                .baseUnit("seconds")
                .strongReference(true)
                .register(registry);
        Gauge.builder("vss.run.last.age", this, self -> self.last(self::age))
                .description("How long ago the last run ended")
                .baseUnit("seconds")
                .strongReference(true)
                .register(registry);
        Gauge.builder("vss.run.running", this, RunMetrics::running)
                .description("Whether a run is at work")
                .strongReference(true)
                .register(registry);
    }

    private double last(ToDoubleFunction<RunSummary> value) {
        return runs.now()
                .flatMap(
                        all -> all.stream().filter(run -> run.endedAt() != null).findFirst())
                .map(value::applyAsDouble)
                .orElse(Double.NaN);
    }

    private double running() {
        return runs.now()
                .map(all -> all.stream().anyMatch(run -> run.state() == RunSummary.State.RUNNING) ? 1.0 : 0.0)
                .orElse(Double.NaN);
    }

    private static double success(RunSummary run) {
        return run.state() == RunSummary.State.COMPLETED ? 1 : 0;
    }

    private static double duration(RunSummary run) {
        return seconds(run.startedAt(), run.endedAt());
    }

    private double age(RunSummary run) {
        return seconds(run.endedAt(), clock.instant());
    }

    private static double seconds(@Nullable Instant from, @Nullable Instant to) {
        return Optional.ofNullable(from)
                .flatMap(start -> Optional.ofNullable(to).map(end -> Duration.between(start, end)))
                .map(time -> Math.max(0, time.toMillis() / 1000.0))
                .orElse(Double.NaN);
    }
}
