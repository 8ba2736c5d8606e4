package vssledger.console.access;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import vssledger.platform.UserException;

/**
 * Who may use the console.
 *
 * @param users file of those who log in with a password, as seen from the ledger's home
 * @param oidc the identity provider by which others log in; null for none
 */
@ConfigurationProperties("vss.console")
record ConsoleProperties(
        @DefaultValue("config/users.yml") Path users,
        @Nullable Oidc oidc) {

    /**
     * An OpenID Connect provider.
     *
     * @param issuer where its {@code .well-known/openid-configuration} lies
     * @param name what the log-in page calls it
     * @param userClaim by which a user is named, in the audit and as who decides
     * @param roleClaim of the ID token or of the user info; a text, or a list of texts
     * @param roles what a value of that claim means
     */
    record Oidc(
            URI issuer,
            String clientId,
            @Nullable String clientSecret,
            @DefaultValue("single sign-on") String name,
            @DefaultValue({"openid", "profile", "email"}) List<String> scopes,
            @DefaultValue("preferred_username") String userClaim,
            @DefaultValue("groups") String roleClaim,
            @DefaultValue Map<String, Role> roles) {

        Oidc {
            if (roles.isEmpty()) {
                throw new UserException(
                        "vss.console.oidc.roles is empty, so nobody could log in. Say which values of the claim" + " \""
                                + roleClaim + "\" mean viewer, ops, finance or admin.");
            }
        }

        /** Without the secret. */
        @Override
        public String toString() {
            return "Oidc[issuer=" + issuer + ", clientId=" + clientId + ", roles=" + roles + "]";
        }
    }
}
