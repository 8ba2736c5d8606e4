package vssledger.eightxeight;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
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
    private final Pauses pauses;

    Retries(EightxEightProperties properties, Pauses pauses) {
        this.properties = properties;
        this.pauses = pauses;
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
                pause = asked(response.getHeaders(), pause);
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

    private static Duration asked(HttpHeaders headers, Duration otherwise) {
        var seconds = headers.getFirst(HttpHeaders.RETRY_AFTER);
        return seconds != null && seconds.matches("\\d{1,4}")
                ? min(Duration.ofSeconds(Long.parseLong(seconds)), LONGEST)
                : otherwise;
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
}
