package vssledger.console.page;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import vssledger.console.Page;
import vssledger.console.access.Audit;
import vssledger.platform.UserException;
import vssledger.platform.actor.Actors;
import vssledger.platform.db.RepeatableTransaction;
import vssledger.reconcile.breaks.BreakFilter;
import vssledger.reconcile.breaks.BreakState;
import vssledger.reconcile.breaks.Breaks;
import vssledger.reconcile.matching.MatchCandidates;

/** Breaks and what is decided on them; and matches that only a person can tell. Who is logged in is who decides. */
@Page
class BreaksPages {

    private static final int LISTED = 200;
    private static final List<String> KINDS = List.of(
            "MISSING_VSS",
            "UNEXPECTED",
            "LEG_MISSING",
            "LEG_UNEXPECTED",
            "STATUS",
            "DURATION",
            "BILLABLE_SECONDS",
            "PRICE",
            "RATE",
            "PRODUCT",
            "DUPLICATE_BILLED",
            "CREDITED",
            "NOT_CHECKABLE");

    private final Breaks breaks;
    private final MatchCandidates suggestions;
    private final Audit audit;
    private final Actors actors;
    private final RepeatableTransaction transaction;

    BreaksPages(
            Breaks breaks,
            MatchCandidates suggestions,
            Audit audit,
            Actors actors,
            PlatformTransactionManager transactions) {
        this.breaks = breaks;
        this.suggestions = suggestions;
        this.audit = audit;
        this.actors = actors;
        this.transaction = new RepeatableTransaction(transactions);
    }

    /** As the form sends it: what is empty is not asked for. */
    record Wanted(
            @Nullable String kind,
            @Nullable String state,
            @Nullable String source,
            @Nullable String account,
            @Nullable LocalDate from,
            @Nullable LocalDate to,
            @Nullable Integer olderThan,
            @Nullable BigDecimal amount) {

        BreakFilter filter() {
            return new BreakFilter(
                    set(kind),
                    set(state).stream().map(BreakState::valueOf).collect(Collectors.toSet()),
                    text(source),
                    text(account),
                    from,
                    to,
                    olderThan,
                    amount);
        }

        private static Set<String> set(@Nullable String value) {
            var text = text(value);
            return text == null ? Set.of() : Set.of(text);
        }

        private static @Nullable String text(@Nullable String value) {
            return value == null || value.isBlank() ? null : value.strip();
        }
    }

    @GetMapping("/console/breaks")
    String breaks(@ModelAttribute("wanted") Wanted wanted, Model model) {
        var found = breaks.list(wanted.filter(), LISTED + 1);
        model.addAttribute("breaks", found.stream().limit(LISTED).toList());
        model.addAttribute("more", found.size() > LISTED);
        model.addAttribute("ageing", breaks.ageing());
        model.addAttribute("kinds", KINDS);
        model.addAttribute("states", BreakState.values());
        return "console/breaks";
    }

    @GetMapping("/console/breaks/{id:\\d+}")
    String one(@PathVariable long id, Model model, Authentication login) {
        var shown = breaks.show(id);
        model.addAttribute(
                "needsAnother",
                breaks.needsAnother(shown.found(), actors.loggedIn(login.getName()))
                        .orElse(null));
        model.addAttribute("shown", shown);
        model.addAttribute(
                "decisions",
                Arrays.stream(BreakState.Decision.values())
                        .filter(decision -> decision.of(shown.found().state()).isPresent())
                        .toList());
        return "console/break";
    }

    /** Decides on one or several; a decision and its entry in the audit are one. */
    @PostMapping("/console/breaks/decide")
    String decide(
            @RequestParam(required = false) @Nullable List<Long> id,
            @RequestParam String decision,
            @RequestParam(defaultValue = "") String note,
            @RequestParam(defaultValue = "/console/breaks") String back,
            Authentication login) {
        if (id == null || id.isEmpty()) {
            throw new UserException("Tick the breaks that this is about, then decide.");
        }
        var what = BreakState.Decision.named(decision);
        var actor = actors.loggedIn(login.getName());
        Objects.requireNonNull(transaction.execute(status -> {
            var decided = breaks.decide(id.stream()
                    .distinct()
                    .map(one -> new Breaks.Ruling(one, what, actor, note))
                    .toList());
            audit.record(Words.lower(what) + " breaks", numbers(id), note.isBlank() ? null : note.strip());
            return decided;
        }));
        return "redirect:" + inConsole(back);
    }

    @GetMapping("/console/matches")
    String matches(@RequestParam(defaultValue = "false") boolean decided, Model model) {
        model.addAttribute("matches", suggestions.list(decided, LISTED));
        model.addAttribute("decided", decided);
        return "console/matches";
    }

    @PostMapping("/console/matches/decide")
    String match(@RequestParam long id, @RequestParam boolean confirm, Authentication login, RedirectAttributes said) {
        transaction.executeWithoutResult(status -> {
            if (confirm) {
                suggestions.confirm(List.of(id), actors.loggedIn(login.getName()));
            } else {
                suggestions.refuse(List.of(id), actors.loggedIn(login.getName()));
            }
            audit.record(confirm ? "confirm match" : "refuse match", Long.toString(id), null);
        });
        said.addFlashAttribute("said", "Match " + id + " is " + (confirm ? "confirmed" : "refused") + ".");
        return "redirect:/console/matches";
    }

    /** Nowhere else, whatever a form was made to say. */
    private static String inConsole(String path) {
        return path.matches("/console/breaks[\\w/?&=.%+-]*") ? path : "/console/breaks";
    }

    private static String numbers(List<Long> ids) {
        return ids.stream().distinct().map(String::valueOf).collect(Collectors.joining(", "));
    }
}
