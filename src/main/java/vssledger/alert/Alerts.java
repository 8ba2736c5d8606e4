package vssledger.alert;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import vssledger.subscription.OpsMessages;

/**
 * What is wrong now, kept in the database: so operations are told once of each, by whichever server, and once more when it
 * is over. What could not be told is told with the next look.
 */
@Component
@EnableConfigurationProperties(AlertProperties.class)
public class Alerts {

    private static final Logger log = LoggerFactory.getLogger(Alerts.class);

    private final List<Watch> watches;
    private final AlertStore store;
    private final OpsMessages ops;
    private final AlertProperties properties;
    private final Clock clock;
    private final TransactionTemplate transaction;

    Alerts(
            List<Watch> watches,
            AlertStore store,
            OpsMessages ops,
            AlertProperties properties,
            Clock clock,
            PlatformTransactionManager transactions) {
        this.watches = watches;
        this.store = store;
        this.ops = ops;
        this.properties = properties;
        this.clock = clock;
        this.transaction = new TransactionTemplate(transactions);
    }

    /** The alerts that are firing, the oldest first. */
    public List<Alert> current() {
        return store.firing();
    }

    /** Those that are firing, or did in this time until now; the newest first. */
    public List<Alert> within(Duration time) {
        return store.since(clock.instant().minus(time));
    }

    /** Lets all watches look, and tells what is new and what is over. */
    public void look() {
        for (var watch : watches) {
            try {
                observe(watch.kinds(), null, watch.look());
            } catch (RuntimeException e) {
                log.warn("The watch over {} cannot see now: {}", watch.kinds(), e.getMessage());
            }
        }
        tell();
    }

    /** Tells of something at once, before the next look; also where the database does not take it. */
    public void raise(AlertCondition condition) {
        try {
            store.see(condition, clock.instant(), false);
            tell();
        } catch (RuntimeException e) {
            log.warn("The alert \"{}\" cannot be kept: {}", condition.title(), e.getMessage());
            ops.tell(condition.title(), condition.text());
        }
    }

    /** These, and no others of their kinds and subject, are so now. */
    void observe(Set<AlertKind> kinds, @Nullable String subject, List<AlertCondition> conditions) {
        var now = clock.instant();
        transaction.executeWithoutResult(status -> {
            conditions.forEach(condition -> store.see(condition, now, false));
            store.end(kinds, subject, now, properties.settle());
        });
    }

    /** Keeps one that operations were told of while the database was away. */
    void remember(AlertCondition told) {
        store.see(told, clock.instant(), true);
    }

    void tell() {
        tell(store::toTell, "alerts", Alert::title, Alert::text);
        tell(
                store::endToTell,
                "alerts are over",
                alert -> "Over: " + alert.title(),
                alert -> "It began at " + alert.since() + " and ended by " + alert.endedAt() + ".");
    }

    private interface ToTell {
        List<Alert> find();
    }

    /** In one transaction, so that of several servers one tells, and another does should this one die. */
    private void tell(ToTell toTell, String many, Function<Alert, String> title, Function<Alert, String> text) {
        transaction.executeWithoutResult(status -> {
            var alerts = toTell.find();
            if (alerts.isEmpty()) {
                return;
            }
            alerts.forEach(alert -> log.warn("{}", title.apply(alert)));
            var subject = alerts.size() == 1 ? title.apply(alerts.get(0)) : alerts.size() + " " + many;
            var body = alerts.stream()
                    .map(alert -> (alerts.size() == 1 ? "" : title.apply(alert) + "\n") + text.apply(alert))
                    .collect(Collectors.joining("\n\n"));
            if (ops.tell(subject, body)) {
                store.told(alerts, clock.instant());
            }
        });
    }
}
