package vssledger.capture.http;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import vssledger.capture.CaptureProperties;

/** The open connections of the endpoint: how many there may be, and how long each may take over what it does. */
public final class Connections {

    /** A deadline that does not come. */
    static final long NEVER = Long.MAX_VALUE;

    private static final Duration TO_SEE_THE_LAST_ANSWER = Duration.ofSeconds(2);

    private final Set<WebhookConnection> open = ConcurrentHashMap.newKeySet();
    private final CountDownLatch allClosed = new CountDownLatch(1);
    private final int max;
    private final long requestNanos;
    private final long idleNanos;
    private volatile boolean stopping;

    public Connections(CaptureProperties properties) {
        this.max = properties.maxConnections();
        this.requestNanos = properties.requestTimeout().toNanos();
        this.idleNanos = properties.idleTimeout().toNanos();
    }

    /**
     * Counts one in.
     *
     * @return false if there are too many
     */
    boolean add(WebhookConnection connection) {
        return open.size() < max && open.add(connection);
    }

    void remove(WebhookConnection connection) {
        open.remove(connection);
        tellIfAllClosed();
    }

    public int count() {
        return open.size();
    }

    long requestDeadline() {
        return System.nanoTime() + requestNanos;
    }

    long idleDeadline() {
        return System.nanoTime() + idleNanos;
    }

    long closingDeadline() {
        return System.nanoTime() + TO_SEE_THE_LAST_ANSWER.toNanos();
    }

    /** Ends those that have taken too long. To be called every second. */
    public void expire() {
        var now = System.nanoTime();
        for (var connection : open) {
            var deadline = connection.deadline();
            if (deadline != NEVER && now - deadline >= 0) {
                connection.expire();
            }
        }
    }

    boolean isStopping() {
        return stopping;
    }

    /** From now on every answer is the last of its connection. */
    public void stop() {
        stopping = true;
        tellIfAllClosed();
    }

    public void closeIdle() {
        open.forEach(WebhookConnection::closeIfIdle);
    }

    /** Whether all were closed in time. */
    public boolean awaitClosed(Duration patience) throws InterruptedException {
        return allClosed.await(patience.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void tellIfAllClosed() {
        if (stopping && open.isEmpty()) {
            allClosed.countDown();
        }
    }
}
