package vssledger.expected.partition;

import java.util.List;
import org.junit.jupiter.api.Tag;
import vssledger.expected.ExpectedImportsTest;

/** Large files are read in partitions side by side: by the same rules, to the same end. */
@Tag("slow")
class ExpectedImportsInPartitionsTest extends ExpectedImportsTest {

    @Override
    public List<String> howFilesAreRead() {
        return List.of("vss.expected.partition-from=0B", "vss.expected.partition-size=300B", "vss.expected.workers=2");
    }

    /** As many as a file of gigabytes has partitions. */
    @Override
    public int manyLines() {
        return 1_000;
    }
}
