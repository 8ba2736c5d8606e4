package vssledger.expected;

import java.util.List;

/** Large files are read in portions side by side: by the same rules, to the same end. */
class ExpectedImportsInPortionsTest extends ExpectedImportsTest {

    @Override
    List<String> howFilesAreRead() {
        return List.of("vss.expected.share-from=0B", "vss.expected.portion-size=300B", "vss.expected.workers=2");
    }

    /** As many as a file of gigabytes has portions. */
    @Override
    int manyLines() {
        return 1_000;
    }
}
