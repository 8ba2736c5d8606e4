package vssledger.console.access;

import org.jspecify.annotations.Nullable;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import vssledger.console.Page;

/** Who changed what. */
@Page
class AuditPage {

    private static final int LISTED = 300;

    private final Audit audit;

    AuditPage(Audit audit) {
        this.audit = audit;
    }

    @GetMapping("/console/audit")
    String audit(@RequestParam(name = "user", required = false) @Nullable String user, Model model) {
        var asked = user == null || user.isBlank() ? null : user.strip();
        model.addAttribute("entries", audit.newest(asked, LISTED));
        model.addAttribute("user", asked);
        return "console/audit";
    }
}
