package vssledger.deliver;

import java.math.BigDecimal;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import vssledger.deliver.DeliverProperties.Recipient;
import vssledger.platform.DateRange;
import vssledger.report.EditionId;
import vssledger.report.ReportScope;
import vssledger.report.Reports;

/** What a mail says: the key figures against the period before, breaks to look at, and, of a later edition, what changed. */
@Component
class MailText {

    private static final String FIGURES = "period-comparison";
    private static final String BREAKS = "break-ageing";
    private static final Set<String> UNDECIDED = Set.of("OPEN", "NOTED");

    private static final String TREND = "outcomes-by-day";
    private static final int TREND_DAYS = 14;
    private static final int MOST_CHANGES = 5;

    private final Reports reports;
    private final DeliverProperties properties;

    MailText(Reports reports, DeliverProperties properties) {
        this.reports = reports;
        this.properties = properties;
    }

    /** @param picture as PNG, shown in the HTML; null for none */
    record Letter(String subject, String plain, String html, byte @Nullable [] picture) {}

    /**
     * A product's sessions.
     *
     * @param change against the period before; null where that had none
     */
    record Figure(
            String product,
            long sessions,
            @Nullable BigDecimal change,
            @Nullable BigDecimal answerRate) {}

    /** @param isAttached else the files are too large to be */
    Letter of(ReadyEdition edition, Recipient recipient, boolean isAttached) {
        var scope = edition.id().scope();
        var title = reports.workbookTitle(recipient.workbook());
        var figures = figures(scope);
        var correction = edition.isCorrection() ? correction(edition.id(), recipient.workbook()) : null;
        var notes = new ArrayList<MailHtml.Note>();
        breaks(scope).map(MailHtml.Note::loud).ifPresent(notes::add);
        notes.add(
                isAttached
                        ? MailHtml.Note.of("The workbook is attached.")
                        : whereItLies(edition, recipient.workbook()));
        if (properties.console() != null) {
            notes.add(new MailHtml.Note("More in the console:", properties.console(), "Open the console", false));
        }
        var trend = reports.chart(TREND, trend(scope));
        var isAnyToDraw = trend.series().stream().anyMatch(series -> series.sum() > 0);
        return new Letter(
                (edition.isCorrection() ? "Correction: " : "") + title + ", " + scope.inWords(),
                plain(title, scope, correction, figures, notes),
                new MailHtml(title, scope.inWords(), correction, figures, isAnyToDraw ? trend : null, notes).text(),
                isAnyToDraw ? StackedColumns.png(trend) : null);
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

    /** The range, and of a short one some days before it. */
    private static ReportScope trend(ReportScope scope) {
        var range = scope.range();
        var from = range.to().minusDays(TREND_DAYS - 1);
        return new ReportScope(
                new DateRange(from.isBefore(range.from()) ? from : range.from(), range.to()),
                scope.products(),
                scope.subAccounts());
    }

    private List<Figure> figures(ReportScope scope) {
        var rows = reports.rows(FIGURES, scope);
        return rows.stream()
                .filter(row -> "This period".equals(row.get("period")))
                .map(row -> new Figure(
                        (String) row.getOrDefault("product", ""),
                        (Long) row.getOrDefault("sessions", 0L),
                        rows.stream()
                                .filter(other -> "The one before".equals(other.get("period"))
                                        && row.getOrDefault("product", "").equals(other.get("product")))
                                .map(other -> (BigDecimal) other.get("change"))
                                .filter(Objects::nonNull)
                                .findFirst()
                                .orElse(null),
                        (BigDecimal) row.get("answer_rate")))
                .toList();
    }

    /** How many breaks nobody has decided on, and what is at stake in each currency. */
    private Optional<String> breaks(ReportScope scope) {
        var undecided = reports.rows(BREAKS, scope).stream()
                .filter(row -> UNDECIDED.contains(row.getOrDefault("state", "")))
                .toList();
        var count = undecided.stream()
                .mapToLong(row -> (Long) row.getOrDefault("breaks", 0L))
                .sum();
        var stakes = new TreeMap<String, BigDecimal>();
        for (var row : undecided) {
            if (row.get("currency") instanceof String currency
                    && row.get("amount_at_stake") instanceof BigDecimal amount) {
                stakes.merge(currency, amount, BigDecimal::add);
            }
        }
        var atStake = stakes.entrySet().stream()
                .map(stake -> stake.getValue().toPlainString() + " " + stake.getKey())
                .collect(Collectors.joining(", "));
        return count == 0
                ? Optional.empty()
                : Optional.of(String.format(Locale.ROOT, "Breaks to look at: %,d", count)
                        + (atStake.isEmpty() ? "." : ", at stake " + atStake + "."));
    }

    private String correction(EditionId edition, String workbook) {
        var text = new StringBuilder("This corrects what you have: it is edition " + edition.number() + ".");
        var before = reports.sessions(new EditionId(edition.scope(), edition.number() - 1));
        var now = reports.sessions(edition);
        if (before.isPresent() && now.isPresent()) {
            text.append(
                    String.format(Locale.ROOT, " Sessions: %,d before, %,d now.", before.getAsLong(), now.getAsLong()));
        }
        var changes = reports.changes(edition, workbook);
        if (!changes.isEmpty()) {
            text.append(" Rows: ")
                    .append(changes.stream()
                            .limit(MOST_CHANGES)
                            .map(MailText::inWords)
                            .collect(Collectors.joining("; ")))
                    .append(changes.size() > MOST_CHANGES ? "; and " + (changes.size() - MOST_CHANGES) + " more" : "")
                    .append(".");
        }
        return text.append(" The sheet \"What changed\" tells it figure by figure.")
                .toString();
    }

    /** A row that is another now is in the one edition and in the other. */
    private static String inWords(Reports.ReportChange change) {
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
            List<Figure> figures,
            List<MailHtml.Note> notes) {
        var lines = new ArrayList<String>();
        lines.add(title);
        lines.add(scope.inWords());
        lines.add("");
        if (correction != null) {
            lines.add(correction);
            lines.add("");
        }
        if (figures.isEmpty()) {
            lines.add("No session started in this period.");
        } else {
            lines.add(String.format(Locale.ROOT, "%-18s %9s %9s %9s", "Product", "Sessions", "Change", "Answered"));
            figures.forEach(figure -> lines.add(String.format(
                    Locale.ROOT,
                    "%-18s %,9d %9s %9s",
                    figure.product(),
                    figure.sessions(),
                    signed(figure.change()),
                    percent(figure.answerRate()))));
            lines.add("");
            lines.add(MailHtml.CHANGE);
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
