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
 * @param users file with the users who log in with a password, relative to the home of the ledger
 * @param oidc the identity provider by which others log in; null for none
 */
@ConfigurationProperties("vss.console")
record ConsoleProperties(
        @DefaultValue("config/users.yml") Path users,
        @Nullable Oidc oidc) {

    /**
     * An OpenID Connect provider.
     *
     * @param issuer the address of the provider, below which its {@code .well-known/openid-configuration} is
     * @param name the name of the provider on the log-in page
     * @param userClaim the claim with the name of the user, as it stands in decisions and in the log
     * @param roleClaim the claim of the ID token or of the user info with the roles: a text, or a list of texts
     * @param roles by value of the role claim, the role in the ledger
     * @param clientId the client id of the ledger at the provider
     * @param clientSecret the client secret of the ledger at the provider; it is never printed
     * @param scopes the scopes that the ledger asks for
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
