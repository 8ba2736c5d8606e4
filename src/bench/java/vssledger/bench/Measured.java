package vssledger.bench;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What each contender reached, round by round, and how that of the ledger compares; medians. */
public final class Measured {

    private static final String LEDGER = "ledger";

    private final Map<String, List<Double>> values = new LinkedHashMap<>();

    /** Of one round. */
    public void add(String contender, double value) {
        values.computeIfAbsent(contender, name -> new ArrayList<>()).add(value);
    }

    /**
     * Prints a table.
     *
     * @param unit of the values
     * @param ratio what the last column says: the ledger's value divided by that of the row
     * @param format of a value
     * @param titles of the contenders
     */
    public void print(String unit, String ratio, String format, Map<String, String> titles) {
        System.out.println("| | " + unit + " | lowest–highest | " + ratio + " |");
        System.out.println("|---|--:|--:|--:|");
        values.forEach((name, all) -> System.out.printf(
                "| %s | " + format + " | " + format + "–" + format + " | %s |%n",
                titles.get(name),
                median(name),
                Collections.min(all),
                Collections.max(all),
                name.equals(LEDGER) || !values.containsKey(LEDGER)
                        ? ""
                        : String.format(Locale.ROOT, "%.2f ×", median(LEDGER) / median(name))));
        System.out.println();
    }

    private double median(String contender) {
        var sorted = values.getOrDefault(contender, List.of()).stream().sorted().toList();
        return sorted.get((sorted.size() - 1) / 2);
    }
}
