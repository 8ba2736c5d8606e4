package vssledger.platform;

/** How many threads work side by side on this machine. */
public final class Parallelism {

    private static final int MOST = 8;

    private Parallelism() {}

    /** As many as configured or, for 0, as there are processors, eight at most. */
    public static int here(int configured) {
        return configured > 0 ? configured : Math.min(Runtime.getRuntime().availableProcessors(), MOST);
    }
}
