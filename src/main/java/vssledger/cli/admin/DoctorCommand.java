package vssledger.cli.admin;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.context.ApplicationContext;
import org.springframework.core.annotation.AnnotationAwareOrderComparator;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import vssledger.cli.Ledger;
import vssledger.cli.VssCommand;
import vssledger.cli.failure.Failures;
import vssledger.cli.text.Json;
import vssledger.platform.check.Check;
import vssledger.platform.check.Finding;
import vssledger.platform.check.FolderCheck;

/**
 * Looks at everything in one go, also where the program could not start: nothing is made before it is looked at, and what cannot
 * be made is itself a finding. It applies no migration.
 */
@Command(
        name = "doctor",
        description = {
            "Checks configuration, database, clock, disk, spool, reports and mail, and says what to do.",
            "Exit code 1 if something does not work."
        })
public final class DoctorCommand implements Callable<Integer> {

    /** The first sentence of an explanation; what stands in brackets may have several of its own. */
    private static final Pattern WHAT_HAPPENED =
            Pattern.compile("((?:\\([^)]*\\)|[^(])*?\\.) (?=[A-Z])", Pattern.DOTALL);

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Option(names = "--json", description = "Print the answer as JSON.")
    private boolean json;

    /**
     * One thing that was found.
     *
     * @param subject what was looked at
     * @param next what to do; null where nothing is to be done
     */
    private record Line(
            String subject,
            Finding.Grade grade,
            String text,
            @Nullable String next) {}

    @Override
    public Integer call() {
        var lines = new ArrayList<Line>();
        FolderCheck.of(Ledger.home().resolve("var")).forEach(finding -> lines.add(line("disk", finding)));
        try (var ledger = Ledger.with(spec).set("spring.flyway.enabled", false).open()) {
            lines.addAll(settings(ledger.context()));
            lines.addAll(checks(ledger.context()));
        } catch (RuntimeException e) {
            lines.add(line("configuration", problem(e)));
        }
        var told = new HashSet<String>(); // what several stumble over is told once
        lines.removeIf(line -> line.grade() == Finding.Grade.PROBLEM && !told.add(line.text()));
        var isWrong = lines.stream().anyMatch(line -> line.grade() == Finding.Grade.PROBLEM);
        print(lines, spec.commandLine().getOut());
        return isWrong ? VssCommand.FAILED : VssCommand.DONE;
    }

    /** All settings can be used, or each that cannot. */
    private static List<Line> settings(ApplicationContext context) {
        var broken = new ArrayList<Line>();
        for (var name : context.getBeanNamesForAnnotation(ConfigurationProperties.class)) {
            attempt(() -> context.getBean(name), "configuration", broken);
        }
        return broken.isEmpty() ? List.of(line("configuration", Finding.good("All settings can be used."))) : broken;
    }

    private static List<Line> checks(ApplicationContext context) {
        var lines = new ArrayList<Line>();
        var checks = new ArrayList<Check>();
        for (var name : context.getBeanNamesForType(Check.class)) {
            var check = attempt(() -> context.getBean(name, Check.class), subject(name), lines);
            if (check != null) {
                checks.add(check);
            }
        }
        AnnotationAwareOrderComparator.sort(checks);
        for (var check : checks) {
            var findings = attempt(check::findings, check.subject(), lines);
            if (findings != null) {
                findings.forEach(finding -> lines.add(line(check.subject(), finding)));
            }
        }
        return lines;
    }

    /** Of a check that could not be made: {@code mailCheck} is about mail. */
    private static String subject(String bean) {
        return bean.replaceFirst("Check$", "");
    }

    private static <T> @Nullable T attempt(Supplier<T> work, String subject, List<Line> failed) {
        try {
            return work.get();
        } catch (RuntimeException e) {
            failed.add(line(subject, problem(e)));
            return null;
        }
    }

    /** The explanation of a failure is what happened and, after that, what to do. */
    private static Finding problem(RuntimeException failure) {
        var words = Failures.explain(failure);
        var happened = WHAT_HAPPENED.matcher(words);
        return happened.lookingAt()
                ? Finding.problem(happened.group(1), words.substring(happened.end()))
                : Finding.problem(words, "Mend that, then look again: vss doctor");
    }

    private static Line line(String subject, Finding finding) {
        return new Line(subject, finding.grade(), finding.text(), finding.next());
    }

    private void print(List<Line> lines, PrintWriter out) {
        if (json) {
            Json.print(lines, out);
        } else {
            var width = lines.stream()
                    .mapToInt(line -> line.subject().length())
                    .max()
                    .orElse(0);
            for (var line : lines) {
                var mark = switch (line.grade()) {
                    case GOOD -> "ok      ";
                    case WARNING -> "warning ";
                    case PROBLEM -> "PROBLEM ";
                };
                out.println(mark + " " + line.subject()
                        + " ".repeat(width - line.subject().length()) + "  " + line.text());
                if (line.next() != null) {
                    out.println(" ".repeat(mark.length() + width + 3) + "→ " + line.next());
                }
            }
        }
        out.flush();
    }
}
