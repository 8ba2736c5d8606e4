package vssledger.report.definition;

import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import vssledger.platform.UserException;

/** A definition with which nothing can be done; its message is what is wrong with it, a line each. */
final class BrokenDefinitionException extends UserException {

    private static final long serialVersionUID = 1;

    private final transient List<DefinitionProblem> problems;

    BrokenDefinitionException(List<DefinitionProblem> problems, @Nullable Throwable cause) {
        super(problems.stream().map(DefinitionProblem::inWords).collect(Collectors.joining("\n")), cause);
        this.problems = List.copyOf(problems);
    }

    BrokenDefinitionException(String file, @Nullable Integer line, String problem, @Nullable Throwable cause) {
        this(List.of(new DefinitionProblem(file, line, problem)), cause);
    }

    BrokenDefinitionException(String file, @Nullable Integer line, String problem) {
        this(file, line, problem, null);
    }

    List<DefinitionProblem> problems() {
        return problems;
    }
}
