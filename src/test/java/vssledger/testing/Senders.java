package vssledger.testing;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;

/** Some senders that post without a pause as long as somebody answers, each body another, and remember what was answered to which. */
public final class Senders implements AutoCloseable {

    private static final Duration PAUSE_AFTER_A_BREAK = Duration.ofMillis(10);
    private static final AtomicInteger NUMBER = new AtomicInteger();

    private final Queue<String> accepted = new ConcurrentLinkedQueue<>();
    private final Queue<Integer> refusals = new ConcurrentLinkedQueue<>();
    private final AtomicInteger breaks = new AtomicInteger();
    private final URI address;
    private final List<Thread> threads;
    private volatile boolean stopped;

    private Senders(URI address, int count) {
        this.address = address;
        this.threads = IntStream.range(0, count)
                .mapToObj(n -> new Thread(this::send, "sender-" + n))
                .toList();
    }

    public static Senders posting(URI address, int count) {
        var senders = new Senders(address, count);
        senders.threads.forEach(Thread::start);
        return senders;
    }

    private void send() {
        var http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        while (!stopped) {
            var body = "{\"payload\": {\"sessionId\":\"s-" + NUMBER.incrementAndGet() + "\",\"subAccountId\":\"acme\"},"
                    + " \"text\":\"\\u0000\\ud800 é\"}";
            var request = HttpRequest.newBuilder(address)
                    .timeout(Duration.ofSeconds(30))
                    .POST(HttpRequest.BodyPublishers.ofString(body))
                    .build();
            try {
                var status = http.send(request, HttpResponse.BodyHandlers.discarding())
                        .statusCode();
                if (status == 200) {
                    accepted.add(body);
                } else {
                    refusals.add(status);
                }
            } catch (IOException e) {
                breaks.incrementAndGet();
                // the server needs the processor, to end or to start
                LockSupport.parkNanos(PAUSE_AFTER_A_BREAK.toNanos());
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    /** Waits until so many more were accepted. */
    public Senders untilAccepted(int more) {
        var wanted = accepted.size() + more;
        Awaitility.await(more + " more accepted").atMost(Duration.ofSeconds(60)).until(() -> accepted.size() >= wanted);
        return this;
    }

    /** Waits until this is answered. */
    public Senders untilAnswered(int status) {
        Awaitility.await("an answer " + status).atMost(Duration.ofSeconds(60)).until(() -> refusals.contains(status));
        return this;
    }

    /** Waits until a sender finds nobody there. */
    public Senders untilBroken() {
        var before = breaks.get();
        Awaitility.await("a broken connection").atMost(Duration.ofSeconds(60)).until(() -> breaks.get() > before);
        return this;
    }

    /**
     * Lets each come to its end.
     *
     * @return the bodies that were answered with 200
     */
    public Collection<String> stop() {
        stopped = true;
        Awaitility.await("the senders' end")
                .atMost(Duration.ofSeconds(60))
                .until(() -> threads.stream().noneMatch(Thread::isAlive));
        return accepted;
    }

    /** What was answered other than 200. */
    public Collection<Integer> refusals() {
        return refusals;
    }

    @Override
    public void close() {
        stop();
    }
}
