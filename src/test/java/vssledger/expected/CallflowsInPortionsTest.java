package vssledger.expected;

import java.util.List;

/** Lists that are read in portions side by side: by the same rules, to the same end. */
class CallflowsInPortionsTest extends CallflowsTest {

    @Override
    List<String> howFilesAreRead() {
        return List.of("vss.expected.share-from=0B", "vss.expected.portion-size=300B", "vss.expected.workers=2");
    }
}
