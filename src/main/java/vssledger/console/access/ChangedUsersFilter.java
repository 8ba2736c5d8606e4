package vssledger.console.access;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;
import vssledger.platform.UserException;

/** Ends the sessions of users who were taken out of the file, or have another password or other roles by now. */
final class ChangedUsersFilter extends OncePerRequestFilter {

    private final UserFile users;

    ChangedUsersFilter(UserFile users) {
        this.users = users;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var login = SecurityContextHolder.getContext().getAuthentication();
        if (login != null
                && login.getPrincipal() instanceof ConsoleUser user
                && !user.roles().isEmpty()
                && !isKnown(user)) {
            var session = request.getSession(false);
            if (session != null) {
                session.invalidate();
            }
            SecurityContextHolder.clearContext();
        }
        chain.doFilter(request, response);
    }

    private boolean isKnown(ConsoleUser user) {
        try {
            return users.find(user.name()).filter(user::equals).isPresent();
        } catch (UserException e) {
            return false; // the file is broken; the log-in tells so in the server's log
        }
    }
}
