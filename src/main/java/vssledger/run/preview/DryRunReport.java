package vssledger.run.preview;

import java.time.LocalDate;
import java.util.List;
import vssledger.platform.DateRange;
import vssledger.report.ReportScope;
import vssledger.run.RederivedDay;
import vssledger.run.day.ControlTotal;

/**
 * What a run would do.
 *
 * @param days those that it would carry on, and others to which deliveries that it parses belong
 * @param rederived what would come of deriving days anew, where that was asked for
 * @param editions what it would make reports of, or make again where their content changes
 */
public record DryRunReport(DateRange range, List<Day> days, List<RederivedDay> rederived, List<ReportScope> editions) {

    /**
     * One day.
     *
     * @param verdict what would become of it
     */
    public record Day(LocalDate day, Figures now, Figures then, Verdict verdict) {}

    /**
     * What lies in a day.
     *
     * @param deliveries and what became of them
     * @param openBreaks neither resolved nor accepted
     */
    public record Figures(ControlTotal deliveries, long openBreaks) {}

    /** What would become of a day. */
    public enum Verdict {
        /** Nothing touched it since it was last carried through. */
        UNCHANGED,
        /** Carried through for the first time. */
        NEW,
        /** Carried through again. */
        AGAIN,
        /** Touched by what is parsed, but not asked for: a later run carries it on. */
        LEFT_STALE
    }
}
