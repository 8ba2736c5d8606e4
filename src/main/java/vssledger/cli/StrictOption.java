package vssledger.cli;

import picocli.CommandLine.Option;

/** {@code --strict}: an exit code of its own where all went well, and a person should still look. */
final class StrictOption {

    @Option(
            names = "--strict",
            description = "Exit with 3 where breaks, quarantined or rejected deliveries are to be looked at.")
    private boolean strict;

    int code(boolean toLookAt) {
        return strict && toLookAt ? VssCommand.TO_LOOK_AT : VssCommand.DONE;
    }
}
