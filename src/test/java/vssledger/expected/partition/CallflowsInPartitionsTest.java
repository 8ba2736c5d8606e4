package vssledger.expected.partition;

import java.util.List;
import org.junit.jupiter.api.Tag;
import vssledger.expected.format.CallflowsTest;

/** Lists that are read in partitions side by side: by the same rules, to the same end. */
@Tag("slow")
class CallflowsInPartitionsTest extends CallflowsTest {

    @Override
    public List<String> howFilesAreRead() {
        return List.of("vss.expected.partition-from=0B", "vss.expected.partition-size=300B", "vss.expected.workers=2");
    }
}
