package vssledger.report.edition;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;
import vssledger.platform.DateRange;
import vssledger.report.OutcomesByDay;

/**
 * The key figures of an edition, read in the snapshot of its files and frozen with it: what is said of it anywhere is taken from here.
 *
 * @param before the period of equal length just before
 * @param products those with sessions in either period, in order
 * @param breaks those of the period that wait for a decision
 * @param allBreaks those of all days up to the end of the period
 * @param outcomes of the days of the period, and of some before a short one
 * @param workbooks what was said of each workbook, by its file
 */
public record EditionFigures(
        DateRange before,
        List<OfProduct> products,
        Breaks breaks,
        Breaks allBreaks,
        OutcomesByDay outcomes,
        Map<String, OfWorkbook> workbooks) {

    /** What a mail with a workbook tells. */
    public enum Kind {
        SESSIONS,
        BREAKS
    }

    /**
     * The sessions of a product.
     *
     * @param completionRate as {@code fact.completion_rate} has it; null without a session
     * @param sessionsBefore of the period before
     */
    public record OfProduct(
            String product,
            long sessions,
            long completed,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable BigDecimal completionRate,

            long sessionsBefore) {

        /** Against the period before, 0 for none; null if that had no session. */
        public @Nullable BigDecimal change() {
            return sessionsBefore == 0
                    ? null
                    : BigDecimal.valueOf(sessions)
                            .divide(BigDecimal.valueOf(sessionsBefore), 4, RoundingMode.HALF_UP)
                            .subtract(BigDecimal.ONE);
        }
    }

    /**
     * Breaks of the period.
     *
     * @param breaks how many
     * @param atStake amount by currency
     */
    public record Breaks(long breaks, SortedMap<String, BigDecimal> atStake) {}

    /**
     * A workbook.
     *
     * @param figures what a mail with it tells
     * @param sheets the titles of its reports, by their CSV files
     */
    public record OfWorkbook(String title, Set<Kind> figures, Map<String, String> sheets) {}

    /** All sessions of the period. */
    public long sessions() {
        return products.stream().mapToLong(OfProduct::sessions).sum();
    }

    boolean tellsBreaks(String workbook) {
        var words = workbooks.get(workbook);
        return words == null || words.figures().contains(Kind.BREAKS);
    }

    /** Whether a mail with this workbook would tell the same figures. */
    boolean isSameFor(String workbook, EditionFigures other) {
        return products.equals(other.products())
                && outcomes.equals(other.outcomes())
                && (!tellsBreaks(workbook) || (breaks.equals(other.breaks()) && allBreaks.equals(other.allBreaks())));
    }
}
