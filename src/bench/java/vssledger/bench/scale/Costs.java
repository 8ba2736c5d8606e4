package vssledger.bench.scale;

import java.util.Comparator;
import java.util.List;

/**
 * What one step took.
 *
 * @param seconds from its beginning to its end
 * @param javaSeconds of the processors, of all processes of the ledger; where the step is a command, its start included
 * @param databaseSeconds of the processors, of PostgreSQL
 * @param walBytes that PostgreSQL wrote to its log
 */
record Costs(double seconds, double javaSeconds, double databaseSeconds, long walBytes) {

    /** Of the processors. */
    double cpuSeconds() {
        return javaSeconds + databaseSeconds;
    }

    /** Of the round that took a middling time. */
    static Costs median(List<Costs> rounds) {
        return rounds.stream()
                .sorted(Comparator.comparing(Costs::seconds))
                .skip((rounds.size() - 1) / 2)
                .findFirst()
                .orElseThrow();
    }
}
