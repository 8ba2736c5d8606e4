package vssledger.subscription.mail;

import java.math.BigDecimal;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import vssledger.platform.DateRange;
import vssledger.platform.text.Amounts;
import vssledger.platform.text.DisplayNames;
import vssledger.report.ReportScope;
import vssledger.report.edition.EditionFigures;
import vssledger.report.edition.EditionFigures.OfProduct;
import vssledger.report.edition.EditionId;
import vssledger.report.edition.Editions;
import vssledger.subscription.ReadyEdition;
import vssledger.subscription.SubscriptionProperties;
import vssledger.subscription.SubscriptionProperties.Recipient;

/**
 * What a mail says: the key figures against the period before, breaks to look at, and, of a later edition, what changed. All of it
 * is frozen with the edition, so that it can be said again.
 */
@Component
class MailText {

    private static final int MOST_CHANGES = 5;

    private final Editions editions;
    private final SubscriptionProperties properties;

    MailText(Editions editions, SubscriptionProperties properties) {
        this.editions = editions;
        this.properties = properties;
    }

    /** @param picture as PNG, shown in the HTML; null for none */
    record Letter(String subject, String plain, String html, byte @Nullable [] picture) {}

    /** @param isAttached else the files are too large to be */
    Letter of(ReadyEdition edition, Recipient recipient, boolean isAttached) {
        var scope = edition.id().scope();
        var frozen = editions.figures(edition.id()).orElse(null);
        var words = frozen == null ? null : frozen.workbooks().get(recipient.workbook());
        var title = words == null ? recipient.workbook() : words.title();
        var correction = correction(edition, recipient.workbook());
        var notes = new ArrayList<MailHtml.Note>();
        if (frozen != null && words != null && words.figures().contains(EditionFigures.Kind.BREAKS)) {
            breaks(frozen, scope.range()).map(MailHtml.Note::loud).ifPresent(notes::add);
        }
        notes.add(
                isAttached
                        ? MailHtml.Note.of("The workbook is attached.")
                        : whereItLies(edition, recipient.workbook()));
        if (properties.console() != null) {
            notes.add(new MailHtml.Note("More in the console:", properties.console(), "Open the console", false));
        }
        var products = frozen == null ? null : frozen.products();
        var trend = frozen == null || frozen.outcomes().isEmpty()
                ? null
                : frozen.outcomes().chart();
        return new Letter(
                (correction == null ? "" : "Correction: ") + title + ", " + scope.inWords(),
                plain(title, scope, correction, products, notes),
                new MailHtml(title, scope.inWords(), correction, products, trend, notes).text(),
                trend == null ? null : StackedColumns.png(trend));
    }

    private MailHtml.Note whereItLies(ReadyEdition edition, String workbook) {
        var tooLarge = "The workbook is too large to be attached.";
        if (properties.files() == null) {
            return MailHtml.Note.of(tooLarge + " It lies at " + edition.folder().resolve(workbook) + ".");
        }
        var path = edition.id().scope() + "/" + edition.folder().getFileName() + "/" + workbook;
        var address = URI.create(properties.files().toString().replaceFirst("/$", "") + "/" + path.replace("+", "%2B"));
        return new MailHtml.Note(tooLarge, address, "Download the workbook", false);
    }

    /** How many breaks nobody has decided on, and what is at stake in each currency: of the period, and of all days. */
    private static Optional<String> breaks(EditionFigures figures, DateRange period) {
        var ofAll = figures.allBreaks();
        return ofAll.breaks() == 0
                ? Optional.empty()
                : Optional.of("Breaks of this period to look at: " + inWords(figures.breaks())
                        + (ofAll.equals(figures.breaks())
                                ? ""
                                : " Of all days up to " + period.to() + ": " + inWords(ofAll)));
    }

    private static String inWords(EditionFigures.Breaks breaks) {
        var atStake = breaks.atStake().entrySet().stream()
                .map(stake -> Amounts.textOfSum(stake.getValue(), stake.getKey()))
                .collect(Collectors.joining(", "));
        return String.format(Locale.ROOT, "%,d", breaks.breaks())
                + (atStake.isEmpty() ? "." : ", at stake " + atStake + ".");
    }

    /** What a later edition says first; null if the recipient has none before it. */
    private @Nullable String correction(ReadyEdition ready, String workbook) {
        if (ready.corrects() == null) {
            return null;
        }
        var edition = ready.id();
        var text = new StringBuilder("This corrects what you have: it is edition " + edition.number() + ".");
        var before = editions.sessions(new EditionId(edition.scope(), ready.corrects()));
        var now = editions.sessions(edition);
        if (before.isPresent() && now.isPresent()) {
            text.append(
                    String.format(Locale.ROOT, " Sessions: %,d before, %,d now.", before.getAsLong(), now.getAsLong()));
        }
        var since = edition.number() - 1;
        var changes = editions.changes(edition, workbook);
        if (!changes.isEmpty()) {
            text.append(ready.corrects() == since ? " Rows: " : " Rows since edition " + since + ": ")
                    .append(changes.stream()
                            .limit(MOST_CHANGES)
                            .map(MailText::inWords)
                            .collect(Collectors.joining("; ")))
                    .append(changes.size() > MOST_CHANGES ? "; and " + (changes.size() - MOST_CHANGES) + " more" : "")
                    .append(".");
        }
        return text.append(" The sheet \"What changed\" tells it figure by figure")
                .append(ready.corrects() == since ? "." : ", against edition " + since + ".")
                .toString();
    }

    /** A row that is another now is in the one edition and in the other. */
    private static String inWords(Editions.ReportChange change) {
        var changed = Math.min(change.added(), change.removed());
        var parts = new ArrayList<String>();
        count(changed, "changed", parts);
        count(change.added() - changed, "new", parts);
        count(change.removed() - changed, "gone", parts);
        return change.title() + " " + String.join(", ", parts);
    }

    private static void count(long number, String what, List<String> parts) {
        if (number > 0) {
            parts.add(String.format(Locale.ROOT, "%,d %s", number, what));
        }
    }

    private static String plain(
            String title,
            ReportScope scope,
            @Nullable String correction,
            @Nullable List<OfProduct> figures,
            List<MailHtml.Note> notes) {
        var lines = new ArrayList<String>();
        lines.add(title);
        lines.add(scope.inWords());
        lines.add("");
        if (correction != null) {
            lines.add(correction);
            lines.add("");
        }
        if (figures == null) {
            lines.add(MailHtml.NO_FIGURES);
        } else if (figures.isEmpty() || figures.stream().allMatch(figure -> figure.sessions() == 0)) {
            lines.add("No session started in this period.");
        } else {
            lines.add(String.format(
                    Locale.ROOT, "%-18s %9s %9s %16s", "Product", "Sessions", "Change", "Completion rate"));
            figures.forEach(figure -> lines.add(String.format(
                    Locale.ROOT,
                    "%-18s %,9d %9s %16s",
                    DisplayNames.of(figure.product()),
                    figure.sessions(),
                    signed(figure.change()),
                    percent(figure.completionRate()))));
            lines.add("");
            lines.add(MailHtml.EXPLAINED);
        }
        lines.add("");
        notes.forEach(note -> lines.add(note.plain()));
        return String.join("\n", lines) + "\n";
    }

    static String signed(@Nullable BigDecimal share) {
        return share == null ? "-" : String.format(Locale.ROOT, "%+.1f%%", share.movePointRight(2));
    }

    static String percent(@Nullable BigDecimal share) {
        return share == null ? "-" : String.format(Locale.ROOT, "%.1f%%", share.movePointRight(2));
    }
}
