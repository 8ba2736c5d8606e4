package vssledger.expected;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import vssledger.platform.Product;
import vssledger.platform.UserError;

/**
 * How files spell what 8x8 does not document the spelling of; matched whatever the case and the separators.
 *
 * @param products product code by spelling, beside the usual ones
 * @param billingUnits seconds by spelling, beside the usual ones
 */
@ConfigurationProperties("vss.spellings")
record Spellings(
        @DefaultValue Map<String, String> products,
        @DefaultValue Map<String, Integer> billingUnits) {

    private static final Map<String, Product> USUAL_PRODUCTS = Map.ofEntries(
            Map.entry("ivr", Product.IVR),
            Map.entry("interactivevoiceresponse", Product.IVR),
            Map.entry("voicemessaging", Product.VOICE_MESSAGING),
            Map.entry("voicemessage", Product.VOICE_MESSAGING),
            Map.entry("vm", Product.VOICE_MESSAGING),
            Map.entry("numbermasking", Product.NUMBER_MASKING),
            Map.entry("nm", Product.NUMBER_MASKING),
            Map.entry("programmablesip", Product.OTHER),
            Map.entry("sip", Product.OTHER),
            Map.entry("other", Product.OTHER));

    private static final Map<String, Integer> USUAL_UNITS = Map.of(
            "second",
            1,
            "seconds",
            1,
            "sec",
            1,
            "s",
            1,
            "minute",
            60,
            "minutes",
            60,
            "min",
            60,
            "permin",
            60,
            "perminute",
            60,
            "m",
            60);

    Spellings {
        products.values().forEach(Product::of);
        billingUnits.forEach((unit, seconds) -> {
            if (seconds <= 0) {
                throw new UserError("vss.spellings.billing-units." + unit + " = " + seconds
                        + " is not usable. Write the unit's length in seconds, 1 or more.");
            }
        });
    }

    /** Null where the spelling is not known. */
    @Nullable Product product(@Nullable String spelling) {
        return find(spelling, USUAL_PRODUCTS, configuredProducts()).orElse(null);
    }

    /** Length in seconds; null where the spelling is not known. */
    @Nullable Integer unitSeconds(@Nullable String spelling) {
        return find(spelling, USUAL_UNITS, billingUnits).orElse(null);
    }

    private Map<String, Product> configuredProducts() {
        var configured = new HashMap<String, Product>();
        products.forEach((spelling, code) -> configured.put(spelling, Product.of(code)));
        return configured;
    }

    private static <T> Optional<T> find(@Nullable String spelling, Map<String, T> usual, Map<String, T> configured) {
        if (spelling == null) {
            return Optional.empty();
        }
        var plain = Line.plain(spelling);
        return configured.entrySet().stream()
                .filter(entry -> Line.plain(entry.getKey()).equals(plain))
                .map(Map.Entry::getValue)
                .findFirst()
                .or(() -> Optional.ofNullable(usual.get(plain)));
    }
}
