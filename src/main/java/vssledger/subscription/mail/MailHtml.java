package vssledger.subscription.mail;

import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.web.util.HtmlUtils;
import vssledger.platform.text.DisplayNames;
import vssledger.report.ChartValues;
import vssledger.report.edition.EditionFigures.OfProduct;

/**
 * A mail as HTML, for a phone first: one column, large enough, with styles on the elements, since mail programs drop others.
 *
 * @param correction what a later edition corrects; null for the first one
 * @param figures of the products; null if none were kept
 * @param trend what the picture shows; null where there is none
 */
record MailHtml(
        String title,
        String period,
        @Nullable String correction,
        @Nullable List<OfProduct> figures,
        @Nullable ChartValues trend,
        List<Note> notes) {

    private static final String SMALL = "color:#5b6b7c;font-size:13px";
    private static final String CELL = "padding:8px 6px;border-bottom:1px solid #d5dce4;";

    static final String EXPLAINED = "Change is against the period of equal length before; - if that had no session."
            + " Completion rate: completed sessions, of all sessions.";

    static final String NO_FIGURES = "An earlier version made this edition and kept no key figures: see the workbook.";

    /** By which the text names its picture. */
    static final String PICTURE = "trend";

    /**
     * A paragraph.
     *
     * @param link null for none
     * @param label what the link says
     * @param isLoud whether it stands out
     */
    record Note(String text, @Nullable URI link, String label, boolean isLoud) {

        static Note of(String text) {
            return new Note(text, null, "", false);
        }

        static Note loud(String text) {
            return new Note(text, null, "", true);
        }

        String plain() {
            return link == null ? text : text + " " + link;
        }

        private String html() {
            if (link != null) {
                return "<p style=\"margin:12px 0\">" + (label.startsWith("Open") ? "" : escaped(text) + "<br>")
                        + "<a style=\"display:inline-block;margin-top:6px;padding:10px 16px;border-radius:6px;"
                        + "background:#1a5fb4;color:#ffffff;text-decoration:none\" href=\"" + escaped(link.toString())
                        + "\">" + escaped(label) + "</a></p>";
            }
            return isLoud
                    ? "<p style=\"margin:12px 0;padding:10px 12px;background:#fff8dc;border-left:4px solid #f2b134\">"
                            + escaped(text) + "</p>"
                    : "<p style=\"margin:12px 0\">" + escaped(text) + "</p>";
        }
    }

    String text() {
        return "<!DOCTYPE html><html lang=\"en\"><head><meta charset=\"utf-8\">"
                + "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"><title>" + escaped(title)
                + "</title></head>"
                + "<body style=\"margin:0;padding:16px;background:#ffffff;font-family:Arial,sans-serif;font-size:16px;"
                + "line-height:1.4;color:#1b2430\">"
                + "<div style=\"max-width:600px;margin:auto\"><h1 style=\"font-size:22px;margin:0;color:#1f3a5f\">"
                + escaped(title) + "</h1><p style=\"color:#5b6b7c;margin:4px 0 16px\">" + escaped(period) + "</p>"
                + (correction == null ? "" : Note.loud(correction).html())
                + (figures == null ? "<p>" + NO_FIGURES + "</p>" : table(figures))
                + (trend == null ? "" : picture(trend))
                + notes.stream().map(Note::html).collect(Collectors.joining())
                + "</div></body></html>";
    }

    private static String table(List<OfProduct> figures) {
        if (figures.stream().allMatch(figure -> figure.sessions() == 0)) {
            return "<p>No session started in this period.</p>";
        }
        return "<table style=\"border-collapse:collapse;width:100%;font-size:15px\"><tr style=\"background:#1f3a5f;"
                + "color:#ffffff\"><th style=\"padding:8px 6px;text-align:left\">Product</th>"
                + List.of("Sessions", "Change", "Completion rate").stream()
                        .map(name -> "<th style=\"padding:8px 6px;text-align:right\">" + name + "</th>")
                        .collect(Collectors.joining())
                + "</tr>" + figures.stream().map(MailHtml::row).collect(Collectors.joining())
                + "</table><p style=\"margin:6px 0;" + SMALL + "\">" + EXPLAINED + "</p>";
    }

    private static String row(OfProduct figure) {
        return "<tr><td style=\"" + CELL + "text-align:left\">" + escaped(DisplayNames.of(figure.product())) + "</td>"
                + number(String.format(Locale.ROOT, "%,d", figure.sessions()))
                + number(MailText.signed(figure.change()))
                + number(MailText.percent(figure.completionRate())) + "</tr>";
    }

    private static String number(String text) {
        return "<td style=\"" + CELL + "text-align:right;white-space:nowrap\">" + text + "</td>";
    }

    private static String picture(ChartValues trend) {
        return "<p style=\"margin:20px 0 4px;font-size:15px\"><b>" + escaped(trend.title())
                + "</b></p><img src=\"cid:" + PICTURE + "\" alt=\"" + escaped(trend.title())
                + "\" width=\"600\" style=\"display:block;width:100%;height:auto\">"
                + "<table style=\"width:100%;" + SMALL + "\"><tr><td>"
                + trend.labels().get(0)
                + "</td><td style=\"text-align:right\">"
                + trend.labels().get(trend.labels().size() - 1) + "</td></tr></table>"
                + "<p style=\"margin:6px 0 16px;line-height:1.7;" + SMALL + "\">"
                + trend.series().stream()
                        .filter(series -> series.sum() > 0)
                        .map(series -> "<span style=\"white-space:nowrap\"><span style=\"background:#" + series.colour()
                                + "\">&nbsp;&nbsp;&nbsp;</span> " + escaped(series.title()) + " "
                                + String.format(Locale.ROOT, "%,.0f", series.sum()) + "</span>")
                        .collect(Collectors.joining(" &nbsp; "))
                + "</p>";
    }

    private static String escaped(String text) {
        return HtmlUtils.htmlEscape(text);
    }
}
