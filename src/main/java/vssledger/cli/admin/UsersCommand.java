package vssledger.cli.admin;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import vssledger.cli.CommandGroup;
import vssledger.cli.Ledger;
import vssledger.cli.VssCommand;
import vssledger.cli.text.Json;
import vssledger.cli.text.TextTable;
import vssledger.console.access.Passwords;
import vssledger.console.access.Role;
import vssledger.console.access.UserFile;
import vssledger.platform.UserException;

@Command(
        name = "users",
        description = "The users who log in to the console with a password (config/users.yml).",
        subcommands = {
            UsersCommand.Listing.class,
            UsersCommand.Add.class,
            UsersCommand.Password.class,
            UsersCommand.Hash.class
        })
public final class UsersCommand extends CommandGroup {

    /** The file alone, without the database. */
    private static Ledger open(CommandSpec spec) {
        return Ledger.with(spec).open();
    }

    @Command(name = "list", description = "Lists the users and what they may do.")
    static final class Listing implements Callable<Integer> {

        @Spec
        @SuppressWarnings("NullAway.Init")
        private CommandSpec spec;

        @Option(names = "--json", description = "Print the answer as JSON.")
        private boolean json;

        @Override
        public Integer call() {
            try (var ledger = open(spec)) {
                var users = ledger.the(UserFile.class).list();
                var out = spec.commandLine().getOut();
                if (json) {
                    Json.print(users, out);
                } else if (users.isEmpty()) {
                    out.println("There is no user yet. See: vss users add --help");
                } else {
                    var table = new TextTable("user", "roles", "system users");
                    users.forEach(user -> table.row(
                            user.name(),
                            user.roles().stream().map(Role::inWords).collect(Collectors.joining(", ")),
                            String.join(", ", user.systemUsers())));
                    table.print(out);
                }
                out.flush();
                return VssCommand.DONE;
            }
        }
    }

    @Command(
            name = "add",
            description = {
                "Adds a user; asks for the password, or reads it from the first line of stdin.",
                "viewer: looks at everything, numbers masked. ops: runs, quarantine, numbers whole. finance: breaks, all reports.",
                "admin: all of it, and the log of who changed what."
            })
    static final class Add implements Callable<Integer> {

        @Spec
        @SuppressWarnings("NullAway.Init")
        private CommandSpec spec;

        @Parameters(
                paramLabel = "NAME",
                description = "The name of the user, as it will stand in decisions and in the log.")
        @SuppressWarnings("NullAway.Init")
        private String name;

        @Option(
                names = "--role",
                split = ",",
                required = true,
                paramLabel = "ROLE",
                description = "viewer, ops, finance or admin; several, separated by a comma.")
        private List<String> roles = List.of();

        @Option(
                names = "--system-user",
                split = ",",
                paramLabel = "U",
                description =
                        "Who this is on the command line: a user of the operating system, as alice or alice@machine. The two"
                                + " then count as one person.")
        private List<String> systemUsers = List.of();

        @Override
        public Integer call() {
            var may = roles.stream().map(Role::named).distinct().toList();
            try (var ledger = open(spec)) {
                ledger.the(UserFile.class).add(name, Passwords.hash(ask("Password of " + name)), may, systemUsers);
                spec.commandLine().getOut().println(name + " may log in now.");
                spec.commandLine().getOut().flush();
                return VssCommand.DONE;
            }
        }
    }

    @Command(name = "password", description = "Changes the password of a user, and ends the user's sessions.")
    static final class Password implements Callable<Integer> {

        @Spec
        @SuppressWarnings("NullAway.Init")
        private CommandSpec spec;

        @Parameters(paramLabel = "NAME", description = "The name of the user.")
        @SuppressWarnings("NullAway.Init")
        private String name;

        @Override
        public Integer call() {
            try (var ledger = open(spec)) {
                ledger.the(UserFile.class).setPassword(name, Passwords.hash(ask("New password of " + name)));
                spec.commandLine().getOut().println(name + " logs in with the new password from now on.");
                spec.commandLine().getOut().flush();
                return VssCommand.DONE;
            }
        }
    }

    @Command(
            name = "hash",
            description = "Prints the hash of a password, for a config/users.yml that is written by other means.")
    static final class Hash implements Callable<Integer> {

        @Spec
        @SuppressWarnings("NullAway.Init")
        private CommandSpec spec;

        @Override
        public Integer call() {
            spec.commandLine().getOut().println(Passwords.hash(ask("Password")));
            spec.commandLine().getOut().flush();
            return VssCommand.DONE;
        }
    }

    /** Twice where a person types it unseen; once where it is piped in. */
    @SuppressWarnings(
            "SystemConsoleNull") // from JDK 22 on there is a console for piped input too, which then ends after a line
    private static String ask(String prompt) {
        var terminal = System.console();
        if (terminal == null) {
            return firstLine();
        }
        var first = terminal.readPassword("%s: ", prompt);
        var second = terminal.readPassword("Again: ");
        if (first == null || (second != null && !Arrays.equals(first, second))) {
            throw new UserException("The two passwords are not the same. Nothing was changed.");
        }
        return new String(first);
    }

    private static String firstLine() {
        try {
            var in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
            var line = in.readLine();
            return line == null ? "" : line;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
