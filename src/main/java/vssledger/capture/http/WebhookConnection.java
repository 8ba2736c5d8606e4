package vssledger.capture.http;

import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Queue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vssledger.capture.CaptureProperties;

/**
 * One connection of a sender, on which one request at a time is read, kept and answered; those that follow without waiting
 * have to wait. All of it happens on the connection's own thread.
 */
@SuppressWarnings("FutureReturnValueIgnored")
public // of what is sent and closed: whether it succeeds changes nothing here
final class WebhookConnection extends ChannelInboundHandlerAdapter {

    private static final Logger log = LoggerFactory.getLogger(WebhookConnection.class);
    private static final int BACKLOG = 16;
    private static final byte[] NOTHING = {};

    private enum State {
        /** Between requests. */
        IDLE,
        /** A request is coming in. */
        RECEIVING,
        /** It is there, and is being kept. */
        KEEPING,
        /** The last answer is given; whatever still comes is thrown away. */
        CLOSING
    }

    private final Connections connections;
    private final Endpoint endpoint;
    private final AnswerWriter answers;
    private final BodyMemory room;
    private final int maxBytes;
    private final Queue<Object> backlog = new ArrayDeque<>(0);

    @SuppressWarnings("NullAway.Init") // set when it is added to its channel
    private ChannelHandlerContext context;

    private State state = State.IDLE;
    private Endpoint.Head head = Endpoint.Head.refused(Answer.BAD_REQUEST);
    private boolean stays;
    private byte[] body = NOTHING;
    private int length;
    private boolean waitsForRoom;
    private boolean hasPass;

    /** The sender sends nothing any more, and still waits for its answers. */
    private boolean hasEnded;

    /** By {@link System#nanoTime()}, when it is closed unless something happens; read by others. */
    private volatile long deadline;

    public WebhookConnection(
            Connections connections,
            Endpoint endpoint,
            AnswerWriter answers,
            BodyMemory room,
            CaptureProperties properties) {
        this.connections = connections;
        this.endpoint = endpoint;
        this.answers = answers;
        this.room = room;
        this.maxBytes = properties.maxBytes();
    }

    @Override
    public void handlerAdded(ChannelHandlerContext ctx) {
        context = ctx;
        deadline = connections.idleDeadline();
    }

    @Override
    public void channelActive(ChannelHandlerContext ctx) {
        if (!connections.add(this)) {
            ctx.close();
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        connections.remove(this);
        backlog.forEach(ReferenceCountUtil::release);
        backlog.clear();
        if (state != State.KEEPING) {
            forgetBody();
        }
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        if (state == State.KEEPING) {
            backlog.add(message);
            readOrPause();
        } else {
            read(message);
        }
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
        if (event instanceof ChannelInputShutdownEvent) {
            hasEnded = true;
            closeIfAnswered();
        }
    }

    /** Of a sender that sends nothing any more: what it sent in full is answered first, and what it did not cannot come. */
    private void closeIfAnswered() {
        if (hasEnded && state != State.KEEPING && backlog.isEmpty()) {
            forgetBody();
            state = State.CLOSING;
            context.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(ChannelFutureListener.CLOSE);
        }
    }

    private void read(Object message) {
        try {
            if (state == State.CLOSING) {
                return;
            }
            if (message instanceof HttpRequest request) {
                begin(request);
            }
            if (message instanceof HttpContent content && state == State.RECEIVING) {
                receive(content);
            }
        } finally {
            ReferenceCountUtil.release(message);
        }
    }

    private void begin(HttpRequest request) {
        state = State.RECEIVING;
        deadline = connections.requestDeadline();
        stays = HttpUtil.isKeepAlive(request) && !connections.isStopping();
        head = endpoint.head(request, ((InetSocketAddress) channel().remoteAddress()).getAddress());
        if (request.decoderResult().isFailure()) {
            breakOff(head.refusal() == null ? Answer.BAD_REQUEST : head.refusal());
            return;
        }
        var announced = HttpUtil.getContentLength(request, 0L);
        if (announced > maxBytes) {
            tooLarge();
        } else if (HttpUtil.is100ContinueExpected(request)) {
            if (head.refusal() != null) {
                answerLast(head.refusal());
            } else {
                context.writeAndFlush(answers.goOn(context));
            }
        }
    }

    private void receive(HttpContent content) {
        if (content.decoderResult().isFailure()) {
            endpoint.refused(Answer.BAD_REQUEST);
            breakOff(Answer.BAD_REQUEST);
            return;
        }
        var arrived = content.content().readableBytes();
        if (length + arrived > maxBytes) {
            tooLarge();
            return;
        }
        var isLast = content instanceof LastHttpContent;
        if (head.refusal() == null && arrived > 0) {
            append(content, arrived, isLast);
        } else {
            length += arrived; // of a refused request only counted
        }
        if (isLast) {
            complete();
        }
    }

    private void append(HttpContent content, int arrived, boolean isLast) {
        if (body.length < length + arrived) {
            var size = isLast || length == 0 ? length + arrived : Math.min(maxBytes, 2 * (length + arrived));
            body = Arrays.copyOf(body, size);
        }
        content.content().readBytes(body, length, arrived);
        length += arrived;
        if (!room.take(arrived) && !isLast && !hasPass && !waitsForRoom) {
            waitsForRoom = true;
            readOrPause();
            room.await(pass -> context.executor().execute(() -> readOn(pass)));
        }
    }

    private void readOn(boolean pass) {
        waitsForRoom = false;
        if (pass && state == State.RECEIVING) {
            hasPass = true;
        } else if (pass) {
            room.givePass();
        }
        readOrPause();
    }

    private void complete() {
        if (head.refusal() != null) {
            length = 0;
            answer(head.refusal());
            return;
        }
        state = State.KEEPING;
        deadline = Connections.NEVER;
        var whole = body.length == length ? body : Arrays.copyOf(body, length);
        try {
            endpoint.take(head, whole, this::keptBy);
        } catch (RuntimeException e) {
            log.error("A delivery could not be taken", e);
            kept(Answer.UNAVAILABLE);
        }
    }

    /** Called by whichever thread kept it. */
    private void keptBy(Answer answer) {
        if (context.executor().inEventLoop()) {
            kept(answer);
        } else {
            context.executor().execute(() -> kept(answer));
        }
    }

    private void kept(Answer answer) {
        forgetBody();
        if (channel().isActive()) {
            answer(answer);
            readBacklog();
        }
    }

    private void forgetBody() {
        var taken = head.refusal() == null ? length : 0;
        body = NOTHING;
        length = 0;
        if (taken > 0) {
            room.give(taken);
        }
        if (hasPass) {
            hasPass = false;
            room.givePass();
        }
    }

    private void answer(Answer answer) {
        if (!stays || connections.isStopping()) {
            answerLast(answer);
            return;
        }
        state = State.IDLE;
        deadline = connections.idleDeadline();
        context.writeAndFlush(answers.bytes(context, answer, false));
    }

    private void tooLarge() {
        endpoint.refused(Answer.CONTENT_TOO_LARGE);
        breakOff(Answer.CONTENT_TOO_LARGE);
    }

    private void answerLast(Answer answer) {
        breakOff(answer).addListener(ChannelFutureListener.CLOSE);
    }

    /** Answers a request that is not there in full, and leaves its sender time to see it: a close would come before. */
    private ChannelFuture breakOff(Answer answer) {
        forgetBody();
        state = State.CLOSING;
        deadline = connections.closingDeadline();
        return context.writeAndFlush(answers.bytes(context, answer, true));
    }

    private void readBacklog() {
        while (state != State.KEEPING && !backlog.isEmpty()) {
            read(backlog.remove());
        }
        closeIfAnswered();
        readOrPause();
    }

    private void readOrPause() {
        var reads = !waitsForRoom && backlog.size() < BACKLOG;
        if (channel().config().isAutoRead() != reads) {
            channel().config().setAutoRead(reads);
        }
    }

    private Channel channel() {
        return context.channel();
    }

    long deadline() {
        return deadline;
    }

    /** Its deadline has passed, as seen from another thread. */
    void expire() {
        context.executor().execute(() -> {
            if (System.nanoTime() - deadline < 0 || state == State.KEEPING) {
                return;
            }
            if (state == State.RECEIVING) {
                endpoint.refused(Answer.REQUEST_TIMEOUT);
                breakOff(Answer.REQUEST_TIMEOUT);
            } else {
                context.close();
            }
        });
    }

    /** The server stops: closed at once where no request is under way. */
    void closeIfIdle() {
        context.executor().execute(() -> {
            if (state == State.IDLE || state == State.CLOSING) {
                context.close();
            }
        });
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        if (!(cause instanceof IOException || cause instanceof DecoderException)) {
            log.error("A connection failed", cause);
        } // else a sender that breaks off, or speaks no TLS: nothing was answered, and nothing is to be done
        ctx.close();
    }
}
