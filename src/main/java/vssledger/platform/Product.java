package vssledger.platform;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/** An 8x8 voice product, by the code that URLs, commands and tables use. */
public enum Product {
    IVR("ivr"),
    VOICE_MESSAGING("voice-messaging"),
    NUMBER_MASKING("number-masking"),
    OTHER("other");

    private final String code;

    Product(String code) {
        this.code = code;
    }

    public String code() {
        return code;
    }

    /** The product of exactly this code, if there is one. */
    public static Optional<Product> find(String code) {
        return Arrays.stream(values()).filter(p -> p.code.equals(code)).findFirst();
    }

    /**
     * The product of exactly this code.
     *
     * @throws UserException that lists the codes there are
     */
    public static Product of(String code) {
        return find(code)
                .orElseThrow(
                        () -> new UserException("There is no product \"" + code + "\". Use one of: " + codes() + "."));
    }

    public static String codes() {
        return Arrays.stream(values()).map(Product::code).collect(Collectors.joining(", "));
    }
}
