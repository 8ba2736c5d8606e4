package vssledger.deliver;

import java.util.List;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Component;
import vssledger.deliver.DeliverProperties.Recipient;
import vssledger.deliver.DeliverProperties.WhenEmpty;
import vssledger.report.Reports;

/**
 * Brings editions to their recipients, each edition once: what was sent is not sent again, and what may have been sent when
 * its program died is not either. What failed is tried again by the next run.
 */
@Component
@EnableConfigurationProperties(DeliverProperties.class)
public class Delivery {

    private static final Logger log = LoggerFactory.getLogger(Delivery.class);

    private final DeliverProperties properties;
    private final DeliveryStore store;
    private final List<Channel> channels;
    private final Reports reports;

    Delivery(DeliverProperties properties, DeliveryStore store, List<Channel> channels, Reports reports) {
        this.properties = properties;
        this.store = store;
        this.channels = channels;
        this.reports = reports;
    }

    /**
     * Sends these where they have not been sent, and what failed before. Only one program at a time may.
     *
     * @param again whether these are sent to those who have them, too
     */
    public void deliver(List<ReadyEdition> editions, boolean again) {
        var unsure = store.unsure();
        if (unsure > 0) {
            log.warn(
                    "The program ended while it delivered {} reports: they may have arrived, and are not sent again.",
                    unsure);
        }
        for (var edition : editions) {
            for (var recipient : properties.recipients()) {
                var isLeftOut = recipient.whenEmpty() == WhenEmpty.SKIP && reports.isEmpty(edition.folder());
                store.add(edition, recipient.name(), isLeftOut ? "EMPTY" : "DUE", again && !isLeftOut);
            }
        }
        var recipients = properties.recipients().stream().collect(Collectors.toMap(Recipient::name, r -> r));
        for (var due : store.due()) {
            var recipient = recipients.get(due.recipient());
            if (recipient != null) { // else no longer in the configuration; should the name come back, it goes on
                send(due, recipient);
            }
        }
    }

    private void send(DeliveryStore.Due due, Recipient recipient) {
        var edition = new ReadyEdition(due.range(), due.edition(), reports.folder(due.range(), due.edition()));
        store.sending(due.id());
        try {
            for (var channel : channels) {
                if (channel.serves(recipient)) {
                    channel.send(edition, recipient);
                }
            }
            store.sent(due.id());
            log.info(
                    "Delivered {} of {}, edition {}, to {}",
                    recipient.workbook(),
                    due.range(),
                    due.edition(),
                    due.recipient());
        } catch (RuntimeException e) {
            var problem = String.valueOf(e.getMessage());
            var isTriedAgain = store.failed(due.id(), problem, properties.attempts());
            log.warn(
                    "{} of {} did not reach {}: {} {}",
                    recipient.workbook(),
                    due.range(),
                    due.recipient(),
                    problem,
                    isTriedAgain ? "The next run tries again." : "It is given up.");
        }
    }
}
