package vssledger.console.page;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import vssledger.capture.BodyText;
import vssledger.capture.RejectedBodies;
import vssledger.capture.RejectedReplays;
import vssledger.console.Page;
import vssledger.console.access.Audit;
import vssledger.platform.Product;

/** Bodies that were refused, with their bytes; replaying and discarding them. */
@Page
class RejectedPages {

    private static final int LISTED = 200;

    private final RejectedBodies rejected;
    private final RejectedReplays replays;
    private final Audit audit;

    RejectedPages(RejectedBodies rejected, RejectedReplays replays, Audit audit) {
        this.rejected = rejected;
        this.replays = replays;
        this.audit = audit;
    }

    @GetMapping("/console/rejected")
    String list(@RequestParam(defaultValue = "false") boolean all, Model model) {
        model.addAttribute("counts", rejected.counts());
        model.addAttribute("entries", rejected.list(all, LISTED));
        model.addAttribute("all", all);
        return "console/rejected";
    }

    @GetMapping("/console/rejected/{id:\\d+}")
    String one(@PathVariable long id, Model model) {
        show(id, model);
        model.addAttribute("body", BodyText.of(rejected.body(id), MaskedBody::masked));
        model.addAttribute("masked", true);
        return "console/rejected-body";
    }

    /** The same with numbers whole: asked for by POST, and noted before it is shown. */
    @PostMapping("/console/rejected/{id:\\d+}/whole")
    String whole(@PathVariable long id, Model model) {
        show(id, model);
        audit.record("see body whole", "rejected " + id, null);
        model.addAttribute("body", BodyText.of(rejected.body(id)));
        model.addAttribute("masked", false);
        return "console/rejected-body";
    }

    /** @param id none for all that are open */
    @PostMapping("/console/rejected/replay")
    String replay(
            @RequestParam(required = false) @Nullable Long id,
            @RequestParam(required = false) @Nullable String product,
            Authentication login,
            RedirectAttributes said) {
        audit.record("replay rejected", id == null ? "all that is open" : "rejected " + id, product);
        var named = product == null || product.isBlank() ? null : Product.of(product);
        said.addFlashAttribute("replayed", replays.replay(ids(id), named, login.getName()));
        return back(id);
    }

    @PostMapping("/console/rejected/{id:\\d+}/discard")
    String discard(@PathVariable long id, Authentication login, RedirectAttributes said) {
        audit.record("discard rejected", "rejected " + id, null);
        said.addFlashAttribute("discarded", replays.discard(List.of(id), login.getName()));
        return back(id);
    }

    private static List<Long> ids(@Nullable Long id) {
        return id == null ? List.of() : List.of(id);
    }

    private static String back(@Nullable Long id) {
        return "redirect:/console/rejected" + (id == null ? "" : "/" + id);
    }

    private void show(long id, Model model) {
        model.addAttribute("products", Product.values());
        model.addAttribute(
                "entry",
                rejected.find(id)
                        .orElseThrow(() -> new EveryPage.NoSuchPageException(
                                "Nothing of the number " + id + " was rejected, or it is no longer kept.")));
    }
}
