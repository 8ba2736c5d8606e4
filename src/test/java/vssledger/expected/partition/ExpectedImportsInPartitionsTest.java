package vssledger.expected.partition;

import java.util.List;
import org.junit.jupiter.api.Tag;
import vssledger.expected.ExpectedImportsTest;

/** Large files are read in portions side by side: by the same rules, to the same end. */
@Tag("slow")
class ExpectedImportsInPartitionsTest extends ExpectedImportsTest {

    @Override
    public List<String> howFilesAreRead() {
        return List.of("vss.expected.share-from=0B", "vss.expected.portion-size=300B", "vss.expected.workers=2");
    }

    /** As many as a file of gigabytes has portions. */
    @Override
    public int manyLines() {
        return 1_000;
    }
}
