package vssledger.console.page;

import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import org.springframework.core.io.FileSystemResource;
import org.springframework.core.io.Resource;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.access.AccessDeniedException;
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
import vssledger.report.ReportScope;
import vssledger.report.edition.EditionId;
import vssledger.report.edition.Editions;
import vssledger.run.RunOrigin;
import vssledger.run.RunRequest;
import vssledger.subscription.Dispatches;

/** Editions of reports: to take, and to send again. Files that tell phone numbers whole are for those whose role needs them. */
@Page
class EditionsPages {

    private static final int LISTED = 60;

    private final Editions editions;
    private final Dispatches deliveries;
    private final StartedRuns started;
    private final Audit audit;
    private final LedgerProperties ledger;
    private final Clock clock;

    EditionsPages(
            Editions editions,
            Dispatches deliveries,
            StartedRuns started,
            Audit audit,
            LedgerProperties ledger,
            Clock clock) {
        this.editions = editions;
        this.deliveries = deliveries;
        this.started = started;
        this.audit = audit;
        this.ledger = ledger;
        this.clock = clock;
    }

    /** One with what became of its way to those who read it. */
    record Listed(Editions.Made edition, List<Dispatches.State> deliveries) {}

    @GetMapping("/console/editions")
    String list(Model model) {
        model.addAttribute(
                "editions",
                editions.newest(LISTED).stream()
                        .map(edition -> new Listed(edition, deliveries.of(edition.id())))
                        .toList());
        return "console/editions";
    }

    /** One of all products and subaccounts, or {@code of} those that {@link ReportScope#narrowedTo()} names. */
    @GetMapping("/console/editions/{from}/{to}/{number}")
    String one(
            @PathVariable LocalDate from,
            @PathVariable LocalDate to,
            @PathVariable int number,
            @RequestParam(defaultValue = "") String of,
            Model model) {
        var edition = edition(scope(from, to, of), number);
        model.addAttribute("edition", edition);
        model.addAttribute("deliveries", deliveries.of(edition.id()));
        return "console/edition";
    }

    @GetMapping("/console/editions/{from}/{to}/{number}/{file:.+}")
    ResponseEntity<Resource> take(
            @PathVariable LocalDate from,
            @PathVariable LocalDate to,
            @PathVariable int number,
            @PathVariable String file,
            @RequestParam(defaultValue = "") String of,
            Authentication login) {
        var edition = edition(scope(from, to, of), number);
        var isMasked = edition.files().stream().anyMatch(one -> one.name().equals(file) && one.masked());
        var may = EveryPage.May.of(login);
        if (!isMasked && !may.operate() && !may.decide()) {
            throw new AccessDeniedException("Tells phone numbers whole");
        }
        var path = editions.file(edition.id(), file)
                .orElseThrow(() -> new EveryPage.NoSuchPageException("This edition has no file " + file
                        + ", or it is lost: run its days again, and it is made again as it was."));
        if (!isMasked) {
            audit.record("take report", edition.scope().inWords() + ", edition " + number, file);
        }
        return ResponseEntity.ok()
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment()
                                .filename(edition.scope() + "-edition-" + number + "-" + file)
                                .build()
                                .toString())
                .contentType(type(path))
                .body(new FileSystemResource(path));
    }

    private static MediaType type(Path file) {
        var name = file.toString().toLowerCase(Locale.ROOT);
        return name.endsWith(".csv")
                ? MediaType.parseMediaType("text/csv;charset=UTF-8")
                : name.endsWith(".json")
                        ? MediaType.APPLICATION_JSON
                        : MediaType.parseMediaType("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet");
    }

    /** Sends the newest edition of this scope to all who get it, also to those who have it: what {@code run --resend} does. */
    @PostMapping("/console/editions/{from}/{to}/resend")
    String resend(
            @PathVariable LocalDate from,
            @PathVariable LocalDate to,
            @RequestParam(defaultValue = "") String of,
            Authentication login) {
        var scope = scope(from, to, of);
        audit.record("send reports again", scope.inWords(), null);
        var request = RunRequest.exactly(scope, clock, ledger).sending(RunRequest.Sending.AGAIN);
        return RunsPages.page(started.start(request, new RunOrigin(login.getName(), "sends reports again", false)));
    }

    private static ReportScope scope(LocalDate from, LocalDate to, String of) {
        return ReportScope.of(new DateRange(from, to), of);
    }

    private Editions.Made edition(ReportScope scope, int number) {
        return editions.find(new EditionId(scope, number))
                .orElseThrow(() -> new EveryPage.NoSuchPageException(
                        "There is no edition " + number + " of " + scope.inWords() + "."));
    }
}
