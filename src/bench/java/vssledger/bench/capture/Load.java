package vssledger.bench.capture;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseDecoder;
import io.netty.handler.codec.http.LastHttpContent;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Queue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Posts over some keep-alive connections, all of them in one thread: either as fast as it is answered, or at a constant
 * rate whatever is answered. At a constant rate the time of a request begins when it was due, so that a server that stands
 * still for a second is told of all the requests that would have come in it. All that was sent is waited for, ten seconds at most.
 */
final class Load {

    private static final long TICK_NANOS = TimeUnit.MICROSECONDS.toNanos(500);
    private static final int A_DAY = (int) TimeUnit.DAYS.toSeconds(1);
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(10);

    private final int port;
    private final int connections;
    private final double perSecond;
    private final long warmUpNanos;
    private final long nanos;
    private final long atMost;
    private final Queue<Sender> idle = new ArrayDeque<>();
    private final CountDownLatch done = new CountDownLatch(1);
    private long[] micros = new long[1 << 16];
    private int timed;
    private long failed;
    private long accepted;
    private long sent;
    private long began;
    private long ended;
    private int underWay;

    /**
     * What came of it.
     *
     * @param accepted requests answered 200
     * @param failed requests answered otherwise
     */
    record Result(long accepted, long failed, double seconds, double p50Millis, double p99Millis, double maxMillis) {

        double perSecond() {
            return accepted / seconds;
        }
    }

    private Load(int port, int connections, double perSecond, int warmUp, int seconds, long atMost) {
        this.port = port;
        this.connections = connections;
        this.perSecond = perSecond;
        this.warmUpNanos = TimeUnit.SECONDS.toNanos(warmUp);
        this.nanos = TimeUnit.SECONDS.toNanos(warmUp + seconds);
        this.atMost = atMost;
    }

    /** As fast as it is answered. */
    static Result closed(int port, int connections, int seconds) throws InterruptedException {
        return new Load(port, connections, 0, 0, seconds, Long.MAX_VALUE).run();
    }

    /** So many in all, as fast as it is answered, in a day at most; it does not tell latencies. */
    static Result all(int port, int connections, long requests) throws InterruptedException {
        return new Load(port, connections, 0, A_DAY, 0, requests).run();
    }

    /** So many a second; the latencies of the first seconds, in which both sides still warm up, do not count. */
    static Result open(int port, int connections, double perSecond, int warmUp, int seconds)
            throws InterruptedException {
        return new Load(port, connections, perSecond, warmUp, seconds, Long.MAX_VALUE).run();
    }

    private Result run() throws InterruptedException {
        var thread = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
        try {
            for (var n = 0; n < connections; n++) {
                idle.add(connect(thread));
            }
            began = System.nanoTime();
            // not a timer of the event loop's own: it would spin through what is left of a millisecond
            while (done.getCount() > 0) {
                thread.execute(this::sendWhatIsDue);
                LockSupport.parkNanos(TICK_NANOS);
            }
        } finally {
            thread.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly();
        }
        return result();
    }

    private Sender connect(MultiThreadIoEventLoopGroup thread) throws InterruptedException {
        var sender = new Sender();
        sender.channel = new Bootstrap()
                .group(thread)
                .channel(NioSocketChannel.class)
                .option(ChannelOption.TCP_NODELAY, true)
                .handler(new ChannelInitializer<SocketChannel>() {
                    @Override
                    protected void initChannel(SocketChannel channel) {
                        channel.pipeline().addLast(new HttpResponseDecoder(), sender);
                    }
                })
                .connect("127.0.0.1", port)
                .sync()
                .channel();
        return sender;
    }

    private void sendWhatIsDue() {
        var now = System.nanoTime();
        if (now - began >= nanos || sent == atMost) {
            if (underWay == 0 || now - began >= nanos + PATIENCE_NANOS) {
                ended = Math.min(now - began, nanos);
                done.countDown();
            }
            return;
        }
        while (!idle.isEmpty() && sent < atMost) {
            var due = perSecond == 0 ? now : began + (long) (sent * 1e9 / perSecond);
            if (due > now) {
                return;
            }
            idle.remove().send(due);
        }
    }

    private void answered(boolean isAccepted, long due) {
        underWay--;
        accepted += isAccepted ? 1 : 0;
        failed += isAccepted ? 0 : 1;
        if (due - began < warmUpNanos) {
            return;
        }
        if (timed == micros.length) {
            micros = Arrays.copyOf(micros, 2 * timed);
        }
        micros[timed++] = (System.nanoTime() - due) / 1000;
    }

    private Result result() {
        var sorted = Arrays.copyOf(micros, timed);
        Arrays.sort(sorted);
        return new Result(accepted, failed, ended / 1e9, at(sorted, 0.5), at(sorted, 0.99), at(sorted, 1));
    }

    private static double at(long[] sorted, double share) {
        return sorted.length == 0 ? Double.NaN : sorted[(int) Math.ceil(share * sorted.length) - 1] / 1000.0;
    }

    /** One connection. */
    @SuppressWarnings("FutureReturnValueIgnored")
    private final class Sender extends SimpleChannelInboundHandler<HttpObject> {

        private @Nullable Channel channel;
        private long due;
        private boolean isAccepted;
        private boolean waits;

        void send(long dueAt) {
            var open = channel;
            if (open != null) {
                due = dueAt;
                waits = true;
                underWay++;
                var request = Bodies.request(++sent);
                open.writeAndFlush(open.alloc().buffer(request.length).writeBytes(request));
            }
        }

        @Override
        public void channelInactive(ChannelHandlerContext context) {
            if (waits) {
                underWay--;
                failed++;
            }
            idle.remove(this);
        }

        @Override
        protected void channelRead0(ChannelHandlerContext context, HttpObject message) {
            if (message instanceof HttpResponse response) {
                isAccepted = response.status().code() == 200;
            }
            if (message instanceof LastHttpContent) {
                waits = false;
                answered(isAccepted, due);
                idle.add(this);
                sendWhatIsDue();
            }
        }
    }
}
