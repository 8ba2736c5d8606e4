package vssledger.run.history;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import vssledger.report.ReportScope;
import vssledger.run.ExportedEdition;
import vssledger.run.day.ControlTotal;
import vssledger.run.day.ReconciliationTotal;

/**
 * All that is known of a run.
 *
 * @param parameters those that are not as usual, by the option of {@code vss run} that sets them
 * @param askedBy a user, or the schedule
 * @param days that it carried on
 * @param editions of reports that it made, or found unchanged
 * @param mails every attempt to bring one of these editions to somebody since the run began
 * @param error why it failed, in plain words; null where it did not
 * @param cause the delivery that caused it, or those among which it is; null where none did
 * @param look the command that shows it; null where it is not known
 * @param continuedBy the later run that went on where this one ended; null where none did
 * @param command that goes on from here; null where nothing is to be done
 */
public record RunDetail(
        RunSummary summary,
        Map<String, String> parameters,
        String askedBy,
        @Nullable String why,
        List<Step> steps,
        List<LocalDate> days,
        List<ControlTotal> controlTotals,
        List<ReconciliationTotal> reconciliation,
        List<ExportedEdition> editions,
        List<Mail> mails,
        @Nullable String error,
        @Nullable String cause,
        @Nullable String look,
        @Nullable Long continuedBy,
        @Nullable String command) {

    /**
     * A step of a run. For a step that was done in partitions, the sum of these.
     *
     * @param state COMPLETED, FAILED, STOPPED, STARTED, …
     * @param count what it read: deliveries, or sessions where they were derived anew; 0 where it does not count
     * @param seconds that it took, or has taken by now
     * @param rate of what it counts, a second; null where it does not count
     */
    public record Step(
            String name,
            String state,
            long count,
            double seconds,
            @Nullable Double rate,
            @Nullable Instant startedAt) {}

    /**
     * An attempt to bring an edition to somebody.
     *
     * @param scope the days of that edition, and what it is narrowed to
     * @param problem null where it arrived
     */
    public record Mail(
            String recipient,
            ReportScope scope,
            int edition,
            Instant at,
            @Nullable String problem) {}
}
