package vssledger.platform;

import java.util.Optional;
import java.util.UUID;
import vssledger.platform.actor.SystemUser;

/** This process, as others are told of it. */
public final class ThisProcess {

    /** What no other process has: {@code application_name} of all of its connections to the database. */
    public static final String TOKEN =
            "vss-ledger " + UUID.randomUUID().toString().substring(0, 13);

    private ThisProcess() {}

    /** User, machine and process. */
    public static String name() {
        var user = SystemUser.current();
        return user.name() + " on " + user.host() + ", process "
                + ProcessHandle.current().pid();
    }

    /** Of the program. */
    public static String version() {
        return Optional.ofNullable(ThisProcess.class.getPackage().getImplementationVersion())
                .orElse("(unpackaged)");
    }
}
