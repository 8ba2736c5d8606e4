package vssledger.run.schedule;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.SchedulerBuilder;
import com.github.kagkarlsson.scheduler.logging.LogLevel;
import com.github.kagkarlsson.scheduler.serializer.Serializer;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.web.server.context.WebServerInitializedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import vssledger.platform.text.Reason;
import vssledger.run.RunProperties;
import vssledger.subscription.SubscriptionProperties;

/**
 * Does in time what {@link ScheduledTasks} lists, in a process that serves. When comes next stands in the database, so several servers do
 * it once, and one that slept makes up for it.
 */
@Component
public class Schedule implements AutoCloseable {

    static final String TABLE = "run.scheduled_task";

    private static final Logger log = LoggerFactory.getLogger(Schedule.class);

    private static final Duration HEARTBEAT = Duration.ofMinutes(1);
    private static final Duration UNTIL_THE_DATABASE_IS_BACK = Duration.ofSeconds(30);
    private static final int THREADS = 4;

    private final ScheduledTasks tasks;
    private final RunProperties properties;
    private final SubscriptionProperties delivery;
    private final Clock clock;
    private final ObjectProvider<JdbcClient> jdbc;
    private final ObjectProvider<DataSource> dataSource;
    private @Nullable Thread starter;
    private @Nullable Scheduler scheduler;

    Schedule(
            ScheduledTasks tasks,
            RunProperties properties,
            SubscriptionProperties delivery,
            Clock clock,
            ObjectProvider<JdbcClient> jdbc,
            ObjectProvider<DataSource> dataSource) {
        this.tasks = tasks;
        this.properties = properties;
        this.delivery = delivery;
        this.clock = clock;
        this.jdbc = jdbc;
        this.dataSource = dataSource;
    }

    /** Beside the start of the server, which may come up while the database is away. */
    @EventListener
    synchronized void begin(WebServerInitializedEvent serving) {
        if (starter == null) {
            starter = new Thread(this::start, "schedule");
            starter.setDaemon(true);
            starter.start();
        }
    }

    private void start() {
        while (!Thread.currentThread().isInterrupted()) {
            try {
                jdbc.getObject().sql("SELECT 1").query().singleValue(); // with its tables, if it was empty
                startNow();
                return;
            } catch (RuntimeException e) {
                log.warn("The schedule waits for the database: {}", Reason.of(e));
                try {
                    Thread.sleep(UNTIL_THE_DATABASE_IS_BACK.toMillis());
                } catch (InterruptedException end) {
                    Thread.currentThread().interrupt();
                }
            }
        }
    }

    private synchronized void startNow() {
        if (starter != null) {
            scheduler = configured(new SchedulerBuilder(dataSource.getObject(), List.of()).startTasks(tasks.all()))
                    .clock(clock::instant)
                    .threads(THREADS)
                    .heartbeatInterval(HEARTBEAT)
                    .missedHeartbeatsLimit(4)
                    .failureLogging(LogLevel.OFF, false)
                    .build();
            scheduler.start();
        }
    }

    /** What every scheduler of this table has to have. */
    static <T extends SchedulerBuilder> T configured(T builder) {
        builder.tableName(TABLE).serializer(new TextSerializer());
        return builder;
    }

    /** What runs next and when, a line each. */
    public List<String> describe() {
        var lines = new ArrayList<String>();
        lines.add(
                properties.isScheduled()
                        ? "Next nightly job: " + next(tasks.nightly())
                        : "No nightly job is scheduled (vss.run.nightly-at).");
        for (var schedule : delivery.schedules()) {
            lines.add("Next reports \"" + schedule.name() + "\" of " + schedule.range() + ": "
                    + next(tasks.times(schedule)));
        }
        return lines;
    }

    private String next(CronTimes times) {
        return times.after(clock.instant())
                .map(next -> next.atZone(times.zone()))
                .map(next -> next.toLocalDate() + " " + next.toLocalTime() + " (" + times.zone() + ")")
                .orElse("never");
    }

    @Override
    public void close() {
        var running = stop();
        if (running != null) {
            running.stop();
        }
    }

    private synchronized @Nullable Scheduler stop() {
        if (starter != null) {
            starter.interrupt();
            starter = null;
        }
        return scheduler;
    }

    /** Data that people can read in the table. */
    private static final class TextSerializer implements Serializer {

        @Override
        public byte[] serialize(Object data) {
            return data.toString().getBytes(StandardCharsets.UTF_8);
        }

        @Override
        public <T> T deserialize(Class<T> type, byte[] data) {
            return type.cast(new String(data, StandardCharsets.UTF_8));
        }
    }
}
