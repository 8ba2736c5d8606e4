package vssledger.alert;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.web.server.context.WebServerInitializedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import vssledger.capture.SpoolDepth;
import vssledger.capture.SpoolGauge;
import vssledger.subscription.OpsMessages;

/**
 * What waits on this server's disk for the database: in each server that serves, for it sees its own disk only, and without
 * the database, which is likely to be away then. What is told in that time is written down once it is back.
 */
@Component
public class SpoolWatch implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(SpoolWatch.class);
    private static final Set<AlertKind> KINDS = Set.of(AlertKind.SPOOL);

    private final Supplier<SpoolDepth> spool;
    private final Supplier<Alerts> alerts;
    private final OpsMessages ops;
    private final AlertProperties properties;
    private final Clock clock;
    private final String server = name();
    private @Nullable ScheduledExecutorService thread;
    private @Nullable AlertCondition toldWithoutDatabase;

    @Autowired
    SpoolWatch(
            SpoolGauge spool, ObjectProvider<Alerts> alerts, OpsMessages ops, AlertProperties properties, Clock clock) {
        this(spool::now, alerts::getObject, ops, properties, clock);
    }

    /** For a spool of any depth. */
    SpoolWatch(
            Supplier<SpoolDepth> spool,
            Supplier<Alerts> alerts,
            OpsMessages ops,
            AlertProperties properties,
            Clock clock) {
        this.spool = spool;
        this.alerts = alerts;
        this.ops = ops;
        this.properties = properties;
        this.clock = clock;
    }

    @EventListener
    @SuppressWarnings("FutureReturnValueIgnored") // look() takes care of what fails
    synchronized void begin(WebServerInitializedEvent serving) {
        if (thread == null) {
            thread = Executors.newSingleThreadScheduledExecutor(task -> {
                var daemon = new Thread(task, "spool-watch");
                daemon.setDaemon(true);
                return daemon;
            });
            var every = properties.every().toMillis();
            thread.scheduleWithFixedDelay(this::look, every, every, TimeUnit.MILLISECONDS);
        }
    }

    void look() {
        try {
            var condition = condition();
            try {
                write(condition);
            } catch (RuntimeException e) {
                log.debug("The database does not take what is told of the spool", e);
                tellWithout(condition);
            }
        } catch (RuntimeException e) {
            log.warn("The watch over the spool cannot see now: {}", e.getMessage());
        }
    }

    private void write(@Nullable AlertCondition condition) {
        var written = alerts.get();
        if (toldWithoutDatabase != null) {
            written.remember(toldWithoutDatabase);
            toldWithoutDatabase = null;
        }
        written.observe(KINDS, server, condition == null ? List.of() : List.of(condition));
        written.tell();
    }

    private void tellWithout(@Nullable AlertCondition condition) {
        if (condition != null && toldWithoutDatabase == null && ops.tell(condition.title(), condition.text())) {
            toldWithoutDatabase = condition;
        }
    }

    private @Nullable AlertCondition condition() {
        var depth = spool.get();
        var age = depth.oldest() == null ? Duration.ZERO : Duration.between(depth.oldest(), clock.instant());
        var most = properties.spool();
        if (depth.deliveries() <= most.deliveries() && age.compareTo(most.age()) <= 0) {
            return null;
        }
        return new AlertCondition(
                AlertKind.SPOOL,
                server,
                "Webhooks wait on the disk of " + server,
                String.format(
                        Locale.ROOT,
                        "%,d webhooks wait in its spool for the database, the first for %d minutes. None is lost as long as"
                                + " the disk has room. See that PostgreSQL runs and is reached: vss doctor",
                        depth.deliveries(),
                        age.toMinutes()));
    }

    private static String name() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "this server";
        }
    }

    @Override
    public synchronized void close() {
        if (thread != null) {
            thread.shutdownNow();
        }
    }
}
