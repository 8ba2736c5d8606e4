package vssledger.capture.http;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/** Puts answers into bytes, with the time that HTTP asks for. */
public final class AnswerWriter {

    private static final DateTimeFormatter HTTP_DATE = DateTimeFormatter.ofPattern(
                    "EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);
    private static final byte[] CLOSES = ascii("connection: close\r\n\r\n");
    private static final byte[] CONTINUE = ascii("HTTP/1.1 100 Continue\r\n\r\n");

    private final Map<Answer, byte[]> starts = new EnumMap<>(Answer.class);
    private final Clock clock;
    private final byte[] stays;
    private volatile Date date = new Date(Long.MIN_VALUE, new byte[0]);

    private record Date(long second, byte[] field) {}

    /**
     * Tells senders to close an idle connection some time before the server does: a request sent while it is being closed
     * would be lost.
     */
    public AnswerWriter(Duration idleTimeout, Clock clock) {
        this.clock = clock;
        this.stays =
                ascii("connection: keep-alive\r\nkeep-alive: timeout=" + idleTimeout.toSeconds() * 4 / 5 + "\r\n\r\n");
        for (var answer : Answer.values()) {
            starts.put(answer, ascii(answer.start()));
        }
    }

    ByteBuf bytes(ChannelHandlerContext channel, Answer answer, boolean isLast) {
        var start = Objects.requireNonNull(starts.get(answer));
        var field = dateField();
        var end = isLast ? CLOSES : stays;
        return channel.alloc()
                .buffer(start.length + field.length + end.length)
                .writeBytes(start)
                .writeBytes(field)
                .writeBytes(end);
    }

    ByteBuf goOn(ChannelHandlerContext channel) {
        return channel.alloc().buffer(CONTINUE.length).writeBytes(CONTINUE);
    }

    private byte[] dateField() {
        var second = clock.millis() / 1000;
        var known = date;
        if (known.second() != second) {
            known = new Date(second, ascii("date: " + HTTP_DATE.format(Instant.ofEpochSecond(second)) + "\r\n"));
            date = known;
        }
        return known.field();
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
