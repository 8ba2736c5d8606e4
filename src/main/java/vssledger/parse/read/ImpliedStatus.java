package vssledger.parse.read;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import vssledger.fact.LegFact;

/** What the legs say of a session's status, by 8x8's table for Number Masking, which other products follow. */
final class ImpliedStatus {

    private static final Set<String> ENDS_THE_SESSION = Set.of("NO_ANSWER", "BUSY", "FAILED", "ERROR");

    private ImpliedStatus() {}

    /** The implied status; null where there is no leg, or they say nothing that the table has. */
    static @Nullable String of(List<LegFact> legs) {
        if (legs.isEmpty() || legs.size() > 2) {
            return null;
        }
        var first = legs.get(0).callStatus();
        if (legs.size() == 1) {
            return first;
        }
        var second = legs.get(1).callStatus();
        if (second != null && ENDS_THE_SESSION.contains(second)) {
            return second;
        }
        return second != null && second.equals(first) ? first : null;
    }

    /** Whether a session's status says what its legs do; to complete and to opt out is to complete. */
    static boolean agrees(String status, @Nullable String implied) {
        return implied == null
                || status.equals(implied)
                || (implied.equals("COMPLETED") && status.startsWith("COMPLETED_"))
                || status.equals("UNSUBSCRIBED_CONTACT");
    }
}
