package vssledger.report.edition;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An edition as {@code report.edition} and {@code report.file} have it, or are to have it.
 *
 * @param figures null for an edition that was made by an earlier version
 */
record RecordedEdition(
        int number,
        String timeZone,
        String content,
        @Nullable String definitions,
        @Nullable Long runId,
        Instant createdAt,
        Map<String, Long> controlTotals,
        @Nullable EditionFigures figures,
        List<RecordedFile> files) {

    RecordedEdition by(String newDefinitions) {
        return new RecordedEdition(
                number, timeZone, content, newDefinitions, runId, createdAt, controlTotals, figures, files);
    }

    RecordedEdition with(List<RecordedFile> newFiles) {
        return new RecordedEdition(
                number, timeZone, content, definitions, runId, createdAt, controlTotals, figures, newFiles);
    }
}
