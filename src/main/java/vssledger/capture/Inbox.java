package vssledger.capture;

import java.time.Clock;
import java.util.List;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import vssledger.capture.store.DeliveryBatch;
import vssledger.capture.store.DeliveryTable;
import vssledger.capture.store.ReceivedDelivery;

/** Takes what was read from files, in the transaction of whoever reads them. */
@Component
class Inbox {

    private final JdbcTemplate jdbc;
    private final DeliveryTable table;
    private final Clock clock;

    Inbox(DataSource dataSource, DeliveryTable table, Clock clock) {
        this.jdbc = new JdbcTemplate(dataSource);
        this.table = table;
        this.clock = clock;
    }

    /**
     * Keeps them all, in their order.
     *
     * @return how many are deliveries now; the others are rejected
     */
    int takeAll(List<ReceivedDelivery> received) {
        if (received.isEmpty()) {
            return 0;
        }
        var refused = jdbc.execute((java.sql.Connection connection) ->
                table.store(connection, DeliveryBatch.of(received, clock)).cardinality());
        var deliveries = received.stream().filter(ReceivedDelivery::isDelivery).count();
        return (int) deliveries - (refused == null ? 0 : refused);
    }
}
