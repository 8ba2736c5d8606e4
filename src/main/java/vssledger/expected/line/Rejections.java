package vssledger.expected.line;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import vssledger.expected.RejectedLinesException;

/** Lines of a file that are not usable: all of them counted, the first of them told. */
public final class Rejections {

    private static final int TOLD = 20;

    private final Instant latest;
    private final List<Told> first = new ArrayList<>();
    private long lines;
    private long lastLine = -1;

    /** Of a file whose lines may name any time. */
    public Rejections() {
        this(Instant.MAX);
    }

    /** @param latest time that a line may name */
    private Rejections(Instant latest) {
        this.latest = latest;
    }

    /** Of a file that tells of calls that there were: none is later than a day from now, in whatever zone its clock stood. */
    public static Rejections ofThePast(Clock clock) {
        return new Rejections(clock.instant().plus(Duration.ofDays(1)));
    }

    /** The latest time that a line may name. */
    Instant latest() {
        return latest;
    }

    /** A problem of a line, as a person is told of it. */
    public record Told(long line, String problem) {}

    void add(LineProblem problem) {
        count(problem.line());
        if (lines <= TOLD) {
            first.add(new Told(problem.line(), problem.toString()));
        }
    }

    /** Adds those of lines that follow: so many, and the first of them. */
    public void addAll(long count, List<Told> others) {
        var before = lines;
        for (var told : others) {
            count(told.line());
            if (lines <= TOLD) {
                first.add(told);
            }
        }
        lines = before + count;
    }

    private void count(long line) {
        if (line != lastLine) {
            lines++;
            lastLine = line;
        }
    }

    boolean holds(long line) {
        return lastLine == line;
    }

    /** How many lines. */
    public long count() {
        return lines;
    }

    /** The problems of the first of them. */
    public List<Told> first() {
        return first;
    }

    /**
     * Refuses the file if one of its lines was rejected.
     *
     * @throws RejectedLinesException if there are any
     */
    public void raise(String file) {
        if (lines > 0) {
            throw new RejectedLinesException(file, lines, first);
        }
    }
}
