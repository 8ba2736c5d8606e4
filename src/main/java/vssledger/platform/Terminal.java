package vssledger.platform;

/** Whether somebody looks at standard error. Loaded before there is a log, so it has none. */
public final class Terminal {

    /** The launcher says so where standard error is one; Java itself cannot tell. */
    private static final String PROPERTY = "vss.terminal";

    /** A line of a terminal in which nothing stands. */
    static final String CLEARED = "\r\u001b[K";

    private Terminal() {}

    static boolean isThere() {
        return Boolean.getBoolean(PROPERTY);
    }

    /** What every line of the log begins with, so that it stands in place of a bar; the bar is drawn again below. */
    public static String beginOfLines() {
        return isThere() ? CLEARED : "";
    }
}
