package vssledger.run;

import java.time.Clock;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import vssledger.platform.DateRange;
import vssledger.platform.LedgerProperties;
import vssledger.platform.Product;
import vssledger.platform.UserException;
import vssledger.report.ReportScope;

/**
 * Which business days a run is to carry from their facts to their reports, and how.
 *
 * @param scope the days asked for, and of what their reports are
 * @param late whether every earlier day that something touched since its last run, or that was missed, is wanted too
 * @param which of the days asked for are done again
 * @param product only days that have something of it, null for all; a day is always carried whole
 * @param only the parts of the work that are done
 * @param reparse whether the facts of the days asked for are derived anew from the inbox
 * @param sending whether their reports are sent to their recipients
 * @param schedule for whose recipients it runs; null for those that get the reports of every run
 * @param order in which days are done, and how many things side by side
 */
public record RunRequest(
        ReportScope scope,
        boolean late,
        Set<Which> which,
        @Nullable Product product,
        Set<Part> only,
        boolean reparse,
        Sending sending,
        @Nullable String schedule,
        Order order) {

    private static final Set<Which> WANTING = Set.of(Which.MISSING, Which.FAILED, Which.STALE);
    private static final Set<Part> EVERYTHING = Set.copyOf(EnumSet.allOf(Part.class));

    /** Which days are done again. */
    public enum Which {
        /** Never carried through. */
        MISSING,
        /** Whose last run did not come to its end. */
        FAILED,
        /** Touched by something since they were carried through. */
        STALE,
        /** All, also those that nothing touched. */
        ALL
    }

    /** The parts of the work, in their order. */
    public enum Part {
        /** What is pending becomes facts. */
        PARSE,
        /** Days are counted and held against what was expected. */
        RECONCILE,
        /** Editions of reports are made. */
        EXPORT,
        /** They are sent to their recipients. */
        SEND;

        /** What the part that sends was called before; it is taken until version 1.0. */
        public static final String OLD_NAME_OF_SEND = "deliver";

        /**
         * The part of this name, in upper or lower case, or of the name that it had before.
         *
         * @throws IllegalArgumentException if there is none
         */
        public static Part of(String name) {
            return name.equalsIgnoreCase(OLD_NAME_OF_SEND) ? SEND : valueOf(name.toUpperCase(Locale.ROOT));
        }
    }

    /** Whether reports are sent to their recipients. */
    public enum Sending {
        /** Each edition once. */
        ONCE,
        /** What was sent is sent again as it was, and nothing else is done. */
        AGAIN,
        /** They are made, but sent to nobody. */
        NONE
    }

    /** The days asked for. */
    public DateRange range() {
        return scope.range();
    }

    /**
     * In which order days are done, and how many things side by side.
     *
     * @param newestFirst the newest day first; else the oldest
     * @param parallel so many ranges of deliveries are parsed, and so many editions or reports of a large one made, side by side; 0 for
     *     as many as fit
     */
    public record Order(boolean newestFirst, int parallel) {

        static final int MOST = 16;

        static final Order USUAL = new Order(false, 0);

        public Order {
            if (parallel < 0 || parallel > MOST) {
                throw new UserException("--parallel takes 1 to " + MOST + ".");
            }
        }
    }

    /** What the nightly job does: yesterday, and every earlier day that late data touched or that was missed. */
    public static RunRequest nightly(Clock clock, LedgerProperties ledger) {
        return new RunRequest(
                ReportScope.of(DateRange.of(today(clock, ledger).minusDays(1))),
                true,
                WANTING,
                null,
                EVERYTHING,
                false,
                Sending.ONCE,
                null,
                Order.USUAL);
    }

    /**
     * Exactly these days.
     *
     * @throws UserException if one of them has not begun, or if they are more than a run takes
     */
    public static RunRequest exactly(DateRange range, Clock clock, LedgerProperties ledger) {
        return exactly(ReportScope.of(range), clock, ledger);
    }

    /**
     * Exactly these days, reported of this scope.
     *
     * @throws UserException as where the days are named alone
     */
    public static RunRequest exactly(ReportScope scope, Clock clock, LedgerProperties ledger) {
        var range = scope.range();
        var today = today(clock, ledger);
        if (range.to().isAfter(today)) {
            throw new UserException("The range ends on " + range.to() + ", but today is " + today + " ("
                    + ledger.timeZone() + "). End it today or before.");
        }
        if (range.from().plusYears(10).isBefore(range.to())) {
            throw new UserException("The range " + range.from() + " to " + range.to()
                    + " has more than ten years. See whether --from is meant so, or run it in parts.");
        }
        return these(scope, null);
    }

    /** What a schedule of config/subscriptions.yml does: reports of this scope, for its recipients. */
    public static RunRequest scheduled(String schedule, ReportScope scope) {
        return these(scope, schedule);
    }

    private static RunRequest these(ReportScope scope, @Nullable String schedule) {
        return new RunRequest(scope, false, WANTING, null, EVERYTHING, false, Sending.ONCE, schedule, Order.USUAL);
    }

    /** The same, with their facts derived anew. */
    public RunRequest reparsing() {
        return new RunRequest(scope, late, which, product, only, true, sending, schedule, order);
    }

    /** The same, with reports that go out like this; to send again is all that such a run does. */
    public RunRequest sending(Sending other) {
        return new RunRequest(
                scope,
                late,
                which,
                product,
                other == Sending.AGAIN ? Set.of(Part.SEND) : only,
                reparse,
                other,
                schedule,
                order);
    }

    /** The same, of those days that want it for one of these reasons. */
    public RunRequest which(Set<Which> reasons) {
        return new RunRequest(scope, late, Set.copyOf(reasons), product, only, reparse, sending, schedule, order);
    }

    /** The same, of days that have something of this product. */
    public RunRequest of(@Nullable Product one) {
        return new RunRequest(scope, late, which, one, only, reparse, sending, schedule, order);
    }

    /**
     * The same, but only these parts.
     *
     * @throws UserException if what is derived anew would not be parsed
     */
    public RunRequest only(Set<Part> parts) {
        if (reparse && !parts.contains(Part.PARSE)) {
            throw new UserException("--reparse is part of parsing: let --only name parse, too.");
        }
        return new RunRequest(scope, late, which, product, Set.copyOf(parts), reparse, sending, schedule, order);
    }

    /** The same, in this order. */
    public RunRequest in(Order other) {
        return new RunRequest(scope, late, which, product, only, reparse, sending, schedule, other);
    }

    public boolean does(Part part) {
        return only.contains(part);
    }

    private static LocalDate today(Clock clock, LedgerProperties ledger) {
        return LocalDate.ofInstant(clock.instant(), ledger.timeZone());
    }
}
