package vssledger.eightxeight;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpRequest;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.client.ClientHttpRequestExecution;
import org.springframework.http.client.ClientHttpRequestInterceptor;
import org.springframework.http.client.ClientHttpResponse;

/** Repeats what 8x8 failed to answer (no answer, 5xx) or wants later (429), with longer and longer pauses; nothing else. */
final class Retries implements ClientHttpRequestInterceptor {

    private static final int TOO_MANY_REQUESTS = 429;
    private static final Duration LONGEST = Duration.ofMinutes(2);

    private final EightxEightProperties properties;
    private final RetryPauses pauses;
    private final Clock clock;

    Retries(EightxEightProperties properties, RetryPauses pauses, Clock clock) {
        this.properties = properties;
        this.pauses = pauses;
        this.clock = clock;
    }

    @Override
    public ClientHttpResponse intercept(HttpRequest request, byte[] body, ClientHttpRequestExecution execution)
            throws IOException {
        var pause = properties.firstPause();
        for (var attempt = 1; ; attempt++) {
            var isLast = attempt >= properties.attempts();
            try {
                var response = execution.execute(request, body);
                if (isLast || !isToRepeat(response.getStatusCode())) {
                    return response;
                }
                var asked = asked(response.getHeaders());
                if (asked.isPresent() && asked.get().compareTo(properties.patience()) > 0) {
                    return response; // nobody waits that long for a command
                }
                pause = asked.orElse(pause);
                response.close();
            } catch (InterruptedIOException e) {
                if (isLast || Thread.currentThread().isInterrupted()) {
                    throw e;
                }
            } catch (IOException e) {
                if (isLast) {
                    throw e;
                }
            }
            wait(pause);
            pause = min(pause.multipliedBy(2), LONGEST);
        }
    }

    private static boolean isToRepeat(HttpStatusCode status) {
        return status.is5xxServerError() || status.value() == TOO_MANY_REQUESTS;
    }

    /** What Retry-After says: seconds, or a time. */
    private Optional<Duration> asked(HttpHeaders headers) {
        var after = headers.getFirst(HttpHeaders.RETRY_AFTER);
        if (after == null) {
            return Optional.empty();
        }
        if (after.matches("\\d{1,9}")) {
            return Optional.of(Duration.ofSeconds(Long.parseLong(after)));
        }
        try {
            var at = Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(after));
            return Optional.of(max(Duration.ZERO, Duration.between(clock.instant(), at)));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private void wait(Duration pause) throws InterruptedIOException {
        try {
            pauses.pause(pause);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("The wait for 8x8 was ended");
        }
    }

    private static Duration min(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    private static Duration max(Duration one, Duration other) {
        return one.compareTo(other) > 0 ? one : other;
    }
}
