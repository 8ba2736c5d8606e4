package vssledger.console.access;

import static org.springframework.http.HttpMethod.GET;
import static org.springframework.http.HttpMethod.POST;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.dao.DataAccessException;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.authentication.InternalAuthenticationServiceException;
import org.springframework.security.authentication.LockedException;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.core.userdetails.UsernameNotFoundException;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.AccessDeniedHandlerImpl;
import org.springframework.security.web.authentication.SavedRequestAwareAuthenticationSuccessHandler;
import org.springframework.security.web.context.SecurityContextHolderFilter;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;

/** Who may do what, in one place: what of the console each role reaches, and what of the rest is open. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
class ConsoleSecurity {

    static final String LOG_IN = "/console/login";

    /** Where those come who logged out. */
    static final String OUT = "/console/out";

    private static final Logger log = LoggerFactory.getLogger(ConsoleSecurity.class);

    /** Scripts and styles of the console itself only, and none within its pages. */
    private static final String CONTENT = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self';"
            + " connect-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'";

    @Bean
    FirstAccess firstAccess(UserFile users, ConsoleProperties properties) {
        return new FirstAccess(users, properties.oidc() == null);
    }

    @Bean
    UserDetailsService consoleUsers(UserFile users, FirstAccess first) {
        return name -> users.find(name)
                .or(() -> name.equals(FirstAccess.NAME) ? first.user() : java.util.Optional.empty())
                .orElseThrow(() -> new UsernameNotFoundException("No such user"));
    }

    @Bean
    @Order(1)
    SecurityFilterChain console(
            HttpSecurity http,
            UserDetailsService users,
            UserFile file,
            ConsoleProperties properties,
            ObjectProvider<Audit> audit,
            Clock clock)
            throws Exception {
        http.securityMatcher("/console", "/console/**")
                .authorizeHttpRequests(may -> may.requestMatchers(
                                "/console/assets/**", LOG_IN, OUT, "/console/oauth2/**")
                        .permitAll()
                        .requestMatchers("/console/first")
                        .hasRole("FIRST")
                        .requestMatchers(POST, "/console/breaks/**", "/console/matches/**")
                        .hasRole("FINANCE")
                        .requestMatchers(POST, "/console/editions/**")
                        .hasAnyRole("OPS", "FINANCE")
                        .requestMatchers(GET, "/console/runs/new")
                        .hasRole("OPS")
                        .requestMatchers(POST, "/console/runs/**", "/console/quarantine/**", "/console/rejected/**")
                        .hasRole("OPS")
                        .requestMatchers("/console/audit")
                        .hasRole("ADMIN")
                        .anyRequest()
                        .hasRole("VIEWER"))
                .authenticationProvider(new PasswordLogin(users, new LoginThrottle(clock)))
                .formLogin(form -> form.loginPage(LOG_IN)
                        .successHandler(new LoggedIn(audit))
                        .failureHandler(
                                (request, response, failure) -> refuse(request, response, failure, file, audit)))
                .logout(logout -> logout.logoutUrl("/console/logout").logoutSuccessUrl(OUT))
                .exceptionHandling(e -> e.accessDeniedHandler(ConsoleSecurity::deny))
                .addFilterAfter(new ChangedUsersFilter(file), SecurityContextHolderFilter.class)
                .headers(headers -> headers.contentSecurityPolicy(policy -> policy.policyDirectives(CONTENT))
                        .referrerPolicy(policy -> policy.policy(ReferrerPolicy.SAME_ORIGIN)));
        if (properties.oidc() != null) {
            new OidcLogin(properties.oidc()).into(http, new LoggedIn(audit), audit);
        }
        return http.build();
    }

    /** Health and metrics are open, since they listen on this machine only unless somebody opens them; nothing else is there. */
    @Bean
    @Order(2)
    SecurityFilterChain management(HttpSecurity http) throws Exception {
        return http.authorizeHttpRequests(may -> may.dispatcherTypeMatchers(DispatcherType.ERROR)
                        .permitAll()
                        .requestMatchers("/", "/actuator/health/**", "/actuator/prometheus")
                        .permitAll()
                        .anyRequest()
                        .denyAll())
                .csrf(csrf -> csrf.disable())
                .requestCache(cache -> cache.disable())
                .sessionManagement(sessions -> sessions.disable())
                .exceptionHandling(e -> e.authenticationEntryPoint(
                        (request, response, failure) -> response.sendError(HttpServletResponse.SC_NOT_FOUND)))
                .build();
    }

    /** Who only has the one-time password is led to where a user is made of it. */
    private static void deny(HttpServletRequest request, HttpServletResponse response, AccessDeniedException denied)
            throws IOException, jakarta.servlet.ServletException {
        var login = SecurityContextHolder.getContext().getAuthentication();
        if (login != null
                && login.getAuthorities().stream().anyMatch(a -> ConsoleUser.FIRST.equals(a.getAuthority()))
                && request.getMethod().equals("GET")) {
            response.sendRedirect("/console/first");
        } else {
            new AccessDeniedHandlerImpl().handle(request, response, denied);
        }
    }

    static void refuse(
            HttpServletRequest request,
            HttpServletResponse response,
            AuthenticationException failure,
            UserFile users,
            ObjectProvider<Audit> audit)
            throws IOException {
        var isHeldUp = failure instanceof LockedException;
        var isBroken = failure instanceof InternalAuthenticationServiceException;
        if (isBroken) {
            log.error("Nobody can log in with a password: {}", failure.getMessage());
        } else if (!isHeldUp) {
            var name = request.getParameter("username");
            var known = users.find(name == null ? "" : name).map(ConsoleUser::name);
            // what else is typed there may be a password
            note(audit, known.orElse("(nobody known)"), request.getRemoteAddr(), "log-in refused");
        }
        response.sendRedirect(LOG_IN + (isHeldUp ? "?wait" : isBroken ? "?failed" : "?wrong"));
    }

    /** A database that is away keeps nobody from logging in, to see that it is. */
    static void note(ObjectProvider<Audit> audit, String who, String address, String what) {
        try {
            audit.getObject().record(who, address, what, "console", null);
        } catch (DataAccessException | org.springframework.beans.BeansException e) {
            log.warn("{} of {} is not in the audit: {}", what, who, e.getMessage());
        }
    }

    /** Notes it, and goes on to the page that was wanted. */
    static final class LoggedIn extends SavedRequestAwareAuthenticationSuccessHandler {

        private final ObjectProvider<Audit> audit;

        LoggedIn(ObjectProvider<Audit> audit) {
            this.audit = audit;
            setDefaultTargetUrl("/console");
        }

        @Override
        public void onAuthenticationSuccess(
                HttpServletRequest request, HttpServletResponse response, Authentication login)
                throws jakarta.servlet.ServletException, IOException {
            note(audit, login.getName(), request.getRemoteAddr(), "log in");
            super.onAuthenticationSuccess(request, response, login);
        }
    }
}
