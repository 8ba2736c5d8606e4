package vssledger.capture;

import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import java.io.IOException;
import java.time.Clock;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vssledger.platform.Product;

/**
 * What the endpoint makes of a request: 200 = the delivery is durable; 400 = no JSON object, bytes kept; 401 and 403 = not
 * from whom it should be; 404 = no such product, bytes kept, or no such page; 405; 413 = too large; 503 = neither the
 * database nor the spool can hold it.
 */
final class Endpoint {

    private static final Logger log = LoggerFactory.getLogger(Endpoint.class);
    private static final String PATH = "/voice/webhooks/vss";
    private static final int MAX_TOLD = 200;

    private final Callers callers;
    private final AuthHeader auth;
    private final GroupCommit commit;
    private final CaptureMetrics metrics;
    private final Arrivals arrivals;
    private final Clock clock;
    private final int maxBytes;
    private final RareLog strangers = new RareLog(times -> log.warn(
            "{} requests came from addresses that may not send (vss.capture.allow, vss.capture.trusted-proxies)",
            times));
    private final RareLog wrongHeaders;

    Endpoint(
            Callers callers,
            AuthHeader auth,
            GroupCommit commit,
            CaptureMetrics metrics,
            Arrivals arrivals,
            Clock clock,
            CaptureProperties properties) {
        this.callers = callers;
        this.auth = auth;
        this.commit = commit;
        this.metrics = metrics;
        this.arrivals = arrivals;
        this.clock = clock;
        this.maxBytes = properties.maxBytes();
        this.wrongHeaders = new RareLog(
                times -> log.warn("{} requests had no right {} header (vss.capture.auth)", times, auth.name()));
    }

    /**
     * What is known of a request before its body has come.
     *
     * @param refusal the answer, where nothing of it is to be kept; null where its body is wanted
     * @param product as the URL names it; null where it names none
     * @param unknownPath the URL, where it names a product that there is not; else null
     */
    record Head(
            @Nullable Answer refusal,
            @Nullable Product product,
            @Nullable String unknownPath,
            Packing packing,
            String remoteAddress) {

        static Head refused(Answer refusal) {
            return new Head(refusal, null, null, Packing.NONE, "");
        }
    }

    Head head(HttpRequest request, java.net.InetAddress peer) {
        if (request.decoderResult().isFailure()) {
            return refused(unreadable(request.decoderResult().cause()));
        }
        var caller = callers.caller(peer, request.headers().getAll("x-forwarded-for"));
        if (!caller.maySend()) {
            strangers.happened();
            return refused(Answer.FORBIDDEN);
        }
        var name = productName(request.uri());
        if (name.isEmpty()) {
            return refused(Answer.NOT_FOUND);
        }
        if (!request.method().equals(HttpMethod.POST)) {
            return refused(Answer.METHOD_NOT_ALLOWED);
        }
        if (!auth.isRight(request.headers().getAll(auth.name()))) {
            wrongHeaders.happened();
            return refused(Answer.UNAUTHORIZED);
        }
        var product = Product.find(name.get());
        var isUnknown = product.isEmpty() && !name.get().isEmpty();
        return new Head(
                null,
                product.orElse(null),
                isUnknown ? printable(request.uri()) : null,
                Packing.of(request.headers().get("content-encoding")),
                caller.address());
    }

    /** Counts a request of which nothing is kept. */
    Head refused(Answer answer) {
        metrics.refused(answer);
        return Head.refused(answer);
    }

    private static Answer unreadable(Throwable cause) {
        if (cause instanceof TooLongHttpLineException) {
            return Answer.URI_TOO_LONG;
        }
        return cause instanceof TooLongHttpHeaderException ? Answer.HEADER_TOO_LARGE : Answer.BAD_REQUEST;
    }

    /** What follows the path of the endpoint, empty where nothing does; nothing for other paths. */
    private static Optional<String> productName(String uri) {
        var query = uri.indexOf('?');
        var path = query < 0 ? uri : uri.substring(0, query);
        if (!path.startsWith(PATH)) {
            return Optional.empty();
        }
        var rest = path.substring(PATH.length());
        if (rest.isEmpty()) {
            return Optional.of(rest);
        }
        return rest.startsWith("/") && rest.indexOf('/', 1) < 0 ? Optional.of(rest.substring(1)) : Optional.empty();
    }

    /** What a column of text can hold, and a person can read. */
    private static String printable(String uri) {
        var visible = uri.replaceAll("[^\\x21-\\x7e]", "?");
        return visible.length() > MAX_TOLD ? visible.substring(0, MAX_TOLD) + " …" : visible;
    }

    /** Takes a body whole; the answer may come from another thread, once it is durable. */
    void take(Head head, byte[] sent, Consumer<Answer> answer) {
        var since = System.nanoTime();
        var arrival = Arrival.webhook(clock.instant(), head.product(), head.remoteAddress());
        var body = unpacked(head.packing(), sent);
        if (body.bytes().length > maxBytes) {
            metrics.refused(Answer.CONTENT_TOO_LARGE);
            answer.accept(Answer.CONTENT_TOO_LARGE);
            return;
        }
        metrics.received(body);
        if (body.flaw() == null) {
            arrivals.arrived(body.subAccountId(), arrival.receivedAt());
        }
        var received = head.unknownPath() == null
                ? Received.of(body, arrival)
                : new Received(arrival, body.bytes(), "the URL names no product: " + head.unknownPath());
        commit.submit(received, outcome -> {
            metrics.durable(System.nanoTime() - since);
            answer.accept(answer(head, received, outcome));
        });
    }

    private Body unpacked(Packing packing, byte[] sent) {
        if (packing == Packing.NONE) {
            return Body.of(sent);
        }
        try {
            return Body.of(packing.unpack(sent, maxBytes));
        } catch (IOException e) {
            return new Body(sent, null, "the body is not packed as its Content-Encoding says");
        }
    }

    private static Answer answer(Head head, Received received, GroupCommit.Outcome outcome) {
        if (outcome == GroupCommit.Outcome.NOT_KEPT) {
            return Answer.UNAVAILABLE;
        }
        if (head.unknownPath() != null) {
            return Answer.NOT_FOUND;
        }
        return received.isDelivery() && outcome == GroupCommit.Outcome.KEPT ? Answer.OK : Answer.BAD_REQUEST;
    }
}
