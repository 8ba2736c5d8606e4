package vssledger.deliver;

import java.nio.file.Path;
import vssledger.platform.DateRange;

/**
 * An edition of reports that may be delivered.
 *
 * @param folder where its files lie
 */
public record ReadyEdition(DateRange range, int number, Path folder) {

    /** What a copy of one of its files is called, away from its folder. */
    String nameOf(String file) {
        return range + "-" + file;
    }
}
