package vssledger.report;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Gathers what is wrong, so that all of it is told at once. */
final class DefinitionProblems {

    private final List<DefinitionProblem> found = new ArrayList<>();

    /** What this gives; null where it is broken, which is kept. */
    <T> @Nullable T attempt(Supplier<T> part) {
        try {
            return part.get();
        } catch (BrokenDefinition e) {
            found.addAll(e.problems());
            return null;
        }
    }

    void check(Runnable part) {
        attempt(() -> {
            part.run();
            return true;
        });
    }

    List<DefinitionProblem> found() {
        return List.copyOf(found);
    }

    /** @throws BrokenDefinition if anything was found */
    void throwAny() {
        if (!found.isEmpty()) {
            throw new BrokenDefinition(found, null);
        }
    }
}
