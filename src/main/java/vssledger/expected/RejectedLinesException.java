package vssledger.expected;

import java.util.List;
import java.util.stream.Collectors;
import vssledger.expected.line.Rejections;
import vssledger.platform.UserException;

/** A file that was not imported, and every line that is to blame, as far as a person wants to read. */
public final class RejectedLinesException extends UserException {

    public RejectedLinesException(String file, long rejected, List<Rejections.Told> first) {
        super(file + " was not imported, since " + rejected + (rejected == 1 ? " line is" : " lines are")
                + " not usable; an import is all or nothing.\n"
                + first.stream().map(told -> "  " + told.problem()).collect(Collectors.joining("\n"))
                + (rejected > first.size() ? "\n  … and " + (rejected - first.size()) + " more" : "")
                + "\nCorrect the file, then import it again.");
    }
}
