package vssledger.subscription;

import java.net.URI;
import java.net.http.HttpClient;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.MediaType;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.stereotype.Component;
import org.springframework.web.client.RestClient;
import vssledger.subscription.mail.Mailer;

/** Tells those who look after the ledger, by e-mail and webhook, as configured; nobody where nothing is. */
@Component
public class OpsMessages {

    private static final Logger log = LoggerFactory.getLogger(OpsMessages.class);

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final SubscriptionProperties.Ops ops;
    private final Mailer mailer;
    private final Clock clock;

    OpsMessages(SubscriptionProperties properties, Mailer mailer, Clock clock) {
        this.ops = properties.ops();
        this.mailer = mailer;
        this.clock = clock;
    }

    /**
     * Never fails: whoever has bad news goes on with them; what could not be told is logged.
     *
     * @return false where they were told on none of the ways that are configured
     */
    public boolean tell(String subject, String text) {
        var webhook = ops.webhook();
        var isMailed = !ops.to().isEmpty()
                && attempt(
                        "E-mail",
                        () -> mailer.send(ops.to(), "VSS Ledger: " + subject, message -> message.setText(text)));
        var isPosted = webhook != null && attempt("Webhook", () -> post(webhook, subject, text));
        return isMailed || isPosted || (ops.to().isEmpty() && webhook == null);
    }

    private void post(URI webhook, String subject, String text) {
        var requests = new JdkClientHttpRequestFactory(HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(PATIENCE)
                .build());
        requests.setReadTimeout(PATIENCE);
        RestClient.builder()
                .requestFactory(requests)
                .build()
                .post()
                .uri(webhook)
                .contentType(MediaType.APPLICATION_JSON)
                .body(Map.of(
                        "text",
                        subject + "\n" + text,
                        "at",
                        clock.instant().truncatedTo(ChronoUnit.SECONDS).toString()))
                .retrieve()
                .toBodilessEntity();
    }

    private static boolean attempt(String way, Runnable telling) {
        try {
            telling.run();
            return true;
        } catch (RuntimeException e) {
            log.error("{} to operations failed (see vss.subscription.ops): {}", way, e.getMessage());
            return false;
        }
    }
}
