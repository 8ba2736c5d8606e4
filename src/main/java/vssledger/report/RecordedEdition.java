package vssledger.report;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An edition as {@code report.edition} and {@code report.file} have it, or are to have it. */
record RecordedEdition(
        int number,
        String timeZone,
        String content,
        @Nullable Long runId,
        Instant createdAt,
        Map<String, Long> controlTotals,
        List<RecordedFile> files) {

    RecordedEdition with(List<RecordedFile> newFiles) {
        return new RecordedEdition(number, timeZone, content, runId, createdAt, controlTotals, newFiles);
    }
}
