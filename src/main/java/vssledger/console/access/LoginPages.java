package vssledger.console.access;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.security.core.Authentication;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RequestParam;
import vssledger.console.Page;
import vssledger.platform.UserException;

/** Log-in, the first user, and a user's own password. */
@Page
class LoginPages {

    private static final String LEAVE_FOR = "vssledger.console.leaveFor";

    private final ConsoleProperties properties;
    private final FirstAccess first;
    private final UserFile users;
    private final ObjectProvider<Audit> audit;

    /** @param audit not before somebody changes something: the database may be away, which keeps nobody from logging in */
    LoginPages(ConsoleProperties properties, FirstAccess first, UserFile users, ObjectProvider<Audit> audit) {
        this.properties = properties;
        this.first = first;
        this.users = users;
        this.audit = audit;
    }

    @GetMapping("/console/login")
    String login(Model model, HttpServletRequest request) {
        model.addAttribute("nobody", isNobodyKnown());
        model.addAttribute(
                "oidc", properties.oidc() == null ? null : properties.oidc().name());
        model.addAttribute("said", said(request.getQueryString()));
        return "console/login";
    }

    private boolean isNobodyKnown() {
        try {
            return properties.oidc() == null && users.isEmpty();
        } catch (UserException e) {
            return false; // a broken file is told where somebody tries to log in
        }
    }

    private static @Nullable String said(@Nullable String query) {
        return switch (query == null ? "" : query) {
            case "wrong" -> "Name or password is wrong.";
            case "wait" -> "Too many wrong passwords. Try again in five minutes.";
            case "norole" -> "You are known there, but have no role here. Ask an admin which group you need.";
            case "failed" -> "That did not work. Try again, or ask an admin to look into the server's log.";
            case "out" -> "You are logged out.";
            case "made" -> "You are a user now. Log in.";
            case "changed" -> "Your password is changed. You can log in with the new one.";
            default -> null;
        };
    }

    @GetMapping(ConsoleSecurity.OUT)
    String out() {
        return "redirect:/console/login?out";
    }

    /**
     * Shows a page that goes on to where the log-out is finished. A redirect would not do: the form of the log-out may lead to this
     * server only, by the Content-Security-Policy, and browsers hold redirects to that.
     */
    static void leave(HttpServletRequest request, HttpServletResponse response, String url) throws IOException {
        request.setAttribute(LEAVE_FOR, url);
        try {
            request.getRequestDispatcher(ConsoleSecurity.OUT).forward(request, response);
        } catch (ServletException e) {
            throw new IOException(e);
        }
    }

    @PostMapping(ConsoleSecurity.OUT)
    String leaving(@RequestAttribute(LEAVE_FOR) String url, Model model) {
        model.addAttribute("url", url);
        model.addAttribute("oidc", Objects.requireNonNull(properties.oidc()).name());
        return "console/leaving";
    }

    @GetMapping("/console/first")
    String first() {
        return "console/first";
    }

    @PostMapping("/console/first")
    String become(
            @RequestParam String name,
            @RequestParam String password,
            @RequestParam String again,
            Model model,
            HttpServletRequest request)
            throws ServletException {
        try {
            requireSame(password, again);
            var hash = Passwords.hash(password);
            users.requireNew(name.strip());
            audit.getObject().record("make first user", name.strip(), "admin");
            first.become(name.strip(), hash);
        } catch (UserException e) {
            model.addAttribute("problem", e.getMessage());
            model.addAttribute("name", name);
            return "console/first";
        }
        request.logout();
        return "redirect:/console/login?made";
    }

    @GetMapping("/console/password")
    String password(Authentication login) {
        requirePassword(login);
        return "console/password";
    }

    @PostMapping("/console/password")
    String change(
            @RequestParam String old,
            @RequestParam String password,
            @RequestParam String again,
            Model model,
            Authentication login,
            HttpServletRequest request)
            throws ServletException {
        var user = requirePassword(login);
        try {
            requireSame(password, again);
            if (!Passwords.ENCODER.matches(old, user.password())) {
                throw new UserException("The present password is not right.");
            }
            var hash = Passwords.hash(password);
            audit.getObject().record("change password", user.name(), null);
            users.setPassword(user.name(), hash);
        } catch (UserException e) {
            model.addAttribute("problem", e.getMessage());
            return "console/password";
        }
        request.logout();
        return "redirect:/console/login?changed";
    }

    private static ConsoleUser requirePassword(Authentication login) {
        if (login.getPrincipal() instanceof ConsoleUser user) {
            return user;
        }
        throw new UserException("Your password is kept by your identity provider. Change it there.");
    }

    private static void requireSame(String password, String again) {
        if (!password.equals(again)) {
            throw new UserException("The two passwords are not the same.");
        }
    }
}
