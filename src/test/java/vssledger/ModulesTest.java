package vssledger;

import org.junit.jupiter.api.Test;
import org.springframework.modulith.core.ApplicationModules;

/** The walls between the modules, as each {@code package-info.java} allows. */
class ModulesTest {

    @Test
    void noModuleReachesThroughAWall() {
        ApplicationModules.of(VssLedger.class).verify();
    }
}
