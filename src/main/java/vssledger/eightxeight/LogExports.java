package vssledger.eightxeight;

import static vssledger.eightxeight.Requests.answerOf;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.springframework.http.client.ClientHttpResponse;
import org.springframework.stereotype.Component;
import org.springframework.web.client.ResourceAccessException;
import org.springframework.web.client.RestClient;
import vssledger.platform.UserException;

/** Voice log exports of 8x8's Reporting API: start one, wait for it, download its files, cancel it. */
@Component
public class LogExports {

    private static final DateTimeFormatter UTC =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

    private final EightxEightProperties properties;
    private final Requests requests;
    private final RetryPauses pauses;
    private final Clock clock;
    private final LogExportApi api;
    private final RestClient files;

    LogExports(EightxEightProperties properties, Requests requests, RetryPauses pauses, Clock clock) {
        this.properties = properties;
        this.requests = requests;
        this.pauses = pauses;
        this.clock = clock;
        this.files = requests.withoutKey();
        this.api = requests.withKey(properties.reporting(), LogExportApi.class);
    }

    /**
     * Asks for the calls from one time to another, both in; the job's id.
     *
     * @throws EightxEightException where 8x8 refuses
     */
    public String start(String subAccountId, Instant from, Instant to) {
        var started =
                answerOf(() -> api.start(subAccountId, new LogExportApi.Wanted(UTC.format(from), UTC.format(to), 0)));
        if (started.jobId() == null) {
            throw new EightxEightException(0, "8x8 took the request for an export, but names no job. Try again.", null);
        }
        return started.jobId();
    }

    /**
     * Waits for a job to end; the addresses of its files, none if there is nothing to export. Empty where 8x8 knows no such job.
     *
     * @throws UserException if it failed, was cancelled, or takes too long
     */
    public Optional<List<URI>> await(String subAccountId, String jobId) throws InterruptedException {
        var until = clock.instant().plus(properties.patience());
        while (true) {
            LogExportApi.Job job;
            try {
                job = answerOf(() -> api.job(subAccountId, jobId));
            } catch (EightxEightException e) {
                if (e.status() == 404) {
                    return Optional.empty();
                }
                throw e;
            }
            var status = String.valueOf(job.status()).toLowerCase(Locale.ROOT);
            switch (status) {
                case "succeeded" -> {
                    var data = job.data();
                    return Optional.of(
                            data == null
                                    ? List.of()
                                    : data.stream().map(URI::create).toList());
                }
                case "empty" -> {
                    return Optional.of(List.of());
                }
                case "queued", "running" -> {
                    if (clock.instant().isAfter(until)) {
                        throw new UserException("8x8's export " + jobId + " of " + subAccountId + " is still " + status
                                + " after " + minutes(properties.patience())
                                + ". Run the command again later: it goes on with this job.");
                    }
                    pauses.pause(properties.pollEvery());
                }
                default ->
                    throw new ExportFailedException("8x8's export " + jobId + " of " + subAccountId + " ended as "
                            + status + ". Run the command again: it starts another.");
            }
        }
    }

    /** A job that came to nothing. */
    public static final class ExportFailedException extends UserException {
        ExportFailedException(String message) {
            super(message);
        }
    }

    /**
     * Fetches a file, in full or not at all.
     *
     * @throws EightxEightException where that is not possible, also after attempts
     */
    public void download(URI address, Path to) {
        var part = to.resolveSibling(to.getFileName() + ".part");
        for (var attempt = 1; ; attempt++) {
            try {
                files.get().uri(address).exchange((request, response) -> {
                    if (!response.getStatusCode().is2xxSuccessful()) {
                        requests.refuse(request, response);
                    }
                    return save(response, part);
                });
                Files.move(part, to, StandardCopyOption.REPLACE_EXISTING);
                return;
            } catch (ResourceAccessException | IOException | CutOffException e) {
                if (attempt >= properties.attempts()) {
                    throw new EightxEightException(
                            0,
                            "A file of 8x8's export was cut off again and again. Run the command again: it goes on.",
                            e);
                }
            }
        }
    }

    private static long save(ClientHttpResponse response, Path part) throws IOException {
        long length;
        try (InputStream in = response.getBody()) {
            length = Files.copy(in, part, StandardCopyOption.REPLACE_EXISTING);
        }
        var promised = response.getHeaders().getContentLength();
        if (promised >= 0 && length != promised) {
            throw new CutOffException();
        }
        return length;
    }

    private static final class CutOffException extends RuntimeException {}

    /** Asks 8x8 to drop a job; that it cannot is no error. */
    public void cancel(String subAccountId, String jobId) {
        try {
            api.cancel(subAccountId, jobId);
        } catch (RuntimeException e) {
            // it ends by itself
        }
    }

    private static String minutes(Duration time) {
        return time.toMinutes() + " minutes";
    }
}
