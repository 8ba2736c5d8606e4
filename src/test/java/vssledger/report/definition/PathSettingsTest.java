package vssledger.report.definition;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vssledger.report.ReportProperties;
import vssledger.testing.TestLedger;

/** Files lie where the settings say, in a process that serves too. */
@Tag("slow")
class PathSettingsTest {

    @Test
    void aRelativePathIsNoPartOfTheWebApplication(@TempDir Path home) {
        try (var serving = TestLedger.serving(home, "vss.reports.out=.")) {
            assertThat(serving.the(ReportProperties.class).out()).isEqualTo(Path.of("."));
        }
    }
}
