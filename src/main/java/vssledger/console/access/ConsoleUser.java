package vssledger.console.access;

import java.util.Collection;
import java.util.List;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.core.userdetails.UserDetails;

/**
 * Somebody who logs in with a password.
 *
 * @param name as decisions and the audit tell it
 * @param password hashed, its way of hashing in braces before it
 * @param roles none for who only has the one-time password, and may do nothing but become a user
 */
public record ConsoleUser(String name, String password, List<Role> roles) implements UserDetails {

    static final String FIRST = "ROLE_FIRST";

    @Override
    public Collection<GrantedAuthority> getAuthorities() {
        return roles.isEmpty() ? List.of(new SimpleGrantedAuthority(FIRST)) : Role.authorities(roles);
    }

    @Override
    public String getPassword() {
        return password;
    }

    @Override
    public String getUsername() {
        return name;
    }

    /** Without the hash. */
    @Override
    public String toString() {
        return "ConsoleUser[name=" + name + ", roles=" + roles + "]";
    }
}
