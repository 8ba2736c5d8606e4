package vssledger.expected.line;

import java.util.function.Consumer;
import vssledger.expected.format.SourceFormat;

/** Takes lines to the staging table: typed, counted, and those that are not usable kept apart. */
public final class LineTyping implements Consumer<Line> {

    private final SourceFormat format;
    private final StagingTable staging;
    private final Rejections rejections;
    private long rows;
    private long skipped;

    public LineTyping(SourceFormat format, StagingTable staging, Rejections rejections) {
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
    public long rows() {
        return rows;
    }

    /** Lines that expect nothing. */
    public long skipped() {
        return skipped;
    }
}
