package vssledger.capture;

import java.nio.charset.CharacterCodingException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import vssledger.capture.store.JsonText;
import vssledger.capture.store.ReceivedBody;
import vssledger.platform.UserException;
import vssledger.platform.text.Timestamps;

/**
 * What a log of webhooks has around each of them: where in it the time of arrival stands, and where the webhook itself.
 *
 * @param receivedAt names of members, the outermost first, as in {@code meta.receivedAt}; null where no time is wanted
 * @param body the same of the webhook, an object or the text of one; null where the webhook is not wrapped
 */
public record Wrapper(
        @Nullable List<String> receivedAt, @Nullable List<String> body) {

    /** Nothing around them. */
    public static final Wrapper NONE = new Wrapper(null, null);

    /**
     * By paths as people write them, with dots.
     *
     * @param receivedAt null where none is wanted
     * @param body null where the webhook is not wrapped
     */
    public static Wrapper of(@Nullable String receivedAt, @Nullable String body) {
        return new Wrapper(path(receivedAt), path(body));
    }

    private static @Nullable List<String> path(@Nullable String dotted) {
        if (dotted == null) {
            return null;
        }
        var path = List.of(dotted.split("\\.", -1));
        if (path.contains("")) {
            throw new UserException(
                    "\"" + dotted + "\" names no field. Write the names of its members with dots between them, as"
                            + " meta.receivedAt.");
        }
        return path;
    }

    /** @throws UserException if it has no time there */
    @Nullable Instant arrivedAt(ReceivedBody wrapped) {
        if (receivedAt == null) {
            return null;
        }
        var stated = at(wrapped, receivedAt).map(part -> part.said() == null ? part.written() : part.said());
        return stated.flatMap(Wrapper::time)
                .orElseThrow(() -> new UserException(
                        stated.map(text -> "\"" + text + "\" is no time").orElse("there is no time") + " at "
                                + String.join(".", receivedAt) + " (--received-at)"));
    }

    /** As ISO 8601 has it, or in seconds or milliseconds since 1970. */
    private static Optional<Instant> time(String text) {
        if (text.matches("[0-9]{13}")) {
            return Optional.of(Instant.ofEpochMilli(Long.parseLong(text)));
        }
        if (text.matches("[0-9]{10}")) {
            return Optional.of(Instant.ofEpochSecond(Long.parseLong(text)));
        }
        return Timestamps.parse(text);
    }

    /** @throws UserException if it has none there */
    ReceivedBody webhook(ReceivedBody wrapped) {
        return body == null
                ? wrapped
                : at(wrapped, body)
                        .map(part -> ReceivedBody.of(part.body()))
                        .orElseThrow(() ->
                                new UserException("there is no webhook at " + String.join(".", body) + " (--body)"));
    }

    private static Optional<JsonText.Part> at(ReceivedBody wrapped, List<String> path) {
        if (wrapped.flaw() != null) {
            throw new UserException(wrapped.flaw());
        }
        try {
            return JsonText.of(wrapped.bytes()).at(path);
        } catch (CharacterCodingException e) {
            throw new UserException("the body is not UTF-8", e);
        }
    }
}
