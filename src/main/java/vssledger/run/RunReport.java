package vssledger.run;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vssledger.platform.DateRange;
import vssledger.run.day.ControlTotal;
import vssledger.run.day.ReconciliationTotal;

/**
 * What came of a run.
 *
 * @param range the days asked for
 * @param days all days that it carried on, with those that late data had touched
 * @param unchanged those of them that nothing touched since they were last carried through, so that nothing was to be done
 * @param rederived what came of deriving days anew, where that was asked for
 * @param outcomes sessions of these days by product and status
 * @param controlTotals by day
 * @param reconciliation over these days, by source
 * @param openBreaks of these days, by source, kind and currency
 */
public record RunReport(
        long runId,
        DateRange range,
        List<LocalDate> days,
        List<LocalDate> unchanged,
        List<RederivedDay> rederived,
        List<OutcomeCount> outcomes,
        List<ControlTotal> controlTotals,
        List<ReconciliationTotal> reconciliation,
        List<BreakCount> openBreaks,
        List<ExportedEdition> editions) {

    /** Sessions of one product and status. */
    public record OutcomeCount(String product, String status, long sessions, long callSeconds) {}

    /**
     * Open breaks of one kind.
     *
     * @param amountAtStake signed; null where no money hangs on them
     */
    public record BreakCount(
            String source,
            String kind,
            long breaks,
            @Nullable BigDecimal amountAtStake,
            @Nullable String currency) {}

    /** The control totals of all days together. */
    public ControlTotal controlTotal() {
        return ControlTotal.sum(range.to(), controlTotals);
    }

    /** Whether a person should look: something is quarantined, or a break is open. */
    public boolean wantsAttention() {
        return !openBreaks.isEmpty() || controlTotal().quarantined() > 0;
    }
}
