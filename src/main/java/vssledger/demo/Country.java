package vssledger.demo;

import java.math.BigDecimal;
import java.util.Locale;

/**
 * A country that is called, with numbers that belong to nobody we know of: all begin with a row of zeros, or stand in the
 * range that is kept free for fiction.
 */
enum Country {
    SG("65", "8000", 4, "0.0240"),
    ID("62", "800000", 5, "0.0620"),
    MY("60", "100000", 4, "0.0375"),
    PH("63", "900000", 4, "0.0955"),
    TH("66", "800000", 3, "0.0480"),
    US("1", "20255501", 2, "0.0128");

    private final String diallingCode;
    private final String prefix;
    private final int digits;
    private final BigDecimal pricePerMinute;

    Country(String diallingCode, String prefix, int digits, String pricePerMinute) {
        this.diallingCode = diallingCode;
        this.prefix = prefix;
        this.digits = digits;
        this.pricePerMinute = new BigDecimal(pricePerMinute);
    }

    String diallingCode() {
        return diallingCode;
    }

    /** Of an outbound call; an inbound one costs a quarter. */
    BigDecimal pricePerMinute() {
        return pricePerMinute;
    }

    String number(SeededRandom chance) {
        var most = (int) Math.pow(10, digits) - 1;
        return "+" + diallingCode + prefix + String.format(Locale.ROOT, "%0" + digits + "d", chance.between(0, most));
    }
}
