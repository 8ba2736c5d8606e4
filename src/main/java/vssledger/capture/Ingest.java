package vssledger.capture;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.DigestInputStream;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import vssledger.capture.http.Gzip;
import vssledger.capture.store.Arrival;
import vssledger.capture.store.ReceivedBody;
import vssledger.capture.store.ReceivedDelivery;
import vssledger.platform.Product;
import vssledger.platform.UserException;
import vssledger.platform.text.Sha256;

/**
 * Takes a file of bodies (NDJSON, JSON objects one after the other or an array of them, gzip or not) as if each had been
 * posted. The file may be in UTF-8, UTF-16 or UTF-32. A file is taken whole, in one transaction, and once: the same content again for the same product changes nothing.
 * An array is taken element by element, and if one of its elements is no JSON object, nothing of the file is.
 */
@Component
public class Ingest {

    private static final int BATCH = 1000;
    private static final long BATCH_BYTES = 8 << 20;

    private final Inbox inbox;
    private final DeliveryMonths months;
    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final CaptureProperties properties;
    private final Clock clock;

    Ingest(
            Inbox inbox,
            DeliveryMonths months,
            JdbcClient jdbc,
            PlatformTransactionManager transactions,
            CaptureProperties properties,
            Clock clock) {
        this.inbox = inbox;
        this.months = months;
        this.jdbc = jdbc;
        this.transaction = new TransactionTemplate(transactions);
        this.properties = properties;
        this.clock = clock;
    }

    /**
     * What became of a file.
     *
     * @param taken bodies that are deliveries now
     * @param rejected bodies that are no JSON object; kept in {@code capture.rejected}
     * @param known whether the same file had been taken before, so that nothing changed
     */
    public record Taken(String file, long taken, long rejected, boolean known) {}

    /**
     * Takes every body in a file, as if each had been posted.
     *
     * @throws UserException if the file cannot be read; nothing of it is kept then
     */
    public Taken take(String name, InputStream file, @Nullable Product product) {
        return take(name, file, product, Wrapper.NONE);
    }

    /**
     * The same, of a file whose webhooks have something around them.
     *
     * @param wrapper where in each of them the time of arrival and the webhook stand
     * @throws UserException if the file cannot be read, or one of them has no such time or webhook; nothing of it is kept then
     */
    public Taken take(String name, InputStream file, @Nullable Product product, Wrapper wrapper) {
        months.makeAhead();
        return Objects.requireNonNull(transaction.execute(status -> {
            try {
                var result = read(name, file, product, wrapper);
                if (result.known()) {
                    status.setRollbackOnly();
                }
                return result;
            } catch (IOException e) {
                throw new UserException(name + " cannot be read (" + e.getMessage() + "). Nothing of it was taken.", e);
            }
        }));
    }

    private Taken read(String name, InputStream file, @Nullable Product product, Wrapper wrapper) throws IOException {
        var arrival = Arrival.file(clock.instant(), product, null);
        var digest = Sha256.begin();
        var plain = unzipped(file);
        var in = new DigestInputStream(plain, digest);
        var batch = new Batch(arrival, name, wrapper);
        BodySplitter.split(in, batch::take);
        batch.flush();
        if (plain instanceof Gzip gzip && gzip.isFollowed()) {
            throw new IOException("something that is not gzip follows what was packed");
        }
        if (!wrapper.equals(Wrapper.NONE)) { // read otherwise, it is another file
            digest.update(wrapper.toString().getBytes(StandardCharsets.UTF_8));
        }
        var registered = jdbc.sql("""
                        INSERT INTO capture.ingested_file (sha256, product, file_name, ingested_at, deliveries, rejected)
                        VALUES (?, ?, ?, ?, ?, ?)
                        ON CONFLICT DO NOTHING
                        """)
                .params(
                        HexFormat.of().formatHex(digest.digest()),
                        product == null ? "" : product.code(),
                        name,
                        java.sql.Timestamp.from(arrival.receivedAt()),
                        batch.taken,
                        batch.rejected)
                .update();
        return new Taken(name, batch.taken, batch.rejected, registered == 0);
    }

    private final class Batch {

        private final Arrival arrival;
        private final String file;
        private final Wrapper wrapper;
        private long number;
        private final List<ReceivedDelivery> received = new ArrayList<>(BATCH);
        private long bytes;
        private long taken;
        private long rejected;

        Batch(Arrival arrival, String file, Wrapper wrapper) {
            this.arrival = arrival;
            this.file = file;
            this.wrapper = wrapper;
        }

        /** One of them, or, of an array, each of its elements. */
        void take(ReceivedBody body) {
            number++;
            try {
                var bodies = body.isArray() ? body.elements() : List.of(body);
                if (bodies.isEmpty()) {
                    add(body, arrival); // an array without elements is kept as it is, and as rejected
                }
                bodies.forEach(this::unwrap);
            } catch (UserException e) {
                throw new UserException(
                        file + ", body " + number + ": " + e.getMessage()
                                + ". Nothing of the file was taken: mend it, and take it again.",
                        e);
            }
        }

        private void unwrap(ReceivedBody body) {
            if (wrapper.equals(Wrapper.NONE)) {
                add(body, arrival);
            } else {
                var arrivedAt = wrapper.arrivedAt(body);
                add(wrapper.webhook(body), Arrival.file(arrival.receivedAt(), arrival.product(), arrivedAt));
            }
        }

        private void add(ReceivedBody body, Arrival arrival) {
            var isTooLarge = body.size() > properties.maxBytes();
            received.add(
                    isTooLarge
                            ? new ReceivedDelivery(
                                    arrival, body.sent(), "the body is larger than " + properties.maxBody())
                            : ReceivedDelivery.of(body, arrival));
            bytes += body.size();
            if (received.size() == BATCH || bytes > BATCH_BYTES) {
                flush();
            }
        }

        void flush() {
            var now = inbox.takeAll(received);
            taken += now;
            rejected += received.size() - now;
            received.clear();
            bytes = 0;
        }
    }

    private static InputStream unzipped(InputStream file) throws IOException {
        var in = new BufferedInputStream(file, 1 << 16);
        in.mark(2);
        var magic = in.read() | in.read() << 8;
        in.reset();
        return magic == GZIPInputStream.GZIP_MAGIC ? new Gzip(in, 1 << 16) : in;
    }
}
