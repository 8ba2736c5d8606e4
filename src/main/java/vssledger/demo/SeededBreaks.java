package vssledger.demo;

import java.util.SortedMap;

/**
 * What reconciliation is to find for one source.
 *
 * @param breaks their number by kind
 */
public record SeededBreaks(
        long expected,
        long facts,
        long matched,
        long broken,
        long missing,
        long unexpected,
        SortedMap<String, Long> breaks) {}
