package vssledger.platform.actor;

import java.util.HashSet;
import java.util.Set;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** Tells who acts, by what is proven: the login to the console or, on the command line, the user of the operating system. */
@Component
public class Actors {

    private final ObjectProvider<Logins> logins;

    Actors(ObjectProvider<Logins> logins) {
        this.logins = logins;
    }

    /** Whoever called this process on the command line. */
    public Actor here() {
        return of(SystemUser.current());
    }

    /** This user of the operating system: by the login that {@code config/users.yml} gives it, else as {@code user@host}. */
    Actor of(SystemUser user) {
        var login = logins.stream().flatMap(one -> one.loginOf(user).stream()).findFirst();
        var aliases = new HashSet<>(Set.of(user.name(), user.account()));
        aliases.add(user.name().substring(user.name().lastIndexOf('\\') + 1)); // without the domain of Windows
        login.ifPresent(name -> aliases.addAll(systemUsersOf(name)));
        if (user.sudoUser() != null) {
            aliases.add(user.sudoUser());
        }
        var actor = login.map(name -> new Actor(name, "system user " + user.account(), aliases))
                .orElseGet(() -> new Actor(user.account(), null, aliases));
        return user.sudoUser() == null ? actor : actor.with("sudo by " + user.sudoUser());
    }

    /** Somebody who is logged in to the console. */
    public Actor loggedIn(String login) {
        return new Actor(login, null, systemUsersOf(login));
    }

    private Set<String> systemUsersOf(String login) {
        var all = new HashSet<String>();
        logins.forEach(one -> all.addAll(one.systemUsersOf(login)));
        return all;
    }
}
