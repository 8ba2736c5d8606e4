package vssledger.report.definition;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Gathers what is wrong, so that all of it is told at once. */
public final class DefinitionProblems {

    private final List<DefinitionProblem> found = new ArrayList<>();

    /** What this gives; null where it is broken, which is kept. */
    <T> @Nullable T attempt(Supplier<T> part) {
        try {
            return part.get();
        } catch (BrokenDefinitionException e) {
            found.addAll(e.problems());
            return null;
        }
    }

    public void check(Runnable part) {
        attempt(() -> {
            part.run();
            return true;
        });
    }

    public List<DefinitionProblem> found() {
        return List.copyOf(found);
    }

    /** @throws BrokenDefinitionException if anything was found */
    void throwAny() {
        if (!found.isEmpty()) {
            throw new BrokenDefinitionException(found, null);
        }
    }
}
