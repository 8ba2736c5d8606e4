package vssledger.console.page;

import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import vssledger.console.Page;
import vssledger.run.LedgerStatus;

/** Who sends webhooks, who has gone silent, and how 8x8 has them registered. */
@Page
class SendersPage {

    private final LedgerStatus status;
    private final Registrations registrations;

    SendersPage(LedgerStatus status, Registrations registrations) {
        this.status = status;
        this.registrations = registrations;
    }

    @GetMapping("/console/senders")
    String senders(Model model) {
        model.addAttribute("status", status.now(1));
        return "console/senders";
    }

    /** A part of that page, which comes after it: 8x8 may take long to answer. */
    @GetMapping("/console/senders/registrations")
    String registrations(@RequestParam(defaultValue = "false") boolean anew, Model model) {
        model.addAttribute("registrations", registrations.of(anew));
        return "console/registrations";
    }
}
