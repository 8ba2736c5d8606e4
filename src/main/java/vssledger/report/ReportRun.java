package vssledger.report;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is to be reported.
 *
 * @param scope what the reports are about
 * @param runId the run that asks for it; null where a person does
 * @param isUnchanged whether nothing has touched these days since their last edition
 * @param isClosed whether one of these days lies in a closed month, so that their last edition stands whatever came since
 * @param controlTotals counts of that run by name, in the order in which they are shown
 */
public record ReportRun(
        ReportScope scope,
        @Nullable Long runId,
        boolean isUnchanged,
        boolean isClosed,
        Map<String, Long> controlTotals) {}
