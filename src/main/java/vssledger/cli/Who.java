package vssledger.cli;

import picocli.CommandLine.Option;

/** {@code --as}: who decides. */
final class Who {

    @Option(names = "--as", paramLabel = "WHO", description = "Who decides. Default: the user of this machine.")
    private String who = System.getProperty("user.name", "");

    String name() {
        return who;
    }
}
