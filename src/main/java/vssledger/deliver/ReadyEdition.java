package vssledger.deliver;

import java.nio.file.Path;
import vssledger.report.EditionId;

/**
 * An edition of reports on its way to a recipient.
 *
 * @param folder where its files lie
 */
record ReadyEdition(EditionId id, Path folder) {

    boolean isCorrection() {
        return id.number() > 1;
    }

    /** What a copy of one of its files is called, away from its folder. */
    String nameOf(String file) {
        return id.scope() + "-" + file;
    }
}
