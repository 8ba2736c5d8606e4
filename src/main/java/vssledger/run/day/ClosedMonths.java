package vssledger.run.day;

import java.time.YearMonth;
import org.springframework.stereotype.Component;
import vssledger.platform.DateRange;
import vssledger.reconcile.period.Periods;
import vssledger.run.RunRequest;

/** What closed months mean to a run: their reports stand, and what they have become since is told on an open day. */
@Component
public class ClosedMonths {

    private final Periods periods;

    ClosedMonths(Periods periods) {
        this.periods = periods;
    }

    /** Tells it on the last day of the run or, where that is closed, on the next open one. */
    public void tellAdjustments(long runId, RunRequest request) {
        var closed = periods.closed();
        var day = request.range().to();
        while (closed.contains(YearMonth.from(day))) {
            day = YearMonth.from(day).plusMonths(1).atDay(1);
        }
        periods.adjust(day, runId);
    }

    /** Whether one of these days lies in one. */
    public boolean hold(DateRange range) {
        return periods.closed().stream()
                .anyMatch(month ->
                        !range.to().isBefore(month.atDay(1)) && !range.from().isAfter(month.atEndOfMonth()));
    }
}
