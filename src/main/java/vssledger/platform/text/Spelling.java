package vssledger.platform.text;

import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One spelling for words of which 8x8's pages have several. */
public final class Spelling {

    private static final Set<String> STATUSES = Set.of(
            "COMPLETED",
            "NO_ANSWER",
            "BUSY",
            "CANCELED",
            "FAILED",
            "ERROR",
            "COMPLETED_UNSUBSCRIBED",
            "COMPLETED_UNSUB_ERROR",
            "UNSUBSCRIBED_CONTACT");

    private Spelling() {}

    /** Text as meant: stripped, and null for nothing, a blank or the word {@code null}. */
    public static @Nullable String text(@Nullable String raw) {
        if (raw == null) {
            return null;
        }
        var text = raw.strip();
        return text.isEmpty() || text.equalsIgnoreCase("null") ? null : text;
    }

    /** Whether 8x8 names it as a status, of a session or of a call. */
    public static boolean isStatus(String normalised) {
        return STATUSES.contains(normalised);
    }

    /** A session's or call's status, normalised; one never heard of as it came. */
    public static @Nullable String status(@Nullable String raw) {
        var normalised = constant(raw);
        return normalised == null || STATUSES.contains(normalised) ? normalised : text(raw);
    }

    /**
     * A direction, type or action: upper case with underscores ({@code NO ANSWER}, {@code no-answer}, {@code noAnswer}
     * and {@code NO_ANSWER} are one). Words never heard of pass through in that form.
     */
    public static @Nullable String constant(@Nullable String raw) {
        var text = text(raw);
        if (text == null) {
            return null;
        }
        if (isConstant(text)) {
            return text.equals("CANCELLED") ? "CANCELED" : text;
        }
        return switch (text) {
            case "Cancelled", "cancelled" -> "CANCELED";
            default ->
                text.replaceAll("([a-z0-9])([A-Z])", "$1_$2")
                        .replaceAll("[\\s_-]+", "_")
                        .toUpperCase(Locale.ROOT);
        };
    }

    /** Whether it is written as a constant already, as nearly all are. */
    private static boolean isConstant(String text) {
        for (var i = 0; i < text.length(); i++) {
            var c = text.charAt(i);
            if ((c < 'A' || c > 'Z') && (c != '_' || text.startsWith("__", i))) {
                return false;
            }
        }
        return true;
    }
}
