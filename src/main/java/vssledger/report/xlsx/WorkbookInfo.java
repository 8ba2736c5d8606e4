package vssledger.report.xlsx;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import vssledger.platform.DateRange;
import vssledger.report.ReportScope;
import vssledger.report.edition.EditionChanges;

/**
 * What a cover says of a workbook besides its sheets.
 *
 * @param edition null for files that are no edition
 * @param changes since the edition before; null where there is none
 */
public record WorkbookInfo(
        ReportScope scope,
        ZoneId zone,
        @Nullable Integer edition,
        Instant createdAt,
        Map<String, Long> controlTotals,
        @Nullable EditionChanges changes) {

    public DateRange range() {
        return scope.range();
    }
}
