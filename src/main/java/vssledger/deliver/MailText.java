package vssledger.deliver;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.web.util.HtmlUtils;
import vssledger.deliver.DeliverProperties.Recipient;
import vssledger.platform.DateRange;
import vssledger.report.ChartValues;
import vssledger.report.Reports;

/** What a mail says: the key figures against the period before, breaks to look at, and, of a later edition, what changed. */
@Component
class MailText {

    private static final String FIGURES = "period-comparison";
    private static final String BREAKS = "break-ageing";
    private static final Set<String> UNDECIDED = Set.of("OPEN", "NOTED");

    private static final String TREND = "outcomes-by-day";
    private static final int TREND_DAYS = 14;

    /** By which the text names its picture. */
    static final String PICTURE = "trend";

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
    private record Figure(
            String product,
            long sessions,
            @Nullable BigDecimal change,
            @Nullable BigDecimal answerRate) {

        String line() {
            return String.format(
                    Locale.ROOT, "%-18s %,9d %9s %9s", product, sessions, signed(change), percent(answerRate));
        }

        String row() {
            var cell = "<td style=\"padding:6px 8px;border-bottom:1px solid #d5dce4;text-align:right\">";
            return "<tr>" + cell.replace("right", "left") + HtmlUtils.htmlEscape(product) + "</td>" + cell
                    + String.format(Locale.ROOT, "%,d", sessions) + "</td>" + cell + signed(change) + "</td>" + cell
                    + percent(answerRate) + "</td></tr>";
        }
    }

    /** @param tooLarge the workbook where it is not attached */
    Letter of(ReadyEdition edition, Recipient recipient, @Nullable Path tooLarge) {
        var title = reports.workbookTitle(recipient.workbook());
        var isCorrection = edition.number() > 1;
        var figures = figures(edition.range());
        var notes = new ArrayList<String>();
        if (isCorrection) {
            notes.add("This corrects what you have: it is edition " + edition.number() + ". "
                    + changes(reports.changes(edition.folder())));
        }
        breaks(edition.range()).ifPresent(notes::add);
        notes.add(
                tooLarge == null
                        ? "The workbook is attached."
                        : "The workbook is too large to be attached. It lies at " + tooLarge + ".");
        var trend = reports.chart(TREND, trendDays(edition.range()));
        var isAnyToDraw = trend.series().stream().anyMatch(series -> series.sum() > 0);
        return new Letter(
                (isCorrection ? "Correction: " : "") + title + ", "
                        + edition.range().inWords(),
                plain(title, edition.range(), figures, notes),
                html(title, edition.range(), figures, isAnyToDraw ? trend : null, notes),
                isAnyToDraw ? StackedColumns.png(trend) : null);
    }

    /** The range, and of a short one some days before it. */
    private static DateRange trendDays(DateRange range) {
        var from = range.to().minusDays(TREND_DAYS - 1);
        return new DateRange(from.isBefore(range.from()) ? from : range.from(), range.to());
    }

    private List<Figure> figures(DateRange range) {
        var rows = reports.rows(FIGURES, range);
        return rows.stream()
                .filter(row -> "This period".equals(row.get("period")))
                .map(row -> new Figure(
                        (String) row.getOrDefault("product", ""),
                        (Long) row.getOrDefault("sessions", 0L),
                        rows.stream()
                                .filter(other -> "The one before".equals(other.get("period"))
                                        && row.getOrDefault("product", "").equals(other.get("product")))
                                .map(other -> (BigDecimal) other.get("change"))
                                .filter(java.util.Objects::nonNull)
                                .findFirst()
                                .orElse(null),
                        (BigDecimal) row.get("answer_rate")))
                .toList();
    }

    /** How many breaks nobody has decided on, and what is at stake in each currency. */
    private Optional<String> breaks(DateRange range) {
        var undecided = reports.rows(BREAKS, range).stream()
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
                : Optional.of(
                        "Breaks to look at: " + count + (atStake.isEmpty() ? "." : ", at stake " + atStake + "."));
    }

    private static String changes(List<Reports.FileChange> changes) {
        return changes.isEmpty()
                ? "What changed cannot be told."
                : "Changed: "
                        + changes.stream()
                                .map(change -> change.name() + " (lines: " + change.added() + " new, "
                                        + change.removed() + " gone)")
                                .collect(Collectors.joining(", "))
                        + ".";
    }

    private String plain(String title, DateRange range, List<Figure> figures, List<String> notes) {
        var lines = new ArrayList<String>();
        lines.add(title);
        lines.add(range.inWords());
        lines.add("");
        if (figures.isEmpty()) {
            lines.add("No session started in this period.");
        } else {
            lines.add(String.format(Locale.ROOT, "%-18s %9s %9s %9s", "Product", "Sessions", "Change", "Answered"));
            figures.forEach(figure -> lines.add(figure.line()));
            lines.add("");
            lines.add("Change is against the period of equal length before.");
        }
        lines.add("");
        lines.addAll(notes);
        if (properties.console() != null) {
            lines.add("More in the console: " + properties.console());
        }
        return String.join("\n", lines) + "\n";
    }

    private String html(
            String title, DateRange range, List<Figure> figures, @Nullable ChartValues trend, List<String> notes) {
        var table = figures.isEmpty()
                ? "<p>No session started in this period.</p>"
                : "<table style=\"border-collapse:collapse;width:100%;font-size:15px\"><tr style=\"background:#1f3a5f;color:#fff\">"
                        + "<th style=\"padding:6px 8px;text-align:left\">Product</th>"
                        + List.of("Sessions", "Change", "Answered").stream()
                                .map(name -> "<th style=\"padding:6px 8px;text-align:right\">" + name + "</th>")
                                .collect(Collectors.joining())
                        + "</tr>" + figures.stream().map(Figure::row).collect(Collectors.joining())
                        + "</table><p style=\"color:#5b6b7c;font-size:13px\">Change is against the period of equal length"
                        + " before.</p>";
        return "<!DOCTYPE html><html lang=\"en\"><head><meta name=\"viewport\" content=\"width=device-width\"></head>"
                + "<body style=\"margin:0;padding:16px;font-family:Arial,sans-serif;color:#1b2430\">"
                + "<div style=\"max-width:600px;margin:auto\"><h1 style=\"font-size:22px;margin:0;color:#1f3a5f\">"
                + HtmlUtils.htmlEscape(title) + "</h1><p style=\"color:#5b6b7c;margin:4px 0 16px\">" + range.inWords()
                + "</p>" + table + (trend == null ? "" : picture(trend))
                + notes.stream()
                        .map(note -> "<p>" + HtmlUtils.htmlEscape(note) + "</p>")
                        .collect(Collectors.joining())
                + console()
                + "</div></body></html>";
    }

    private String console() {
        return properties.console() == null
                ? ""
                : "<p><a style=\"color:#1a5fb4\" href=\""
                        + HtmlUtils.htmlEscape(properties.console().toString()) + "\">Open the console</a></p>";
    }

    private static String picture(ChartValues trend) {
        var small = "color:#5b6b7c;font-size:13px";
        return "<p style=\"margin:20px 0 4px;font-size:15px\"><b>" + HtmlUtils.htmlEscape(trend.title())
                + "</b></p><img src=\"cid:" + PICTURE + "\" alt=\"" + HtmlUtils.htmlEscape(trend.title())
                + "\" style=\"display:block;width:100%;height:auto\">"
                + "<table style=\"width:100%;" + small + "\"><tr><td>"
                + trend.labels().get(0)
                + "</td><td style=\"text-align:right\">"
                + trend.labels().get(trend.labels().size() - 1) + "</td></tr></table><p style=\"" + small + "\">"
                + trend.series().stream()
                        .filter(series -> series.sum() > 0)
                        .map(series -> "<span style=\"white-space:nowrap\"><span style=\"background:#" + series.colour()
                                + "\">&nbsp;&nbsp;&nbsp;</span> " + HtmlUtils.htmlEscape(series.title()) + " "
                                + String.format(Locale.ROOT, "%,.0f", series.sum()) + "</span>")
                        .collect(Collectors.joining(" &nbsp; "))
                + "</p>";
    }

    private static String signed(@Nullable BigDecimal share) {
        return share == null ? "" : String.format(Locale.ROOT, "%+.1f%%", share.movePointRight(2));
    }

    private static String percent(@Nullable BigDecimal share) {
        return share == null ? "" : String.format(Locale.ROOT, "%.1f%%", share.movePointRight(2));
    }
}
