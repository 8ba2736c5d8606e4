package vssledger.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import vssledger.testing.GeneratedPage;

/** The page of all commands and their options is what the commands say of themselves. */
class CommandReferenceTest {

    /** Every command has these; the page names them once. */
    private static final List<String> EVERYWHERE = List.of("--help", "--version", "--debug");

    @Test
    void thePageOfCommandsIsUpToDate() {
        var root = VssCommand.all().getCommandSpec();
        var commands = root.subcommands().values().stream()
                .map(command -> command.getCommandSpec())
                .filter(command -> !command.usageMessage().hidden())
                .toList();

        var page = new StringBuilder("# Commands\n\n");
        page.append("""
                Each command is typed as `./vss COMMAND`; in a container or with the packed program, as `vss COMMAND`.
                Results go to standard output, progress and logs to standard error. Days are ISO dates such as `2026-11-20`,
                ranges include both ends, and `yesterday`, `last-week` and `last-month` are understood. Every command has
                `--help`, `--version` and `--debug`.

                """);
        page.append("Exit codes:\n\n");
        root.usageMessage()
                .exitCodeList()
                .forEach((code, meaning) -> page.append("- `" + code + "`: " + meaning + "\n"));
        page.append("\n| command | does |\n|---|---|\n");
        commands.forEach(command -> page.append("| [" + command.name() + "](#vss-" + command.name() + ") | "
                + cell(sentences(command).get(0)) + " |\n"));
        commands.forEach(command -> append(command, 2, page));
        GeneratedPage.of("reference/commands.md", getClass()).is(page.toString());
    }

    private static void append(CommandSpec command, int depth, StringBuilder page) {
        page.append("\n" + "#".repeat(depth) + " " + command.qualifiedName() + "\n\n");
        page.append(String.join(" ", sentences(command)) + "\n");
        var rows = Stream.concat(
                        command.positionalParameters().stream().map(CommandReferenceTest::row),
                        command.options().stream()
                                .filter(option -> !option.hidden() && !EVERYWHERE.contains(option.longestName()))
                                .map(CommandReferenceTest::row))
                .toList();
        if (!rows.isEmpty()) {
            page.append("\n| | |\n|---|---|\n" + String.join("", rows));
        }
        command.subcommands().values().stream()
                .map(sub -> sub.getCommandSpec())
                .filter(sub -> !sub.usageMessage().hidden())
                .forEach(sub -> append(sub, depth + 1, page));
    }

    private static String row(PositionalParamSpec parameter) {
        var many = parameter.arity().max() > 1 ? "…" : "";
        return "| `" + parameter.paramLabel() + many + "` | "
                + described(parameter.description(), parameter.defaultValueString()) + " |\n";
    }

    private static String row(OptionSpec option) {
        var value = option.arity().max() == 0 ? "" : " " + option.paramLabel();
        var names = Stream.of(option.names()).collect(Collectors.joining("`, `"));
        return "| `" + names + value + "`" + (option.required() ? " (required)" : "") + " | "
                + described(option.description(), option.defaultValueString()) + " |\n";
    }

    private static String described(String[] description, String defaultValue) {
        return cell(String.join(" ", description).replace("${DEFAULT-VALUE}", defaultValue));
    }

    private static List<String> sentences(CommandSpec command) {
        var sentences = new ArrayList<>(
                List.of(String.join(" ", command.usageMessage().description()).split("(?<=\\.) (?=[A-Z0-9])")));
        return sentences;
    }

    private static String cell(String text) {
        return text.strip().replace("|", "\\|").replace("\n", " ");
    }
}
