package vssledger.console.access;

import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.oauth2.client.oidc.userinfo.OidcUserRequest;
import org.springframework.security.oauth2.client.oidc.userinfo.OidcUserService;
import org.springframework.security.oauth2.client.oidc.web.logout.OidcClientInitiatedLogoutSuccessHandler;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;
import org.springframework.security.oauth2.client.registration.ClientRegistrations;
import org.springframework.security.oauth2.client.web.HttpSessionOAuth2AuthorizedClientRepository;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.oidc.user.DefaultOidcUser;
import org.springframework.security.oauth2.core.oidc.user.OidcUser;
import org.springframework.security.web.authentication.logout.LogoutSuccessHandler;

/**
 * Log-in by an OpenID Connect provider, and log-out there too where it has a place for that (RP-initiated logout). What it says of
 * itself is asked for at the first log-in, so that the server starts and passwords work while it is away.
 */
final class OidcLogin {

    static final String START = "/console/oauth2/authorization";

    private static final String ID = "oidc";

    private final ConsoleProperties.Oidc settings;
    private @Nullable ClientRegistration registration;

    OidcLogin(ConsoleProperties.Oidc settings) {
        this.settings = settings;
    }

    void into(HttpSecurity http, ConsoleSecurity.LoggedIn loggedIn, ObjectProvider<Audit> audit) throws Exception {
        ClientRegistrationRepository registrations = id -> id.equals(ID) ? registration() : null;
        http.logout(logout -> logout.logoutSuccessHandler(loggedOut(registrations)));
        http.oauth2Login(login -> login.loginPage(ConsoleSecurity.LOG_IN)
                .clientRegistrationRepository(registrations)
                .authorizedClientRepository(new HttpSessionOAuth2AuthorizedClientRepository())
                .authorizationEndpoint(endpoint -> endpoint.baseUri(START))
                .redirectionEndpoint(endpoint -> endpoint.baseUri("/console/oauth2/code/*"))
                .userInfoEndpoint(endpoint -> endpoint.oidcUserService(this::user))
                .successHandler(loggedIn)
                .failureHandler((request, response, failure) -> {
                    ConsoleSecurity.note(
                            audit, "", request.getRemoteAddr(), "log-in by " + settings.name() + " refused");
                    var isWithoutRole = failure instanceof OAuth2AuthenticationException refusal
                            && refusal.getError().getErrorCode().equals("no_role");
                    response.sendRedirect(ConsoleSecurity.LOG_IN + (isWithoutRole ? "?norole" : "?failed"));
                }));
    }

    /**
     * Whoever logged in with a password, or by a provider that knows no log-out, is at the log-in page at once; others leave for the
     * provider, which brings them back there.
     */
    private static LogoutSuccessHandler loggedOut(ClientRegistrationRepository registrations) {
        var handler = new OidcClientInitiatedLogoutSuccessHandler(registrations);
        handler.setDefaultTargetUrl(ConsoleSecurity.OUT);
        handler.setPostLogoutRedirectUri("{baseUrl}" + ConsoleSecurity.OUT);
        handler.setRedirectStrategy((request, response, url) -> {
            if (url.equals(ConsoleSecurity.OUT)) {
                response.sendRedirect(url);
            } else {
                LoginPages.leave(request, response, url);
            }
        });
        return handler;
    }

    private synchronized ClientRegistration registration() {
        if (registration == null) {
            var builder = ClientRegistrations.fromIssuerLocation(
                            settings.issuer().toString())
                    .registrationId(ID)
                    .clientName(settings.name())
                    .clientId(settings.clientId())
                    .scope(settings.scopes())
                    .userNameAttributeName(settings.userClaim())
                    .redirectUri("{baseUrl}/console/oauth2/code/{registrationId}");
            if (settings.clientSecret() != null) {
                builder.clientSecret(settings.clientSecret());
            }
            registration = builder.build();
        }
        return registration;
    }

    private OidcUser user(OidcUserRequest request) {
        var user = new OidcUserService().loadUser(request);
        var roles = roles(user.getClaims().get(settings.roleClaim()));
        if (roles.isEmpty()) {
            throw new OAuth2AuthenticationException(new OAuth2Error("no_role"));
        }
        var claim = user.getClaims().get(settings.userClaim()) == null ? "sub" : settings.userClaim();
        return new DefaultOidcUser(Role.authorities(roles), user.getIdToken(), user.getUserInfo(), claim);
    }

    private Set<Role> roles(@Nullable Object claim) {
        var values = claim instanceof Collection<?> several ? several : claim == null ? List.of() : List.of(claim);
        var roles = EnumSet.noneOf(Role.class);
        for (var value : values) {
            var role = settings.roles().get(String.valueOf(value));
            if (role != null) {
                roles.add(role);
            }
        }
        return roles;
    }
}
