package vssledger.parse;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import vssledger.platform.Product;

/**
 * Product by subaccount, for webhooks whose URL names none.
 *
 * @param subAccounts product code by subaccount id, from {@code config/products.yml}
 */
@ConfigurationProperties("vss")
record SubAccountProducts(@DefaultValue Map<String, String> subAccounts) {

    /** @throws vssledger.platform.UserError if one of the codes is no product's */
    SubAccountProducts {
        subAccounts.values().forEach(Product::of);
    }

    /** The product of a subaccount, where one is configured. */
    Function<String, Optional<Product>> lookup() {
        var products = new HashMap<String, Product>();
        subAccounts.forEach((id, code) -> products.put(asKey(id), Product.of(code)));
        return id -> Optional.ofNullable(products.get(asKey(id)));
    }

    /** As keys of a configuration file are read: underscores get lost in them, unless they stand in brackets. */
    private static String asKey(String id) {
        return id.replaceAll("[^A-Za-z0-9.-]", "");
    }
}
