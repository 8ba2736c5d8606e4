package vssledger.workers;

import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.batch.integration.partition.StepExecutionRequest;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.integration.channel.FixedSubscriberChannel;
import org.springframework.integration.endpoint.MessageProducerSupport;
import org.springframework.integration.support.MessageBuilder;
import org.springframework.messaging.Message;

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
    private final BeanFactory beans;
    private @Nullable MessageProducerSupport inbound;
    private boolean rests;
    private long restsSince;

    BrokerChannel(BrokerState state, Duration rest, BeanFactory beans) {
        this.state = state;
        this.rest = rest;
        this.beans = beans;
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

    /** Makes what brings the broker's messages ready to start, and stops it in the end. Messages that are no requests are passed over. */
    final void listenBy(MessageProducerSupport inbound, Runnable called) {
        inbound.setOutputChannel(new FixedSubscriberChannel(message -> {
            if (RequestText.isOne(message.getPayload())) {
                called.run();
            }
        }));
        inbound.setBeanFactory(beans);
        inbound.afterPropertiesSet();
        this.inbound = inbound;
    }

    static Thread thread(Runnable task) {
        var thread = new Thread(task, "requests");
        thread.setDaemon(true);
        return thread;
    }

    @Override
    public void destroy() {
        sender.shutdownNow();
        if (inbound != null) {
            inbound.stop();
        }
    }
}
