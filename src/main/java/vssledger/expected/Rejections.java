package vssledger.expected;

import java.util.ArrayList;
import java.util.List;

/** Lines of a file that are not usable: all of them counted, the first of them told. */
final class Rejections {

    private static final int TOLD = 20;

    private final List<Problem> first = new ArrayList<>();
    private long lines;
    private long lastLine = -1;

    void add(Problem problem) {
        if (problem.line() != lastLine) {
            lines++;
            lastLine = problem.line();
        }
        if (lines <= TOLD) {
            first.add(problem);
        }
    }

    boolean holds(long line) {
        return lastLine == line;
    }

    /** @throws RejectedLines if there are any */
    void raise(String file) {
        if (lines > 0) {
            throw new RejectedLines(file, lines, first);
        }
    }
}
