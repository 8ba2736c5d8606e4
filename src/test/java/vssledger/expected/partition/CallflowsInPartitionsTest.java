package vssledger.expected.partition;

import java.util.List;
import org.junit.jupiter.api.Tag;
import vssledger.expected.format.CallflowsTest;

/** ListMappings that are read in portions side by side: by the same rules, to the same end. */
@Tag("slow")
class CallflowsInPartitionsTest extends CallflowsTest {

    @Override
    public List<String> howFilesAreRead() {
        return List.of("vss.expected.share-from=0B", "vss.expected.portion-size=300B", "vss.expected.workers=2");
    }
}
