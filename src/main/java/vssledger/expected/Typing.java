package vssledger.expected;

import java.util.function.Consumer;

/** Takes lines to the staging table: typed, counted, and those that are not usable kept apart. */
final class Typing implements Consumer<Line> {

    private final Format format;
    private final Staging staging;
    private final Rejections rejections;
    private long rows;
    private long skipped;

    Typing(Format format, Staging staging, Rejections rejections) {
        this.format = format;
        this.staging = staging;
        this.rejections = rejections;
    }

    @Override
    public void accept(Line line) {
        if (format.isExpected(line)) {
            rows++;
        } else {
            skipped++;
        }
        var row = format.row(line);
        if (row.isPresent() && !rejections.holds(line.number())) {
            staging.add(row.get());
        }
    }

    /** Lines that expect something. */
    long rows() {
        return rows;
    }

    /** Lines that expect nothing. */
    long skipped() {
        return skipped;
    }
}
