package vssledger.capture.http;

import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vssledger.capture.CaptureProperties;
import vssledger.capture.activity.Arrivals;
import vssledger.capture.activity.CaptureMetrics;
import vssledger.capture.store.Arrival;
import vssledger.capture.store.GroupCommit;
import vssledger.capture.store.ReceivedBody;
import vssledger.capture.store.ReceivedDelivery;
import vssledger.platform.Product;
import vssledger.platform.UserException;

/**
 * What the endpoint makes of a request: 200 = the delivery is durable, or each of an array of them is; 400 = no JSON object,
 * bytes kept; 401 and 403 = not from whom it should be; 404 = no such product or path, bytes kept; 405; 413 = too large; 503 =
 * neither the database nor the spool can hold it.
 */
public final class Endpoint {

    private static final Logger log = LoggerFactory.getLogger(Endpoint.class);
    private static final String PATH = "/voice/webhooks/vss";
    private static final String HEALTH = "/health";
    private static final int MAX_TOLD = 200;

    private final Callers callers;
    private final AuthHeader auth;
    private final GroupCommit commit;
    private final CaptureMetrics metrics;
    private final Arrivals arrivals;
    private final Clock clock;
    private final int maxBytes;
    private final CaptureProperties.HealthAccess health;
    private final BooleanSupplier isReady;
    private final RareLog strangers = new RareLog(times -> log.warn(
            "{} requests came from addresses that may not send (vss.capture.allow, vss.capture.trusted-proxies)",
            times));
    private final RareLog wrongHeaders;

    public Endpoint(
            Callers callers,
            AuthHeader auth,
            GroupCommit commit,
            CaptureMetrics metrics,
            Arrivals arrivals,
            Clock clock,
            CaptureProperties properties,
            BooleanSupplier isReady) {
        this.callers = callers;
        this.auth = auth;
        this.commit = commit;
        this.metrics = metrics;
        this.arrivals = arrivals;
        this.clock = clock;
        this.maxBytes = properties.maxBytes();
        this.health = properties.health();
        this.isReady = isReady;
        this.wrongHeaders = new RareLog(
                times -> log.warn("{} requests had no right {} header (vss.capture.auth)", times, auth.name()));
    }

    /**
     * What is known of a request before its body has come.
     *
     * @param refusal the answer, where nothing of it is to be kept; null where its body is wanted
     * @param product as the URL names it; null where it names none
     * @param misfit why its body cannot be a delivery, whatever it is; null where it can be one
     */
    record Head(
            @Nullable Answer refusal,
            @Nullable Product product,
            @Nullable Misfit misfit,
            ContentEncoding packing,
            String remoteAddress) {

        static Head refused(Answer refusal) {
            return new Head(refusal, null, null, ContentEncoding.NONE, "");
        }
    }

    /**
     * Why a body is kept apart, whatever it is.
     *
     * @param reason in words for a person
     */
    private record Misfit(Answer answer, String reason) {}

    Head head(HttpRequest request, java.net.InetAddress peer) {
        if (request.decoderResult().isFailure()) {
            return refused(unreadable(request.decoderResult().cause()));
        }
        var path = path(request.uri());
        var asksForHealth = health != CaptureProperties.HealthAccess.OFF && path.equals(HEALTH) && isLook(request);
        if (asksForHealth && health == CaptureProperties.HealthAccess.ANY) {
            return healthy();
        }
        var caller = callers.caller(peer, request.headers().getAll("x-forwarded-for"));
        if (!caller.maySend()) {
            strangers.happened();
            return refused(Answer.FORBIDDEN);
        }
        if (asksForHealth) {
            return healthy();
        }
        var name = productName(path);
        if (!request.method().equals(HttpMethod.POST)) {
            return refused(name == null && isLook(request) ? Answer.NOT_FOUND : Answer.METHOD_NOT_ALLOWED);
        }
        if (!auth.isRight(request.headers().getAll(auth.name()))) {
            wrongHeaders.happened();
            return refused(Answer.UNAUTHORIZED);
        }
        var product = name == null ? null : Product.find(name).orElse(null);
        var encoding = request.headers().get("content-encoding");
        var packing = ContentEncoding.of(encoding);
        return new Head(null, product, misfit(request, name, product, packing, encoding), packing, caller.address());
    }

    private static @Nullable Misfit misfit(
            HttpRequest request,
            @Nullable String name,
            @Nullable Product product,
            ContentEncoding packing,
            @Nullable String encoding) {
        if (name == null) {
            return new Misfit(Answer.NOT_FOUND, "the URL is not the endpoint's: " + printable(request.uri()));
        }
        if (product == null && !name.isEmpty()) {
            return new Misfit(Answer.NOT_FOUND, "the URL names no product: " + printable(request.uri()));
        }
        return packing == ContentEncoding.UNKNOWN
                ? new Misfit(
                        Answer.BAD_REQUEST,
                        "the Content-Encoding is not understood: " + printable(String.valueOf(encoding)))
                : null;
    }

    private Head healthy() {
        return Head.refused(isReady.getAsBoolean() ? Answer.OK : Answer.UNAVAILABLE);
    }

    private static boolean isLook(HttpRequest request) {
        return request.method().equals(HttpMethod.GET) || request.method().equals(HttpMethod.HEAD);
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

    /** The path of a URI in any of HTTP's forms: without a query, and without the host where it names that, too. */
    private static String path(String uri) {
        var start = 0;
        if (!uri.startsWith("/")) {
            var host = uri.indexOf("://");
            start = host < 0 ? -1 : uri.indexOf('/', host + 3);
        }
        if (start < 0) {
            return uri;
        }
        var query = uri.indexOf('?', start);
        return query < 0 && start == 0 ? uri : uri.substring(start, query < 0 ? uri.length() : query);
    }

    /** What follows the path of the endpoint, without slashes at its end; empty where nothing does, null for other paths. */
    private static @Nullable String productName(String path) {
        if (!path.startsWith(PATH)) {
            return null;
        }
        var end = path.length();
        while (end > PATH.length() && path.charAt(end - 1) == '/') {
            end--;
        }
        if (end == PATH.length()) {
            return "";
        }
        var name = path.substring(PATH.length() + 1, end);
        return path.charAt(PATH.length()) == '/' && name.indexOf('/') < 0 ? name : null;
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
        if (body.size() > maxBytes) {
            metrics.refused(Answer.CONTENT_TOO_LARGE);
            answer.accept(Answer.CONTENT_TOO_LARGE);
            return;
        }
        metrics.received(body);
        var misfit = head.misfit();
        if (misfit != null) {
            submit(
                    new ReceivedDelivery(arrival, body.sent(), misfit.reason()),
                    since,
                    outcome -> answer.accept(
                            outcome == GroupCommit.Outcome.NOT_KEPT ? Answer.UNAVAILABLE : misfit.answer()));
        } else if (body.flaw() != null && body.isArray()) {
            takeArray(body, arrival, since, answer);
        } else {
            takeOne(body, arrival, since, answer);
        }
    }

    private void takeOne(ReceivedBody body, Arrival arrival, long since, Consumer<Answer> answer) {
        if (body.flaw() == null) {
            arrivals.arrived(body.subAccountId(), arrival.receivedAt());
        }
        var received = ReceivedDelivery.of(body, arrival);
        submit(received, since, outcome -> answer.accept(answer(received, outcome)));
    }

    /** An array counts as its elements, if all of them can be deliveries; else it is kept as it is. */
    private void takeArray(ReceivedBody array, Arrival arrival, long since, Consumer<Answer> answer) {
        List<ReceivedBody> elements;
        try {
            elements = array.elements();
        } catch (UserException e) {
            takeOne(array.refused(String.valueOf(e.getMessage())), arrival, since, answer);
            return;
        }
        if (elements.isEmpty()) {
            takeOne(array, arrival, since, answer);
            return;
        }
        var left = new AtomicInteger(elements.size());
        var worst = new AtomicReference<>(Answer.OK);
        for (var element : elements) {
            takeOne(element, arrival, since, one -> {
                worst.accumulateAndGet(one, (before, now) -> before.compareTo(now) > 0 ? before : now);
                if (left.decrementAndGet() == 0) {
                    answer.accept(worst.get());
                }
            });
        }
    }

    private void submit(ReceivedDelivery received, long since, Consumer<GroupCommit.Outcome> outcome) {
        commit.submit(received, kept -> {
            metrics.durable(System.nanoTime() - since);
            outcome.accept(kept);
        });
    }

    private ReceivedBody unpacked(ContentEncoding packing, byte[] sent) {
        if (packing == ContentEncoding.NONE || packing == ContentEncoding.UNKNOWN) {
            return ReceivedBody.of(sent);
        }
        try {
            return ReceivedBody.of(packing.unpack(sent, maxBytes));
        } catch (IOException e) {
            return new ReceivedBody(sent, sent, null, "the body is not packed as its Content-Encoding says");
        }
    }

    private static Answer answer(ReceivedDelivery received, GroupCommit.Outcome outcome) {
        if (outcome == GroupCommit.Outcome.NOT_KEPT) {
            return Answer.UNAVAILABLE;
        }
        return received.isDelivery() && outcome == GroupCommit.Outcome.KEPT ? Answer.OK : Answer.BAD_REQUEST;
    }
}
