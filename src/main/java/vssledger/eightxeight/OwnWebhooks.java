package vssledger.eightxeight;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;
import vssledger.platform.Product;
import vssledger.platform.SubAccountProducts;
import vssledger.platform.UserException;

/** What this ledger's webhooks should be: of which subaccounts, with which URL, and with which header. */
@Component
class OwnWebhooks {

    private static final String PATH = "/voice/webhooks/vss";

    private final EightxEightProperties properties;
    private final SubAccountProducts products;
    private final Environment settings;

    OwnWebhooks(EightxEightProperties properties, SubAccountProducts products, Environment settings) {
        this.properties = properties;
        this.products = products;
        this.settings = settings;
    }

    /** All that are configured, each once. */
    List<String> subAccounts() {
        var all = new LinkedHashSet<>(products.subAccounts().keySet());
        all.addAll(properties.subAccounts());
        return List.copyOf(all);
    }

    @Nullable String productOf(String subAccountId) {
        return products.lookup().apply(subAccountId).map(Product::code).orElse(null);
    }

    /**
     * Where a subaccount should post to.
     *
     * @throws UserException where nobody says under which address this ledger is reached
     */
    String urlOf(String subAccountId) {
        if (properties.webhookUrl() == null) {
            throw new UserException("Under which address does 8x8 reach this ledger? Set vss.eightxeight.webhook-url in"
                    + " config/application.yml, such as https://ledger.example.com.");
        }
        var base = properties.webhookUrl().toString().replaceFirst("/+$", "");
        var product = productOf(subAccountId);
        return base + PATH + (product == null ? "" : "/" + product);
    }

    /** Where a subaccount should post to; empty where nobody says under which address this ledger is reached. */
    Optional<String> knownUrlOf(String subAccountId) {
        return properties.webhookUrl() == null ? Optional.empty() : Optional.of(urlOf(subAccountId));
    }

    /** Whether a webhook with this URL posts to this ledger, be it of another product. */
    boolean isOurs(String url) {
        if (properties.webhookUrl() == null) {
            return false;
        }
        var ours = properties.webhookUrl().toString().replaceFirst("/+$", "") + PATH;
        return url.equals(ours) || url.startsWith(ours + "/");
    }

    /** What the capture endpoint asks 8x8 to send, the first where two are right; empty where it asks for nothing. */
    Optional<String> authHeader() {
        return Binder.get(settings)
                .bind("vss.capture.auth.values", Bindable.listOf(String.class))
                .orElse(List.of())
                .stream()
                .findFirst();
    }
}
