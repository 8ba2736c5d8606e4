package vssledger.expected.file;

/** In which order a date has its day, month and year. */
public enum DateOrder {
    /** Year, month, day. */
    ISO("yyyy-mm-dd"),
    /** Day, month, year. */
    DMY("day/month/year"),
    /** Month, day, year. */
    MDY("month/day/year");

    private final String inWords;

    DateOrder(String inWords) {
        this.inWords = inWords;
    }

    String inWords() {
        return inWords;
    }
}
