package vssledger.report.definition;

import java.util.List;

/** Colours (RRGGBB) by which the numbers of a column are told apart, from the lowest over the middle to the highest. */
public enum ColourScale {
    /** Much is neither good nor bad. */
    AMOUNT("FFFFFF", "C5D9F1", "5B9BD5"),
    /** Much is good. */
    GOOD("F4B6AE", "FFF3CD", "A9D8B8"),
    /** Much is bad. */
    BAD("FFFFFF", "FBD9B5", "E9806E");

    private final String lowest;
    private final String middle;
    private final String highest;

    ColourScale(String lowest, String middle, String highest) {
        this.lowest = lowest;
        this.middle = middle;
        this.highest = highest;
    }

    public List<String> colours() {
        return List.of(lowest, middle, highest);
    }
}
