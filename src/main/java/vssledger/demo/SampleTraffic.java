package vssledger.demo;

import java.util.ArrayList;
import java.util.List;
import vssledger.platform.DateRange;

/**
 * A week of made-up traffic of about 4,000 sessions: what is posted, what is billed, what was sent. All of it follows from
 * the seed, byte by byte.
 */
public final class SampleTraffic {

    /** Sessions that end in a status which nobody has heard of. */
    private static final int UNHEARD_OF = 3;

    private final SampleDeliveries deliveries;
    private final Expectations expectations;

    private SampleTraffic(SampleDeliveries deliveries, Expectations expectations) {
        this.deliveries = deliveries;
        this.expectations = expectations;
    }

    public static SampleTraffic of(long seed) {
        var chance = new SeededRandom(seed);
        var script = new SessionScript(chance);
        var sessions = new ArrayList<SampleSession>();
        for (var start : Week.starts(chance)) {
            sessions.add(script.play(chance.weighted(SubAccount.weights()), start));
        }
        for (var n = 1; n <= UNHEARD_OF; n++) {
            var index = n * 1000;
            sessions.set(index, sessions.get(index).withStatus("PARKED"));
        }
        return new SampleTraffic(
                new SampleDeliveries(chance, List.copyOf(sessions)),
                new Expectations(chance, script, List.copyOf(sessions)));
    }

    /** The business days, in UTC, of all sessions. */
    public DateRange days() {
        return Week.DAYS;
    }

    /** In order of arrival. */
    public List<SampleDelivery> deliveries() {
        return deliveries.inOrder();
    }

    /** An 8x8 voice log export. */
    public byte[] logExport() {
        return expectations.logExport();
    }

    /** A list of sent callflows. */
    public byte[] callflows() {
        return expectations.callflows();
    }

    public SampleCounts counts() {
        return deliveries.counts();
    }

    /** What is to be found against {@link #logExport}. */
    public SeededBreaks billBreaks() {
        return expectations.billBreaks();
    }

    /** What is to be found against {@link #callflows}. */
    public SeededBreaks sentBreaks() {
        return expectations.sentBreaks();
    }
}
