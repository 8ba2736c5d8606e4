package vssledger.bench.capture;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/** What the rounds of one contender came to. */
final class Score {

    private final List<Double> peaks = new ArrayList<>();
    private final List<Double> medians = new ArrayList<>();
    private final List<Double> tails = new ArrayList<>();
    private final List<Double> worst = new ArrayList<>();
    private long memory;
    private boolean isExact = true;
    private boolean keeps;

    void peak(double perSecond) {
        peaks.add(perSecond);
    }

    void latencies(Load.Result half) {
        medians.add(half.p50Millis());
        tails.add(half.p99Millis());
        worst.add(half.maxMillis());
    }

    void memory(long mebibytes) {
        memory = Math.max(memory, mebibytes);
    }

    /** Whether all that was accepted was kept, and nothing else. */
    void rows(boolean asMany) {
        keeps = true;
        isExact &= asMany;
    }

    boolean isExact() {
        return isExact;
    }

    double rate() {
        return median(peaks);
    }

    String row(String name, double reference) {
        return String.format(
                Locale.ROOT,
                "| %s | %,.0f | %,.0f–%,.0f | %s | %s | %s | %s |",
                name,
                rate(),
                Collections.min(peaks),
                Collections.max(peaks),
                Double.isNaN(reference) ? "" : String.format(Locale.ROOT, "%.1f", rate() / reference),
                tails.isEmpty()
                        ? ""
                        : String.format(
                                Locale.ROOT, "%.1f / %.1f / %.0f ms", median(medians), median(tails), median(worst)),
                memory == 0 ? "" : memory + " MiB",
                !keeps ? "" : isExact ? "yes" : "NO");
    }

    private static double median(List<Double> values) {
        var sorted = values.stream().sorted().toList();
        return sorted.isEmpty() ? Double.NaN : sorted.get(sorted.size() / 2);
    }
}
