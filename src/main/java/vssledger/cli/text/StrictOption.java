package vssledger.cli.text;

import picocli.CommandLine.Option;
import vssledger.cli.VssCommand;

/** {@code --strict}: an exit code of its own where all went well, and a person should still look. */
public final class StrictOption {

    @Option(
            names = "--strict",
            description = "Exit with 3 if there are breaks, quarantined or rejected deliveries to look at.")
    private boolean strict;

    public int code(boolean toLookAt) {
        return strict && toLookAt ? VssCommand.TO_LOOK_AT : VssCommand.DONE;
    }
}
