package vssledger.reconcile.breaks;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One difference between what was received and what was expected, from {@code recon.break}.
 *
 * @param amountAtStake signed, positive where too much would be paid; null where no money hangs on it
 * @param firstSeen arrival of the evidence that first showed it
 * @param ageDays whole days since then
 */
public record Break(
        long id,
        LocalDate businessDay,
        @Nullable String product,
        String subAccountId,
        @Nullable String sessionId,
        @Nullable String clientRequestId,
        @Nullable String callId,
        String source,
        String kind,
        @Nullable String expectedValue,
        @Nullable String actualValue,
        @Nullable BigDecimal amountAtStake,
        @Nullable String currency,
        BreakState state,
        Instant firstSeen,
        Instant lastSeen,
        long ageDays) {

    /**
     * Something that happened to it.
     *
     * @param who the proven name of who decided; null where a run found it out
     * @param whoDetail what was said beside the name, such as {@code on behalf of Ben}; proves nothing
     * @param runId null where a person decided it
     * @param fromState null where it was found
     */
    public record Event(
            Instant at,
            @Nullable String who,
            @Nullable String whoDetail,
            @Nullable Long runId,
            @Nullable BreakState fromState,
            BreakState toState,
            @Nullable String note,
            @Nullable String expectedValue,
            @Nullable String actualValue,
            @Nullable BigDecimal amountAtStake,
            @Nullable String currency) {

        /** Who decided it, with what was said beside; null where a run found it out. */
        public @Nullable String whoInWords() {
            return who == null || whoDetail == null ? who : who + ", " + whoDetail;
        }
    }

    /** Whether there is an amount at stake that nobody can compute, because the bill or the contract does not state enough. */
    public boolean isAmountUnknown() {
        return amountAtStake == null && (kind.equals("NOT_CHECKABLE") || kind.equals("RATE"));
    }

    /** What the expected value is, in one word for people. */
    public String expectedLabel() {
        return switch (kind) {
            case "PRICE", "BILLABLE_SECONDS", "DURATION", "RATE" -> "billed";
            default -> "expected";
        };
    }

    /** What the actual value is, in one word or two for people. */
    public String actualLabel() {
        return switch (kind) {
            case "PRICE", "BILLABLE_SECONDS" -> "due";
            case "RATE" -> "by contract";
            default -> "received";
        };
    }

    /**
     * One break with all that explains it.
     *
     * @param history what happened to it, from the beginning
     * @param codes the codes that are known of its session
     * @param lines the lines of the bill that it is about
     */
    public record WithHistory(
            Break found, List<Event> history, List<SessionCodes.Explained> codes, List<BilledLines.BilledLine> lines) {}
}
