package vssledger.console.page;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import vssledger.capture.BodyText;
import vssledger.console.Page;
import vssledger.console.access.Audit;
import vssledger.parse.BodyErrors;
import vssledger.parse.Quarantine;
import vssledger.run.QuarantineReplays;

/** What could not be understood, with its body, and taking it through the parser again. */
@Page
class QuarantinePages {

    private static final int LISTED = 200;

    private final Quarantine quarantine;
    private final QuarantineReplays replays;
    private final BodyErrors errors;
    private final Audit audit;

    QuarantinePages(Quarantine quarantine, QuarantineReplays replays, BodyErrors errors, Audit audit) {
        this.quarantine = quarantine;
        this.replays = replays;
        this.errors = errors;
        this.audit = audit;
    }

    @GetMapping("/console/quarantine")
    String list(
            @RequestParam(required = false) @Nullable String reason,
            @RequestParam(defaultValue = "false") boolean all,
            Model model) {
        var asked = reason == null || reason.isBlank() ? null : reason;
        model.addAttribute("counts", quarantine.counts());
        model.addAttribute("entries", quarantine.list(asked, all, LISTED));
        model.addAttribute("reason", asked);
        model.addAttribute("all", all);
        return "console/quarantine";
    }

    @GetMapping("/console/quarantine/{id:\\d+}")
    String one(@PathVariable long id, Model model) {
        show(id, model);
        model.addAttribute(
                "body",
                quarantine.body(id).map(MaskedBody::masked).map(BodyText::of).orElse(null));
        model.addAttribute("masked", true);
        return "console/delivery";
    }

    /** The same with numbers whole: asked for by POST, and noted before it is shown. */
    @PostMapping("/console/quarantine/{id:\\d+}/whole")
    String whole(@PathVariable long id, Model model) {
        show(id, model);
        audit.record("see body whole", "delivery " + id, null);
        model.addAttribute("body", quarantine.body(id).map(BodyText::of).orElse(null));
        model.addAttribute("masked", false);
        return "console/delivery";
    }

    private void show(long id, Model model) {
        model.addAttribute("error", quarantine.body(id).flatMap(errors::explain).orElse(null));
        model.addAttribute(
                "entry",
                quarantine
                        .find(id)
                        .orElseThrow(() -> new EveryPage.NoSuchPageException(
                                "Delivery " + id + " is not in quarantine, nor was it.")));
    }

    /** @param id none for all that are open */
    @PostMapping("/console/quarantine/replay")
    String replay(@RequestParam(required = false) @Nullable Long id, RedirectAttributes said) {
        audit.record("replay quarantine", id == null ? "all that is open" : "delivery " + id, null);
        said.addFlashAttribute("replayed", replays.replay(id == null ? List.of() : List.of(id)));
        return "redirect:/console/quarantine" + (id == null ? "" : "/" + id);
    }
}
