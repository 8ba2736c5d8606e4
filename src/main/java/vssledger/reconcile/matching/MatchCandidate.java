package vssledger.reconcile.matching;

import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A session that a line of a list may be of, where more than one may be.
 *
 * @param line what the line is known by
 * @param businessDay of the line
 * @param at what the line says
 * @param destination what the line says; null where it was erased
 * @param secondsApart by which the session began after that time; before it, where negative
 * @param state OPEN, CONFIRMED or REFUSED
 * @param decidedBy who confirmed or refused it; null while it is open
 */
public record MatchCandidate(
        long id,
        String source,
        String subAccountId,
        String line,
        LocalDate businessDay,
        Instant at,
        @Nullable String destination,
        String sessionId,
        int secondsApart,
        String state,
        @Nullable String decidedBy) {}
