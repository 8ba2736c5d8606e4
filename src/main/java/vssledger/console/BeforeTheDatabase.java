package vssledger.console;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.sql.SQLException;
import org.springframework.beans.factory.BeanCreationException;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.servlet.ModelAndView;
import vssledger.console.page.EveryPage;

/** In a server that was started while its database is away, pages come into being with their first sight of it: not yet. */
@ControllerAdvice
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
class BeforeTheDatabase {

    private final EveryPage every;

    BeforeTheDatabase(EveryPage every) {
        this.every = every;
    }

    @ExceptionHandler
    ModelAndView notYet(BeanCreationException failure, HttpServletRequest request, HttpServletResponse response) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException && request.getRequestURI().startsWith("/console")) {
                return every.away(failure, request, response);
            }
        }
        throw failure;
    }
}
