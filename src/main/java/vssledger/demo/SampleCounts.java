package vssledger.demo;

/**
 * What is in the sample traffic, counted while it is made.
 *
 * @param posted all deliveries
 * @param rejected answered 400, since they are no JSON objects
 * @param late of sessions that arrive a day or more after they ended
 */
public record SampleCounts(
        long posted,
        long rejected,
        long sessions,
        long duplicates,
        long superseded,
        long quarantined,
        long notVss,
        long late) {}
