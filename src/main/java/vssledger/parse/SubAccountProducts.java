package vssledger.parse;

import java.util.Map;
import java.util.TreeMap;
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
    Map<String, Product> products() {
        var products = new TreeMap<String, Product>();
        subAccounts.forEach((subAccount, code) -> products.put(subAccount, Product.of(code)));
        return products;
    }
}
