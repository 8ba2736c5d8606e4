package vssledger.capture;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.AdaptiveRecvByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpRequestDecoder;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import vssledger.capture.http.AnswerWriter;
import vssledger.capture.http.Connections;
import vssledger.capture.http.Endpoint;
import vssledger.capture.http.Tls;
import vssledger.capture.http.WebhookConnection;
import vssledger.capture.store.Capture;
import vssledger.platform.UserException;

/**
 * The server that 8x8 posts to. It starts whether or not the database answers, and stops only once all that it took is
 * kept.
 */
public final class CaptureServer implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(CaptureServer.class);
    private static final Duration FOR_REQUESTS_UNDER_WAY = Duration.ofMillis(300);
    private static final int MAX_LINE = 4096;
    private static final int MAX_READ = 16 * 1024;

    private final CaptureProperties properties;
    private final Capture capture;
    private final Connections connections;
    private final Endpoint endpoint;
    private final AnswerWriter answers;
    private final Tls tls;
    private @Nullable MultiThreadIoEventLoopGroup threads;
    private @Nullable Channel listening;
    private @Nullable Future<?> deadlines;

    CaptureServer(
            CaptureProperties properties,
            Capture capture,
            Connections connections,
            Endpoint endpoint,
            Tls tls,
            Clock clock) {
        this.properties = properties;
        this.capture = capture;
        this.connections = connections;
        this.endpoint = endpoint;
        this.tls = tls;
        this.answers = new AnswerWriter(properties.idleTimeout(), clock);
    }

    @Override
    public void start() {
        capture.start();
        var group = new MultiThreadIoEventLoopGroup(
                Math.max(1, Runtime.getRuntime().availableProcessors() / 2), NioIoHandler.newFactory());
        threads = group;
        var bound = new ServerBootstrap()
                .group(group)
                .channel(NioServerSocketChannel.class)
                .option(ChannelOption.SO_BACKLOG, 4096)
                .option(ChannelOption.SO_REUSEADDR, true)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childOption(ChannelOption.ALLOW_HALF_CLOSURE, true)
                .childOption(ChannelOption.RECVBUF_ALLOCATOR, new AdaptiveRecvByteBufAllocator(512, 2048, MAX_READ))
                .childHandler(new ChannelInitializer<SocketChannel>() {
                    @Override
                    protected void initChannel(SocketChannel channel) {
                        setUp(channel);
                    }
                })
                .bind(address())
                .awaitUninterruptibly();
        if (!bound.isSuccess()) {
            throw new UserException(
                    "The capture endpoint cannot listen on port " + properties.port() + " ("
                            + bound.cause().getMessage() + "). End what uses it, or choose another: --port.",
                    bound.cause());
        }
        listening = bound.channel();
        deadlines = group.next().scheduleAtFixedRate(connections::expire, 1, 1, TimeUnit.SECONDS);
    }

    private SocketAddress address() {
        return properties.address() == null
                ? new InetSocketAddress(properties.port())
                : new InetSocketAddress(properties.address(), properties.port());
    }

    private void setUp(SocketChannel channel) {
        tls.handler(channel).ifPresent(channel.pipeline()::addLast);
        channel.pipeline()
                .addLast(new HttpRequestDecoder(new HttpDecoderConfig()
                        .setMaxInitialLineLength(MAX_LINE)
                        .setMaxHeaderSize(Math.toIntExact(properties.maxHeader().toBytes()))
                        .setMaxChunkSize(MAX_READ)))
                .addLast(new WebhookConnection(connections, endpoint, answers, capture.room(), properties));
    }

    /**
     * Where it listens.
     *
     * @throws IllegalStateException if it does not
     */
    public int port() {
        if (listening == null) {
            throw new IllegalStateException("The capture endpoint is not running");
        }
        return ((InetSocketAddress) listening.localAddress()).getPort();
    }

    /** How it is spoken to. */
    public String scheme() {
        return tls.isOn() ? "https" : "http";
    }

    /** Takes no more connections, answers what is under way, and has all of it kept. */
    @Override
    public void stop() {
        if (listening == null) {
            return;
        }
        try {
            listening.close().awaitUninterruptibly();
            listening = null;
            connections.stop();
            if (!connections.awaitClosed(FOR_REQUESTS_UNDER_WAY)) {
                connections.closeIdle();
                if (!connections.awaitClosed(properties.stopTimeout())) {
                    log.warn("{} connections had not sent their request in full, and were cut", connections.count());
                }
            }
            capture.close();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            if (deadlines != null) {
                deadlines.cancel(false);
            }
            if (threads != null) {
                threads.shutdownGracefully(0, 2, TimeUnit.SECONDS).awaitUninterruptibly(5, TimeUnit.SECONDS);
                threads = null;
            }
        }
    }

    @Override
    public boolean isRunning() {
        return listening != null;
    }
}
