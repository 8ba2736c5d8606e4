package vssledger.platform.actor;

import java.util.Optional;
import java.util.Set;

/** Which user of the operating system is which login of the console. */
public interface Logins {

    /** The login that a system user has, if it is configured. */
    Optional<String> loginOf(SystemUser user);

    /** The system users of a login, each as it is configured: {@code alice} or {@code alice@ledger1}; none if nothing is. */
    Set<String> systemUsersOf(String login);
}
