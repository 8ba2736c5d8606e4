package vssledger.report.csv;

import java.io.IOException;
import java.nio.file.Path;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The records by which one CSV file differs from another, each with how often. Both are read side by side, so memory
 * holds what differs, not the files.
 */
public record CsvChanges(SortedMap<String, Integer> removed, SortedMap<String, Integer> added) {

    public static CsvChanges between(Path before, Path after) throws IOException {
        var removed = new TreeMap<String, Integer>();
        var added = new TreeMap<String, Integer>();
        try (var old = new CsvRecords(before);
                var young = new CsvRecords(after)) {
            var left = old.next();
            var right = young.next();
            while (left != null || right != null) {
                if (left == null || !left.equals(right)) {
                    if (left != null && !take(added, left)) {
                        removed.merge(left, 1, Integer::sum);
                    }
                    if (right != null && !take(removed, right)) {
                        added.merge(right, 1, Integer::sum);
                    }
                }
                left = left == null ? null : old.next();
                right = right == null ? null : young.next();
            }
        }
        return new CsvChanges(removed, added);
    }

    public long removedCount() {
        return removed.values().stream().mapToLong(Integer::longValue).sum();
    }

    public long addedCount() {
        return added.values().stream().mapToLong(Integer::longValue).sum();
    }

    private static boolean take(SortedMap<String, Integer> waiting, String text) {
        var isThere = waiting.containsKey(text);
        if (isThere) {
            waiting.computeIfPresent(text, (t, count) -> count == 1 ? null : count - 1);
        }
        return isThere;
    }
}
