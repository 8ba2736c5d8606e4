package vssledger.eightxeight;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.service.annotation.DeleteExchange;
import org.springframework.web.service.annotation.GetExchange;
import org.springframework.web.service.annotation.HttpExchange;
import org.springframework.web.service.annotation.PostExchange;

/** The Webhooks API: one webhook a type and subaccount. */
@HttpExchange("/api/v1/subaccounts/{subAccountId}/webhooks")
interface WebhookApi {

    /** A webhook as 8x8 tells it; one guide writes {@code active} for {@code enabled}. */
    record Listed(
            @Nullable String type,
            @Nullable String url,
            @Nullable Boolean enabled,
            @Nullable Boolean active,
            @Nullable Boolean httpAuthHeaderAvailable) {

        Webhook webhook() {
            return new Webhook(
                    String.valueOf(type),
                    String.valueOf(url),
                    Boolean.TRUE.equals(enabled) || Boolean.TRUE.equals(active),
                    Boolean.TRUE.equals(httpAuthHeaderAvailable));
        }
    }

    /** A webhook as it is to be; takes the place of another of its type. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Wanted(String type, String url, @Nullable String httpAuthHeader, boolean enabled) {

        @Override
        public String toString() {
            return type + " → " + url; // not the header, which is secret
        }
    }

    record Answer(@Nullable List<Listed> webhooks) {}

    @GetExchange
    Answer list(@PathVariable String subAccountId);

    @PostExchange
    Answer put(@PathVariable String subAccountId, @RequestBody Wanted wanted);

    @DeleteExchange("/{type}")
    void delete(@PathVariable String subAccountId, @PathVariable String type);
}
