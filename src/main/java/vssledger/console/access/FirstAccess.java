package vssledger.console.access;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import vssledger.platform.UserException;

/**
 * The way in while nobody is a user yet: a password that is made anew at each start, told once on the console and kept as a hash in
 * memory only. It lets whoever reads it there become the first user, an admin, and is worth nothing after that.
 */
public class FirstAccess {

    /** The name that goes with the password. */
    public static final String NAME = "admin";

    private final UserFile users;
    private final boolean isOpen;
    private @Nullable String hash;

    /** @param isOpen false where others can log in by an identity provider */
    FirstAccess(UserFile users, boolean isOpen) {
        this.users = users;
        this.isOpen = isOpen;
    }

    /** The password, for whoever starts the server; empty where there are users. Each call makes a new one. */
    public synchronized Optional<String> password() {
        if (!isOpen || !users.isEmpty()) {
            return Optional.empty();
        }
        var password = Passwords.random();
        hash = Passwords.hash(password);
        return Optional.of(password);
    }

    synchronized Optional<ConsoleUser> user() {
        if (hash == null || !users.isEmpty()) {
            hash = null;
            return Optional.empty();
        }
        return Optional.of(new ConsoleUser(NAME, hash, List.of()));
    }

    /**
     * Makes the first user, and ends this way in.
     *
     * @throws UserException if that cannot be
     */
    synchronized void become(String name, String passwordHash) {
        if (user().isEmpty()) {
            throw new UserException(
                    "There is a user by now. Log in, or let an admin add you: vss users add NAME --role ROLE");
        }
        users.add(name, passwordHash, List.of(Role.ADMIN), List.of());
        hash = null;
    }
}
