package vssledger.alert;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An alert, from {@code alert.alert}.
 *
 * @param title a few words
 * @param text what was wrong when it was first seen, and what to do
 * @param endedAt null while it is firing
 */
public record Alert(
        long id,
        AlertKind kind,
        String subject,
        String title,
        String text,
        Instant since,
        @Nullable Instant endedAt) {}
