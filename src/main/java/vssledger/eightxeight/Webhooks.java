package vssledger.eightxeight;

import static vssledger.eightxeight.Requests.answerOf;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import vssledger.eightxeight.WebhookCheck.State;
import vssledger.platform.UserException;

/** The webhooks of subaccounts at 8x8: which there are, whether they point here, and how they come and go. */
@Component
public class Webhooks {

    private static final int UNAUTHORIZED = 401;
    private static final int FORBIDDEN = 403;

    private final WebhookApi api;
    private final OwnWebhooks own;
    private final Requests requests;

    Webhooks(EightxEightProperties properties, OwnWebhooks own, Requests requests) {
        this.api = requests.withKey(properties.webhooks(), WebhookApi.class);
        this.own = own;
        this.requests = requests;
    }

    /** Whether there is a key; nothing can be asked without. */
    public boolean hasKey() {
        return requests.key().isPresent();
    }

    /** The subaccounts that the configuration names, in config/products.yml or vss.eightxeight.sub-accounts. */
    public List<String> subAccounts() {
        return own.subAccounts();
    }

    /**
     * All that 8x8 has for a subaccount, of every type.
     *
     * @throws EightxEightException where 8x8 refuses
     */
    public List<Webhook> list(String subAccountId) {
        var webhooks = answerOf(() -> api.list(subAccountId)).webhooks();
        return webhooks == null
                ? List.of()
                : webhooks.stream().map(WebhookApi.Listed::webhook).toList();
    }

    /**
     * The one for session summaries.
     *
     * @throws EightxEightException where 8x8 refuses
     */
    public Optional<Webhook> find(String subAccountId) {
        return list(subAccountId).stream()
                .filter(webhook -> webhook.type().equalsIgnoreCase(Webhook.VSS))
                .findFirst();
    }

    /**
     * Whether each of these subaccounts sends its session summaries here. That one cannot be asked is told of it, and keeps
     * none of the others from being asked; a key that 8x8 does not take is shown to it once.
     *
     * @throws UserException where there is no key, or no vss.eightxeight.webhook-url
     */
    public List<WebhookCheck> check(List<String> subAccountIds) {
        var checks = new ArrayList<WebhookCheck>();
        EightxEightException keyRefused = null;
        for (var id : subAccountIds) {
            var url = own.urlOf(id);
            if (keyRefused != null) {
                checks.add(failed(id, url, keyRefused));
                continue;
            }
            try {
                checks.add(judged(id, url, find(id).orElse(null)));
            } catch (EightxEightException e) {
                checks.add(failed(id, url, e));
                keyRefused = e.status() == UNAUTHORIZED ? e : null;
            }
        }
        return checks;
    }

    private WebhookCheck judged(String id, String url, @Nullable Webhook found) {
        var create = "vss webhook create --subaccount " + id;
        if (found == null) {
            return check(id, State.NOT_REGISTERED, url, null, "No VSS webhook is registered. Register it: " + create);
        }
        if (!found.url().equals(url)) {
            return check(
                    id,
                    State.ELSEWHERE,
                    url,
                    found,
                    "Its session summaries go to " + found.url() + ". To have them here: " + create);
        }
        if (!found.enabled()) {
            return check(id, State.DISABLED, url, found, "Its VSS webhook is disabled. Enable it: " + create);
        }
        if (!found.httpAuthHeaderAvailable() && own.authHeader().isPresent()) {
            return check(
                    id,
                    State.WITHOUT_HEADER,
                    url,
                    found,
                    "8x8 sends no authentication header, but vss.capture.auth asks for one. Register it: " + create);
        }
        return check(id, State.REGISTERED, url, found, null);
    }

    private WebhookCheck failed(String id, String url, EightxEightException error) {
        var isRefused = error.status() == UNAUTHORIZED || error.status() == FORBIDDEN;
        return check(id, isRefused ? State.KEY_REFUSED : State.UNKNOWN, url, null, error.getMessage());
    }

    private WebhookCheck check(String id, State state, String url, @Nullable Webhook found, @Nullable String problem) {
        return new WebhookCheck(id, own.productOf(id), state, url, found, problem);
    }

    /**
     * A webhook that is to be registered.
     *
     * @param authHeader what 8x8 is to send as authentication header; null for none
     * @param present what 8x8 has in its place; null for none
     */
    public record Registration(
            String subAccountId,
            String url,
            @Nullable String authHeader,
            @Nullable Webhook present) {

        /** The URL that would get no session summaries any more; empty where there is none. */
        public Optional<String> replaced() {
            return present == null || present.url().equals(url) ? Optional.empty() : Optional.of(present.url());
        }

        /** Whether 8x8 has this URL, but as one that is disabled. */
        public boolean isEnabledAgain() {
            return present != null && present.url().equals(url) && !present.enabled();
        }

        /** Whether 8x8 sends an authentication header now, and would send none any more. */
        public boolean dropsHeader() {
            return present != null && present.httpAuthHeaderAvailable() && authHeader == null;
        }

        /** Whether 8x8 has it so already, as far as it tells: not what its header is. */
        public boolean isThere() {
            return present != null
                    && present.url().equals(url)
                    && present.enabled()
                    && authHeader == null
                    && !present.httpAuthHeaderAvailable();
        }

        /** Without the header, which is secret. */
        @Override
        public String toString() {
            return subAccountId + " → " + url;
        }
    }

    /**
     * What registering a webhook would come to; changes nothing.
     *
     * @param url null for the one that follows from vss.eightxeight.webhook-url
     * @param authHeader null for the one that vss.capture.auth asks for, if any
     * @throws EightxEightException where 8x8 refuses
     */
    public Registration plan(String subAccountId, @Nullable String url, @Nullable String authHeader) {
        return new Registration(
                subAccountId,
                url == null ? own.urlOf(subAccountId) : url,
                authHeader == null ? own.authHeader().orElse(null) : authHeader,
                find(subAccountId).orElse(null));
    }

    /**
     * Registers a webhook, enabled, in the place of any that was there.
     *
     * @throws EightxEightException where 8x8 refuses
     */
    public void register(Registration planned) {
        try {
            answerOf(() -> api.put(
                    planned.subAccountId(),
                    new WebhookApi.Wanted(Webhook.VSS, planned.url(), planned.authHeader(), true)));
        } catch (EightxEightException e) {
            throw planned.authHeader() == null ? e : e.without(planned.authHeader());
        }
        var now = find(planned.subAccountId());
        if (now.isEmpty()
                || !now.get().url().equals(planned.url())
                || !now.get().enabled()) {
            throw new UserException("8x8 took the webhook of " + planned.subAccountId() + ", but now has "
                    + now.map(webhook -> webhook.url() + (webhook.enabled() ? "" : ", disabled"))
                            .orElse("none")
                    + ". Try again later: vss webhook verify");
        }
    }

    /** Where a subaccount should post to; empty where no vss.eightxeight.webhook-url tells it. */
    public Optional<String> ownUrl(String subAccountId) {
        return own.knownUrlOf(subAccountId);
    }

    /** Whether a webhook with this URL posts to this ledger. */
    public boolean isOurs(String url) {
        return own.isOurs(url);
    }

    /**
     * Deletes the webhook for session summaries: none come any more.
     *
     * @throws EightxEightException where 8x8 refuses
     */
    public void delete(String subAccountId) {
        answerOf(() -> {
            api.delete(subAccountId, Webhook.VSS);
            return true;
        });
    }
}
