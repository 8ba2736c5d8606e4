package vssledger.pipeline;

import java.time.Clock;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import vssledger.platform.DateRange;
import vssledger.platform.LedgerProperties;
import vssledger.platform.UserError;
import vssledger.report.ReportScope;

/**
 * Which business days a run is to carry from their facts to their reports. Whatever lies in the inbox is parsed in any
 * case.
 *
 * @param scope the days asked for, and of what their reports are
 * @param late whether every earlier day that something touched since its last run is wanted too
 * @param reparse whether the facts of the days asked for are derived anew from the inbox
 * @param sending whether their reports go to those who read them
 * @param schedule for whose recipients it runs; null for those that get the reports of every run
 */
public record RunRequest(
        ReportScope scope,
        boolean late,
        boolean reparse,
        Sending sending,
        @Nullable String schedule) {

    /** Whether reports go to those who read them. */
    public enum Sending {
        /** Each edition once. */
        ONCE,
        /** Also those that were sent before. */
        AGAIN,
        /** They are made, but brought to nobody. */
        NONE
    }

    /** The days asked for. */
    public DateRange range() {
        return scope.range();
    }

    /** What the nightly job does: yesterday, and every earlier day that late data touched. */
    public static RunRequest nightly(Clock clock, LedgerProperties ledger) {
        return new RunRequest(
                ReportScope.of(DateRange.of(today(clock, ledger).minusDays(1))), true, false, Sending.ONCE, null);
    }

    /** Exactly these days. @throws UserError if one of them has not begun, or if they are more than a run takes */
    public static RunRequest exactly(DateRange range, Clock clock, LedgerProperties ledger) {
        var today = today(clock, ledger);
        if (range.to().isAfter(today)) {
            throw new UserError("The range ends on " + range.to() + ", but today is " + today + " (" + ledger.timeZone()
                    + "). End it today or before.");
        }
        if (range.from().plusYears(10).isBefore(range.to())) {
            throw new UserError("The range " + range.from() + " to " + range.to()
                    + " has more than ten years. See whether --from is meant so, or run it in parts.");
        }
        return new RunRequest(ReportScope.of(range), false, false, Sending.ONCE, null);
    }

    /** What a schedule of config/delivery.yml does: reports of this scope, for its recipients. */
    static RunRequest scheduled(String schedule, ReportScope scope) {
        return new RunRequest(scope, false, false, Sending.ONCE, schedule);
    }

    /** The same, with their facts derived anew. */
    public RunRequest reparsing() {
        return new RunRequest(scope, late, true, sending, schedule);
    }

    /** The same, with reports that go out like this. */
    public RunRequest sending(Sending other) {
        return new RunRequest(scope, late, reparse, other, schedule);
    }

    private static LocalDate today(Clock clock, LedgerProperties ledger) {
        return LocalDate.ofInstant(clock.instant(), ledger.timeZone());
    }
}
