package vssledger;

import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.springframework.modulith.core.ApplicationModule;
import org.springframework.modulith.core.ApplicationModuleDependency;
import org.springframework.modulith.core.ApplicationModules;
import vssledger.testing.GeneratedPage;

/** The walls between the modules, as each {@code package-info.java} allows, and the picture of them. */
class ModulesTest {

    private static final ApplicationModules MODULES = ApplicationModules.of(VssLedger.class);

    /** Used by every module, or using almost every module, so that their arrows would hide the others. */
    private static final Set<String> LEFT_OUT = Set.of("platform", "cli", "console");

    @Test
    void noModuleReachesThroughAWall() {
        MODULES.verify();
    }

    @Test
    void thePictureOfTheModulesIsUpToDate() {
        var arrows = MODULES.stream()
                .filter(module -> !LEFT_OUT.contains(name(module)))
                .flatMap(module -> module.getDirectDependencies(MODULES).stream()
                        .map(ApplicationModuleDependency::getTargetModule)
                        .map(ModulesTest::name)
                        .filter(target -> !LEFT_OUT.contains(target))
                        .distinct()
                        .map(target -> "    " + name(module) + " --> " + target))
                .sorted()
                .collect(Collectors.joining("\n"));
        GeneratedPage.of("architecture.md", getClass()).has("modules", "```mermaid\nflowchart LR\n" + arrows + "\n```");
    }

    private static String name(ApplicationModule module) {
        return module.getIdentifier().toString();
    }
}
