package vssledger.capture;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;
import vssledger.capture.http.ContentEncoding;
import vssledger.capture.store.DeliveryTable;
import vssledger.capture.store.ReceivedBody;
import vssledger.platform.Product;
import vssledger.platform.UserException;
import vssledger.platform.db.RepeatableTransaction;

/**
 * Settles bodies that were refused: takes them as deliveries where that is possible now, as of the time at which they were
 * received, or discards them. Each is settled once, in the transaction of the caller if there is one.
 */
@Component
public class RejectedReplays {

    private static final int PAGE = 100;

    private final RejectedBodies rejected;
    private final DeliveryMonths months;
    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final TransactionTemplate savepoint;
    private final CaptureProperties properties;
    private final Clock clock;

    RejectedReplays(
            RejectedBodies rejected,
            DeliveryMonths months,
            JdbcClient jdbc,
            PlatformTransactionManager transactions,
            CaptureProperties properties,
            Clock clock) {
        this.rejected = rejected;
        this.months = months;
        this.jdbc = jdbc;
        this.transaction = new RepeatableTransaction(transactions);
        this.savepoint = new TransactionTemplate(transactions);
        this.savepoint.setPropagationBehavior(TransactionDefinition.PROPAGATION_NESTED);
        this.properties = properties;
        this.clock = clock;
    }

    /**
     * What came of a replay.
     *
     * @param replayed how many were tried: those that were open
     * @param taken how many of them are deliveries now
     * @param deliveries how many deliveries that makes, since an array may hold several
     * @param refused those that still cannot be taken
     */
    public record Result(long replayed, long taken, long deliveries, List<Refused> refused) {}

    /** One that still cannot be taken, and why. */
    public record Refused(long id, String reason) {}

    /**
     * Takes them as deliveries where that is possible now. What was settled before stays as it is.
     *
     * @param ids none for all that are open
     * @param product of all of them; null for what the URL of each named
     * @param who replays
     * @throws UserException if there is none of one of these numbers
     */
    public Result replay(List<Long> ids, @Nullable Product product, String who) {
        requireAll(ids);
        months.makeAhead();
        return Objects.requireNonNull(transaction.execute(status -> {
            var refused = new ArrayList<Refused>();
            var counts = new long[3];
            each(ids, entry -> {
                counts[0]++;
                try {
                    var deliveries = take(entry, product == null ? entry.product() : product.code());
                    rejected.replayed(entry.id(), deliveries, clock.instant(), who);
                    counts[1]++;
                    counts[2] += deliveries.size();
                } catch (UserException e) {
                    refused.add(new Refused(entry.id(), String.valueOf(e.getMessage())));
                }
            });
            return new Result(counts[0], counts[1], counts[2], refused);
        }));
    }

    /**
     * Lets their bytes go for good. When they came, why they were refused, their length and hash, and who discarded them when
     * stay.
     *
     * @param ids none for all that are open
     * @param who discards
     * @return how many were open, and are discarded now
     * @throws UserException if there is none of one of these numbers
     */
    public long discard(List<Long> ids, String who) {
        requireAll(ids);
        return Objects.requireNonNull(transaction.execute(status -> {
            var discarded = new long[1];
            each(ids, entry -> {
                rejected.discarded(entry.id(), clock.instant(), who);
                discarded[0]++;
            });
            return discarded[0];
        }));
    }

    private void requireAll(List<Long> ids) {
        var missing = rejected.missing(ids);
        if (!missing.isEmpty()) {
            throw new UserException("Never rejected, or no longer kept: "
                    + missing.stream().map(String::valueOf).collect(Collectors.joining(", "))
                    + ". See: vss rejected list --all");
        }
    }

    private void each(List<Long> ids, Consumer<RejectedBodies.Entry> work) {
        var after = 0L;
        List<RejectedBodies.Entry> page;
        do {
            page = rejected.lockOpen(ids, after, PAGE);
            page.forEach(work);
            after = page.isEmpty() ? after : page.get(page.size() - 1).id();
        } while (page.size() == PAGE);
    }

    private List<Long> take(RejectedBodies.Entry entry, @Nullable String product) {
        var bodies = bodies(rejected.body(entry.id()));
        try {
            return Objects.requireNonNull(savepoint.execute(status ->
                    bodies.stream().map(body -> insert(entry, product, body)).toList()));
        } catch (DataAccessException e) {
            if (e.getMostSpecificCause() instanceof SQLException cause && DeliveryTable.isRefusal(cause)) {
                throw new UserException("PostgreSQL does not take it as JSON: " + DeliveryTable.firstLine(cause), e);
            }
            throw e;
        }
    }

    /** @throws UserException that says why it is none */
    private List<ReceivedBody> bodies(byte[] sent) {
        var body = ReceivedBody.of(unpacked(sent));
        if (body.size() > properties.maxBytes()) {
            throw new UserException("the body is larger than " + properties.maxBody());
        }
        if (body.flaw() == null) {
            return List.of(body);
        }
        var elements = body.isArray() ? body.elements() : List.<ReceivedBody>of();
        if (elements.isEmpty()) {
            throw new UserException(body.flaw());
        }
        return elements;
    }

    /** Bytes that are gzip, whatever label they had, unpacked; others as they are. */
    private byte[] unpacked(byte[] sent) {
        if (sent.length < 2 || ((sent[0] & 0xff) | (sent[1] & 0xff) << 8) != GZIPInputStream.GZIP_MAGIC) {
            return sent;
        }
        try {
            return ContentEncoding.GZIP.unpack(sent, properties.maxBytes());
        } catch (IOException e) {
            return sent;
        }
    }

    private long insert(RejectedBodies.Entry entry, @Nullable String product, ReceivedBody body) {
        return jdbc.sql("INSERT INTO capture.delivery (received_at, product, source, remote_addr, body)"
                        + " VALUES (:at, :product, :source, :address, :body::json) RETURNING id")
                .param("at", Timestamp.from(entry.receivedAt()))
                .param("product", product)
                .param("source", entry.source())
                .param("address", entry.remoteAddress())
                .param("body", new String(body.bytes(), StandardCharsets.UTF_8))
                .query(Long.class)
                .single();
    }
}
