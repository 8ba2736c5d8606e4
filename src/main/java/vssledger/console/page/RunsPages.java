package vssledger.console.page;

import java.time.Clock;
import java.time.LocalDate;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.format.annotation.DateTimeFormat.ISO;
import org.springframework.security.core.Authentication;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import vssledger.console.Page;
import vssledger.console.access.Audit;
import vssledger.platform.DateRange;
import vssledger.platform.LedgerProperties;
import vssledger.platform.UserException;
import vssledger.run.RunOrigin;
import vssledger.run.RunRequest;
import vssledger.run.Runs;
import vssledger.run.history.RunDetail;
import vssledger.run.preview.DryRun;

/** Runs: those there were, one as it goes on, and starting one after a look at what it would change. */
@Page
class RunsPages {

    private static final int LISTED = 50;

    private final Runs runs;
    private final DryRun dryRun;
    private final StartedRuns started;
    private final Audit audit;
    private final LedgerProperties ledger;
    private final Clock clock;

    RunsPages(Runs runs, DryRun dryRun, StartedRuns started, Audit audit, LedgerProperties ledger, Clock clock) {
        this.runs = runs;
        this.dryRun = dryRun;
        this.started = started;
        this.audit = audit;
        this.ledger = ledger;
        this.clock = clock;
    }

    @GetMapping("/console/runs")
    String runs(Model model) {
        model.addAttribute("runs", runs.list(LISTED));
        return "console/runs";
    }

    @GetMapping("/console/runs/{id:\\d+}")
    String run(@PathVariable long id, Model model) {
        model.addAttribute("run", show(id));
        return "console/run";
    }

    /** The part of that page that changes. */
    @GetMapping("/console/runs/{id:\\d+}/live")
    String live(@PathVariable long id, Model model) {
        model.addAttribute("run", show(id));
        return "console/run :: live";
    }

    private RunDetail show(long id) {
        try {
            return runs.show(id);
        } catch (UserException e) {
            throw new EveryPage.NoSuchPageException(String.valueOf(e.getMessage()));
        }
    }

    @PostMapping("/console/runs/{id:\\d+}/stop")
    String stop(@PathVariable long id) {
        audit.record("stop run", "run " + id, null);
        runs.stop(id);
        return "redirect:/console/runs/" + id;
    }

    @PostMapping("/console/runs/{id:\\d+}/go-on")
    String goOn(@PathVariable long id, Authentication login) {
        var run = show(id).summary();
        audit.record("go on with run", "run " + id, run.range().inWords());
        return page(started.goOn(run, new RunOrigin(login.getName(), "goes on with run " + id, false)));
    }

    @GetMapping("/console/runs/new")
    String form(
            @RequestParam(required = false) @DateTimeFormat(iso = ISO.DATE) @Nullable LocalDate from,
            @RequestParam(required = false) @DateTimeFormat(iso = ISO.DATE) @Nullable LocalDate to,
            Model model) {
        var yesterday = LocalDate.ofInstant(clock.instant(), ledger.timeZone()).minusDays(1);
        model.addAttribute("from", from == null ? yesterday : from);
        model.addAttribute("to", to == null ? (from == null ? yesterday : from) : to);
        return "console/run-new";
    }

    /**
     * What somebody wants to be run.
     *
     * @param all whether days that nothing touched are done again, too
     * @param why what is to be remembered of it
     */
    record Wish(
            @DateTimeFormat(iso = ISO.DATE) @Nullable LocalDate from,
            @DateTimeFormat(iso = ISO.DATE) @Nullable LocalDate to,
            @Nullable Boolean all,
            @Nullable Boolean reparse,
            @Nullable Boolean silently,
            @Nullable String why) {

        /** A box that is not ticked is not sent. */
        private static boolean is(@Nullable Boolean ticked) {
            return Boolean.TRUE.equals(ticked);
        }

        RunRequest request(Clock clock, LedgerProperties ledger) {
            if (from == null || to == null) {
                throw new UserException("Which days? Name the first and the last.");
            }
            if (from.isAfter(to)) {
                throw new UserException("The range ends (" + to + ") before it begins (" + from + ").");
            }
            var request = RunRequest.exactly(new DateRange(from, to), clock, ledger);
            request = is(all) ? request.which(Set.of(RunRequest.Which.ALL)) : request;
            request = is(reparse) ? request.reparsing() : request;
            return is(silently) ? request.sending(RunRequest.Sending.NONE) : request;
        }

        RunOrigin by(Authentication login) {
            return new RunOrigin(login.getName(), why == null || why.isBlank() ? null : why.strip(), false);
        }

        String inWords() {
            return (is(all) ? "all days; " : "")
                    + (is(reparse) ? "facts derived anew; " : "")
                    + (is(silently) ? "nothing sent" : "reports sent")
                    + (why == null || why.isBlank() ? "" : ": " + why.strip());
        }
    }

    /** What these days would become; nothing is changed. */
    @PostMapping("/console/runs/preview")
    String preview(Wish wish, Model model) {
        model.addAttribute("from", wish.from());
        model.addAttribute("to", wish.to());
        model.addAttribute("wish", wish);
        try {
            model.addAttribute("preview", dryRun.of(wish.request(clock, ledger)));
        } catch (UserException e) {
            model.addAttribute("problem", e.getMessage());
        }
        return "console/run-new";
    }

    @PostMapping("/console/runs")
    String start(Wish wish, Authentication login) {
        var request = wish.request(clock, ledger);
        audit.record("start run", request.range().inWords(), wish.inWords());
        return page(started.start(request, wish.by(login)));
    }

    /** Of the run of this number, or else of all. */
    static String page(OptionalLong run) {
        return "redirect:/console/runs" + (run.isPresent() ? "/" + run.getAsLong() : "");
    }
}
