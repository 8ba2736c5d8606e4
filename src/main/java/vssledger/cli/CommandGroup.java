package vssledger.cli;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** A command that does nothing by itself: it asks for one of its subcommands. */
public abstract class CommandGroup implements Runnable {

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Override
    public final void run() {
        var names = String.join(", ", spec.subcommands().keySet());
        var last = names.lastIndexOf(", ");
        throw new ParameterException(
                spec.commandLine(),
                "Name what to do: " + spec.name() + " "
                        + (last < 0 ? names : names.substring(0, last) + " or" + names.substring(last + 1)) + ".");
    }
}
