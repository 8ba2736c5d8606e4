package vssledger.subscription;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import vssledger.report.edition.EditionId;

/**
 * An edition of reports on its way to a recipient.
 *
 * @param folder where its files lie
 * @param corrects the edition that the recipient has; null if they have none
 */
public record ReadyEdition(
        EditionId id, Path folder, @Nullable Integer corrects) {

    boolean isCorrection() {
        return corrects != null;
    }

    /** What a copy of one of its files is called, away from its folder. */
    public String nameOf(String file) {
        return id.scope() + "-" + file;
    }
}
