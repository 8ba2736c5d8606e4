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
                "On whose behalf you decide: a remark that the history shows beside your name. Your name is the user of this machine, or",
                "the login that config/users.yml gives that user (system-user); --as does not change it."
            })
    private @Nullable String onBehalfOf;

    public Actor actor(Ledger ledger) {
        return ledger.the(Actors.class).here().onBehalfOf(onBehalfOf);
    }
}
