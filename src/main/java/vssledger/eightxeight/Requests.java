package vssledger.eightxeight;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.http.HttpRequest;
import org.springframework.http.client.ClientHttpResponse;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.stereotype.Component;
import org.springframework.web.client.ResourceAccessException;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestClientException;
import org.springframework.web.client.support.RestClientAdapter;
import org.springframework.web.service.invoker.HttpServiceProxyFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;
import vssledger.platform.LedgerProperties;
import vssledger.platform.UserException;

/** How 8x8 is asked: with the key, time-outs and retries; what it refuses is told in its own words. */
@Component
@EnableConfigurationProperties(EightxEightProperties.class)
class Requests {

    private static final int LONGEST_TEXT = 300;

    private final EightxEightProperties properties;
    private final LedgerProperties ledger;
    private final RestClient.Builder client;

    Requests(EightxEightProperties properties, LedgerProperties ledger, RetryPauses pauses, Clock clock) {
        this.properties = properties;
        this.ledger = ledger;
        var requests = new JdkClientHttpRequestFactory(HttpClient.newBuilder()
                .connectTimeout(properties.connectTimeout())
                .followRedirects(HttpClient.Redirect.NORMAL)
                .build());
        requests.setReadTimeout(properties.readTimeout());
        this.client = RestClient.builder()
                .requestFactory(requests)
                .requestInterceptor(new Retries(properties, pauses, clock))
                .defaultStatusHandler(status -> !status.is2xxSuccessful(), this::refuse);
    }

    /** An interface of 8x8 at a host, asked with the key. */
    <T> T withKey(URI host, Class<T> api) {
        return HttpServiceProxyFactory.builderFor(RestClientAdapter.create(client.clone()
                        .baseUrl(host.toString())
                        .requestInitializer(request -> request.getHeaders().setBearerAuth(requiredKey()))
                        .build()))
                .build()
                .createClient(api);
    }

    /** For addresses that hold what they need: the key is not for them. */
    RestClient withoutKey() {
        return client.clone().build();
    }

    /** The key, read anew each time, so that it can be replaced while a server runs; empty where there is none. */
    Optional<String> key() {
        if (properties.key() != null && !properties.key().isBlank()) {
            return Optional.of(properties.key().strip());
        }
        if (properties.keyFile() == null) {
            return Optional.empty();
        }
        var file = ledger.resolve(properties.keyFile());
        try {
            return Optional.of(Files.readString(file).strip()).filter(key -> !key.isEmpty());
        } catch (IOException e) {
            throw new UserException(
                    "The file of 8x8's API key cannot be read: " + file
                            + ". Let vss.eightxeight.key-file name one that this user may read.",
                    e);
        }
    }

    private String requiredKey() {
        return key().orElseThrow(
                        () -> new UserException("There is no API key of 8x8. Set VSS_EIGHTXEIGHT_KEY to yours, or"
                                + " vss.eightxeight.key-file to a file that holds it, then try again."));
    }

    /**
     * What a request comes to.
     *
     * @throws EightxEightException where 8x8 refuses it, or does not answer
     */
    static <T> T answerOf(Supplier<T> request) {
        try {
            return request.get();
        } catch (ResourceAccessException e) {
            throw new EightxEightException(
                    0,
                    "8x8 does not answer (" + e.getMostSpecificCause().getMessage()
                            + "). Check the network and vss.eightxeight, then try again.",
                    e);
        } catch (RestClientException e) {
            throw new EightxEightException(
                    0,
                    "8x8's answer cannot be read ("
                            + String.valueOf(e.getMostSpecificCause().getMessage())
                                    .lines()
                                    .findFirst()
                                    .orElse("")
                            + "). Check the hosts in vss.eightxeight.",
                    e);
        }
    }

    void refuse(HttpRequest request, ClientHttpResponse response) throws IOException {
        var status = response.getStatusCode().value();
        var body = new String(response.getBody().readNBytes(1 << 14), StandardCharsets.UTF_8);
        var why = text(key().map(key -> body.replace(key, "…")).orElse(body));
        throw new EightxEightException(
                status,
                "8x8 answered " + status + (why == null ? "" : " (" + why + ")") + " to " + request.getMethod() + " "
                        + request.getURI().getPath() + ". " + advice(status),
                null);
    }

    private static String advice(int status) {
        return switch (status) {
            case 401 -> "The API key is missing or wrong: check VSS_EIGHTXEIGHT_KEY, or the file that holds it.";
            case 403 ->
                "The API key may not do that, or a link has expired: check its rights, or run the command again.";
            case 404 -> "Check the subaccount's name.";
            case 429 -> "8x8 wants fewer requests: try again later.";
            default -> status >= 500 ? "That is 8x8's to mend: try again later." : "Correct the request.";
        };
    }

    private static @Nullable String text(String body) {
        try {
            var answer = JsonMapper.shared().readTree(body);
            for (var field : List.of("statusMessage", "message", "error")) {
                if (answer.path(field).isString()) {
                    return shortened(answer.path(field).asString());
                }
            }
        } catch (JacksonException e) {
            // then it is told as it is
        }
        return body.isBlank() ? null : shortened(body.strip());
    }

    private static String shortened(String text) {
        return text.length() <= LONGEST_TEXT ? text : text.substring(0, LONGEST_TEXT) + "…";
    }
}
