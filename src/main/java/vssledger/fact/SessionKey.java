package vssledger.fact;

import java.util.Comparator;

/** What identifies a session: its subaccount and 8x8's session id. Ordered, so that locks are taken in one order. */
public record SessionKey(String subAccountId, String sessionId) implements Comparable<SessionKey> {

    private static final Comparator<SessionKey> ORDER =
            Comparator.comparing(SessionKey::subAccountId).thenComparing(SessionKey::sessionId);

    @Override
    public int compareTo(SessionKey other) {
        return ORDER.compare(this, other);
    }
}
