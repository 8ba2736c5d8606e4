package vssledger.console.access;

import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import vssledger.platform.UserException;

/** What somebody may do in the console. */
public enum Role {
    /** Looks at everything, with phone numbers masked. */
    VIEWER,
    /** Starts runs, replays what is in quarantine, sees bodies and numbers whole, sends editions again. */
    OPS,
    /** Decides on breaks and matches, takes every report, sends editions again. */
    FINANCE,
    /** All of it, and the log of who changed what. */
    ADMIN;

    /**
     * The role of this name, in any case.
     *
     * @throws UserException that lists them
     */
    public static Role named(String name) {
        return Arrays.stream(values())
                .filter(role -> role.name().equalsIgnoreCase(name.strip()))
                .findFirst()
                .orElseThrow(() -> new UserException("There is no role \"" + name + "\". Use one of: "
                        + Arrays.stream(values()).map(Role::inWords).collect(Collectors.joining(", ")) + "."));
    }

    public String inWords() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** What Spring Security knows these roles by, each with those that it implies. */
    static Collection<GrantedAuthority> authorities(Collection<Role> roles) {
        return roles.stream()
                .flatMap(role -> role.implied().stream())
                .distinct()
                .sorted()
                .<GrantedAuthority>map(role -> new SimpleGrantedAuthority("ROLE_" + role.name()))
                .toList();
    }

    private Set<Role> implied() {
        return this == ADMIN ? EnumSet.allOf(Role.class) : EnumSet.of(this, VIEWER);
    }
}
