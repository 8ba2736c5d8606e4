package vssledger.platform;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Product by subaccount: of webhooks whose URL names none, and of the URL that a subaccount is to post to.
 *
 * @param subAccounts by subaccount id, the code of its product; in {@code config/products.yml}
 */
@ConfigurationProperties("vss")
public record SubAccountProducts(@DefaultValue Map<String, String> subAccounts) {

    /** @throws UserException if one of the codes is no product's */
    public SubAccountProducts {
        subAccounts.values().forEach(Product::of);
    }

    /** The product of a subaccount, where one is configured. */
    public Function<String, Optional<Product>> lookup() {
        var products = new HashMap<String, Product>();
        subAccounts.forEach((id, code) -> products.put(asKey(id), Product.of(code)));
        return id -> Optional.ofNullable(products.get(asKey(id)));
    }

    /** As environment variables and the like spell ids, which keep letters and digits only. */
    private static String asKey(String id) {
        return Ids.key(id).replaceAll("[^A-Za-z0-9.-]", "");
    }
}
