package vssledger.expected.format;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import vssledger.platform.Product;
import vssledger.platform.UserException;

/**
 * How files spell what 8x8 does not document the spelling of; only letters and digits count, whatever their case. The usual
 * spellings are built in; those of {@code config/products.yml} come before them.
 */
@ConfigurationProperties("vss.spellings")
public final class Spellings {

    /** A day. */
    private static final long LONGEST_UNIT = 86_400;

    /** Than letters and digits. */
    private static final Pattern OTHERS = Pattern.compile("[^\\p{L}\\p{N}]+");

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

    private static final Map<String, Integer> USUAL_UNITS = Map.ofEntries(
            Map.entry("second", 1),
            Map.entry("seconds", 1),
            Map.entry("sec", 1),
            Map.entry("s", 1),
            Map.entry("persec", 1),
            Map.entry("persecond", 1),
            Map.entry("minute", 60),
            Map.entry("minutes", 60),
            Map.entry("min", 60),
            Map.entry("m", 60),
            Map.entry("permin", 60),
            Map.entry("perminute", 60),
            Map.entry("mins", 60),
            Map.entry("secs", 1),
            Map.entry("hour", 3600),
            Map.entry("hours", 3600),
            Map.entry("hr", 3600),
            Map.entry("h", 3600),
            Map.entry("perhour", 3600));

    /** So many units, in digits before the word or alone, which are seconds: {@code per 60 seconds}, {@code 60-second}, {@code 60}. */
    private static final Pattern COUNTED = Pattern.compile("(?:per\\b|/)?\\s*(\\d{1,5})[\\s-]*(\\p{L}*)\\.?");

    /** By word of a file, the code of the product that it means. */
    private final Map<String, Product> products;

    /** By word of a bill, the seconds that the unit has. */
    private final Map<String, Integer> billingUnits;

    /**
     * Takes the operator's own spellings.
     *
     * @param products product code by spelling
     * @param billingUnits seconds by spelling
     * @throws UserException that names the entry which is not usable
     */
    Spellings(@DefaultValue Map<String, String> products, @DefaultValue Map<String, Integer> billingUnits) {
        this.products = table(USUAL_PRODUCTS, products, Spellings::product);
        this.billingUnits = table(USUAL_UNITS, billingUnits, Spellings::seconds);
    }

    /** Null where the spelling is not known. */
    @Nullable public Product product(@Nullable String spelling) {
        return spelling == null ? null : products.get(plain(spelling));
    }

    /** Length in seconds; null where the spelling is not known. */
    @Nullable public Integer unitSeconds(@Nullable String spelling) {
        if (spelling == null) {
            return null;
        }
        var known = billingUnits.get(plain(spelling));
        return known == null ? counted(spelling.strip().toLowerCase(Locale.ROOT)) : known;
    }

    /** Null where it is not so many of a unit that is known; also for none of it, and for more than a day. */
    private @Nullable Integer counted(String spelling) {
        var counted = COUNTED.matcher(spelling);
        var unit = !counted.matches()
                ? null
                : counted.group(2).isEmpty() ? Integer.valueOf(1) : billingUnits.get(counted.group(2));
        if (unit == null) {
            return null;
        }
        var seconds = Long.parseLong(counted.group(1)) * unit;
        return seconds < 1 || seconds > LONGEST_UNIT ? null : Integer.valueOf((int) seconds);
    }

    /** Equal wherever all spellings mean the same. */
    public String rules() {
        return new TreeMap<>(products) + " " + new TreeMap<>(billingUnits);
    }

    private static <C, T> Map<String, T> table(
            Map<String, T> usual, Map<String, C> configured, BiFunction<String, C, T> meaning) {
        var table = new HashMap<>(usual);
        configured.forEach((spelling, value) -> table.put(plain(spelling), meaning.apply(spelling, value)));
        return table;
    }

    private static Product product(String spelling, String code) {
        return Product.find(code)
                .orElseThrow(() ->
                        new UserException("There is no product \"" + code + "\", which vss.spellings.products names"
                                + " for \"" + spelling + "\". Use one of: " + Product.codes() + "."));
    }

    private static Integer seconds(String spelling, Integer seconds) {
        if (seconds <= 0) {
            throw new UserException("vss.spellings.billing-units says that \"" + spelling + "\" is " + seconds
                    + " seconds long. Write the unit's length in seconds, 1 or more.");
        }
        return seconds;
    }

    private static String plain(String spelling) {
        return OTHERS.matcher(spelling).replaceAll("").toLowerCase(Locale.ROOT);
    }
}
