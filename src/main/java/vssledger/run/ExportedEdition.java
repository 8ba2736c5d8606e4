package vssledger.run;

import com.fasterxml.jackson.annotation.JsonProperty;
import vssledger.report.ReportScope;
import vssledger.report.edition.EditionId;

/**
 * An edition of reports that a run exported.
 *
 * @param isNew false where nothing had changed since it was made
 * @param folder where its files lie
 */
public record ExportedEdition(@JsonProperty("range") ReportScope scope, int number, boolean isNew, String folder) {

    public EditionId id() {
        return new EditionId(scope, number);
    }
}
