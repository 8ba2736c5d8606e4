package vssledger.console.page;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.security.core.Authentication;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.servlet.ModelAndView;
import vssledger.console.Page;
import vssledger.console.access.ConsoleUser;
import vssledger.console.access.Role;
import vssledger.platform.LedgerProperties;
import vssledger.platform.UserException;

/** What every page of the console has: who looks at it and what this person may do, words for figures, and errors in words. */
@ControllerAdvice(annotations = Page.class)
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
public class EveryPage {

    private static final Logger log = LoggerFactory.getLogger(EveryPage.class);

    private final LedgerProperties ledger;
    private final Clock clock;

    EveryPage(LedgerProperties ledger, Clock clock) {
        this.ledger = ledger;
        this.clock = clock;
    }

    /** What somebody may do: pages show only that. */
    record May(boolean operate, boolean decide, boolean administer) {

        static May of(@Nullable Authentication login) {
            return new May(has(login, Role.OPS), has(login, Role.FINANCE), has(login, Role.ADMIN));
        }

        private static boolean has(@Nullable Authentication login, Role role) {
            return login != null
                    && login.getAuthorities().stream()
                            .anyMatch(authority -> ("ROLE_" + role.name()).equals(authority.getAuthority()));
        }
    }

    @ModelAttribute("may")
    May may(@Nullable Authentication login) {
        return May.of(login);
    }

    @ModelAttribute("who")
    String who(@Nullable Authentication login) {
        return login == null ? "" : login.getName();
    }

    @ModelAttribute("w")
    Words words() {
        return new Words(ledger.timeZone(), clock);
    }

    @ModelAttribute("hasPassword")
    boolean hasPassword(@Nullable Authentication login) {
        return login != null && login.getPrincipal() instanceof ConsoleUser;
    }

    /** What the user can put right. */
    @ExceptionHandler(UserException.class)
    ModelAndView refused(UserException error, HttpServletRequest request, HttpServletResponse response) {
        return error(request, response, 422, "That cannot be done", String.valueOf(error.getMessage()));
    }

    @ExceptionHandler(NoSuchPageException.class)
    ModelAndView missing(NoSuchPageException missing, HttpServletRequest request, HttpServletResponse response) {
        return error(request, response, 404, "Not there", String.valueOf(missing.getMessage()));
    }

    /** It takes no connection, or one broke off. */
    @ExceptionHandler({DataAccessResourceFailureException.class, CannotCreateTransactionException.class})
    public ModelAndView away(Exception failure, HttpServletRequest request, HttpServletResponse response) {
        log.warn(
                "{} {}: the database does not answer: {}",
                request.getMethod(),
                request.getRequestURI(),
                NestedExceptionUtils.getMostSpecificCause(failure).getMessage());
        var page = error(
                request,
                response,
                503,
                "The database does not answer",
                "Webhooks are taken and kept in the spool meanwhile. This page works again once the database does.");
        if (request.getMethod().equals("GET")) {
            page.addObject("again", path(request));
        }
        return page;
    }

    private static String path(HttpServletRequest request) {
        return request.getRequestURI() + (request.getQueryString() == null ? "" : "?" + request.getQueryString());
    }

    @ExceptionHandler(DataAccessException.class)
    ModelAndView failed(DataAccessException failure, HttpServletRequest request, HttpServletResponse response) {
        log.error("{} {} failed", request.getMethod(), request.getRequestURI(), failure);
        return error(request, response, 500, "Something unforeseen happened", "The log of the server says more.");
    }

    private ModelAndView error(
            HttpServletRequest request, HttpServletResponse response, int status, String title, String message) {
        response.setStatus(status);
        var login = request.getUserPrincipal() instanceof Authentication authentication ? authentication : null;
        var page = new ModelAndView("console/problem");
        page.addObject("title", title);
        page.addObject("message", message);
        page.addObject("may", may(login));
        page.addObject("who", who(login));
        page.addObject("w", words());
        page.addObject("hasPassword", hasPassword(login));
        return page;
    }

    /** There is nothing of this number or name. */
    static final class NoSuchPageException extends RuntimeException {

        NoSuchPageException(String message) {
            super(message);
        }
    }
}
