package vssledger.report;

import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import vssledger.platform.UserError;

/** A definition with which nothing can be done; its message is what is wrong with it, a line each. */
final class BrokenDefinition extends UserError {

    private static final long serialVersionUID = 1;

    private final transient List<DefinitionProblem> problems;

    BrokenDefinition(List<DefinitionProblem> problems, @Nullable Throwable cause) {
        super(problems.stream().map(DefinitionProblem::inWords).collect(Collectors.joining("\n")), cause);
        this.problems = List.copyOf(problems);
    }

    BrokenDefinition(String file, @Nullable Integer line, String problem, @Nullable Throwable cause) {
        this(List.of(new DefinitionProblem(file, line, problem)), cause);
    }

    BrokenDefinition(String file, @Nullable Integer line, String problem) {
        this(file, line, problem, null);
    }

    List<DefinitionProblem> problems() {
        return problems;
    }
}
