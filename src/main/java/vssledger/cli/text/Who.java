package vssledger.cli.text;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import vssledger.cli.Ledger;
import vssledger.platform.actor.Actor;
import vssledger.platform.actor.Actors;

/** Who decides: the user of the operating system, and what {@code --as} says beside it. */
public final class Who {

    @Option(
            names = "--as",
            paramLabel = "WHO",
            description = {
                "On whose behalf: a remark that history shows beside who decides. Who decides is the user of this machine who calls",
                "this, by the login that config/users.yml gives that user (system-user), and nobody else."
            })
    private @Nullable String onBehalfOf;

    public Actor actor(Ledger ledger) {
        return ledger.the(Actors.class).here().onBehalfOf(onBehalfOf);
    }
}
