package vssledger.workers;

import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.springframework.batch.integration.partition.StepExecutionRequest;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.integration.channel.FixedSubscriberChannel;
import org.springframework.integration.support.MessageBuilder;
import org.springframework.messaging.Message;
import org.springframework.messaging.MessageChannel;

/**
 * Requests by a broker. A thread of its own sends them, so that a broker that hangs holds up no run; one that failed is left alone
 * for a while, and what was to be sent is forgotten, since workers look by themselves.
 */
abstract class BrokerChannel implements PartitionChannel, DisposableBean {

    /** Between attempts to get a connection back, and until one that is to be closed is left alone. */
    static final Duration BRIEFLY = Duration.ofSeconds(2);

    private static final Duration PATIENCE_AT_MOST = Duration.ofSeconds(10);

    private static final int WAITING_AT_MOST = 1000;

    private final BrokerState state;
    private final Duration rest;
    private final ThreadPoolExecutor sender = new ThreadPoolExecutor(
            1,
            1,
            10,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(WAITING_AT_MOST),
            BrokerChannel::thread,
            new ThreadPoolExecutor.DiscardPolicy());
    private boolean rests;
    private long restsSince;

    BrokerChannel(BrokerState state, Duration rest) {
        this.state = state;
        this.rest = rest;
        sender.allowCoreThreadTimeOut(true);
    }

    /** Hands it to the broker, or throws. */
    abstract void deliver(Message<String> request);

    final BrokerState state() {
        return state;
    }

    final Duration rest() {
        return rest;
    }

    /** After which an attempt to reach the broker is given up. */
    static Duration patience(Duration rest) {
        return rest.compareTo(PATIENCE_AT_MOST) < 0 ? rest : PATIENCE_AT_MOST;
    }

    @Override
    public final void send(StepExecutionRequest request) {
        sender.execute(() -> tryToDeliver(request));
    }

    private void tryToDeliver(StepExecutionRequest request) {
        if (rests && System.nanoTime() - restsSince < rest.toNanos()) {
            return;
        }
        try {
            deliver(MessageBuilder.withPayload(RequestText.of(request)).build());
            rests = false;
            state.answers();
        } catch (RuntimeException e) {
            if (!sender.isShutdown()) {
                rests = true;
                restsSince = System.nanoTime();
                state.isAway(e);
            }
        }
    }

    /** Into which the broker's messages come; those that are no requests are passed over. */
    static MessageChannel calling(Runnable called) {
        return new FixedSubscriberChannel(message -> {
            if (RequestText.isOne(message.getPayload())) {
                called.run();
            }
        });
    }

    static Thread thread(Runnable task) {
        var thread = new Thread(task, "requests");
        thread.setDaemon(true);
        return thread;
    }

    @Override
    public void destroy() {
        sender.shutdownNow();
    }
}
