package vssledger.report.xlsx;

import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import org.apache.poi.ss.util.WorkbookUtil;

/** Names for the sheets of one workbook: as Excel allows them, at most 31 characters, none twice. */
public final class SheetNames {

    private static final int LONGEST = 31;

    private final Set<String> taken = new HashSet<>();

    public String next(String wish) {
        var name = WorkbookUtil.createSafeSheetName(wish);
        for (var i = 2; !taken.add(name.toLowerCase(Locale.ROOT)); i++) {
            var suffix = " (" + i + ")";
            var room = Math.min(wish.length(), LONGEST - suffix.length());
            name = WorkbookUtil.createSafeSheetName(wish.substring(0, room) + suffix);
        }
        return name;
    }
}
