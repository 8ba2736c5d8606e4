package vssledger.fact;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** 8x8's bands of the mean opinion score, the best first; a score on a boundary belongs to the better one. */
public enum QualityBand {
    EXCELLENT("4.3"),
    GOOD("4.0"),
    FAIR("3.6"),
    POOR("3.1"),
    BAD("1.0");

    private static final BigDecimal HIGHEST = new BigDecimal("5.0");

    private final BigDecimal from;

    QualityBand(String from) {
        this.from = new BigDecimal(from);
    }

    /** The band of a score; null for one that is none. */
    public static @Nullable QualityBand of(@Nullable BigDecimal mos) {
        if (mos == null || mos.compareTo(HIGHEST) > 0) {
            return null;
        }
        for (var band : values()) {
            if (mos.compareTo(band.from) >= 0) {
                return band;
            }
        }
        return null;
    }
}
