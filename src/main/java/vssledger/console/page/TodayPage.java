package vssledger.console.page;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import vssledger.alert.Alerts;
import vssledger.capture.ArrivalHours;
import vssledger.console.Page;
import vssledger.platform.DateRange;
import vssledger.platform.LedgerProperties;
import vssledger.reconcile.breaks.Breaks;
import vssledger.report.ChartValues;
import vssledger.report.OutcomesByDay;
import vssledger.report.ReportScope;
import vssledger.report.Reports;
import vssledger.run.LedgerStatus;
import vssledger.run.day.DayState;

/** Today at a glance: what came, how far behind the facts are, how calls ended against the week before, what wants a look. */
@Page
class TodayPage {

    private static final int DAYS = 31;
    private static final Duration WEEK = Duration.ofDays(7);

    private final LedgerStatus status;
    private final Alerts alerts;
    private final ArrivalHours hours;
    private final Reports reports;
    private final Breaks breaks;
    private final LedgerProperties ledger;
    private final Clock clock;

    TodayPage(
            LedgerStatus status,
            Alerts alerts,
            ArrivalHours hours,
            Reports reports,
            Breaks breaks,
            LedgerProperties ledger,
            Clock clock) {
        this.status = status;
        this.alerts = alerts;
        this.hours = hours;
        this.reports = reports;
        this.breaks = breaks;
        this.ledger = ledger;
        this.clock = clock;
    }

    /**
     * Arrivals of the last 24 hours.
     *
     * @param before of the same hours a week before
     */
    record Arrivals(long last, long before, StackedChart chart) {}

    /**
     * Sessions that ended in a way.
     *
     * @param name of its colour
     */
    record Outcome(String title, String name, long sessions, double share, long before, double shareBefore) {}

    @GetMapping("/console")
    String today(Model model) {
        var now = status.now(DAYS);
        model.addAttribute("status", now);
        model.addAttribute("attention", Attention.of(alerts.current(), now));
        model.addAttribute("arrivals", arrivals(now.at()));
        var days = newestWeek(now);
        model.addAttribute("week", days);
        var fortnight =
                reports.outcomes(ReportScope.of(new DateRange(days.from().minusDays(7), days.to())));
        model.addAttribute("outcomes", outcomes(fortnight, days));
        model.addAttribute("chart", StackedChart.of(fortnight.chart()));
        model.addAttribute("ageing", breaks.ageing());
        return "console/today";
    }

    private Arrivals arrivals(Instant now) {
        var end = now.truncatedTo(ChronoUnit.HOURS).plus(1, ChronoUnit.HOURS);
        var begin = end.minus(1, ChronoUnit.DAYS);
        var last = hours.between(begin, end);
        var before = hours.between(begin.minus(WEEK), end.minus(WEEK));
        var labels = last.stream()
                .map(hour -> String.format(
                        Locale.ROOT,
                        "%02d:00",
                        hour.start().atZone(ledger.timeZone()).getHour()))
                .toList();
        var chart = new ChartValues(
                "Webhooks by hour, last 24 hours",
                labels,
                List.of(new ChartValues.Series(
                        "Webhooks",
                        "2E6F9E",
                        last.stream().map(hour -> (double) hour.deliveries()).toList())));
        return new Arrivals(sum(last), sum(before), StackedChart.of(chart));
    }

    private static long sum(List<ArrivalHours.Hour> hours) {
        return hours.stream().mapToLong(ArrivalHours.Hour::deliveries).sum();
    }

    /** The seven days up to yesterday, or to the newest day with sessions where that is longer ago. */
    private DateRange newestWeek(LedgerStatus.Status now) {
        var yesterday = LocalDate.ofInstant(clock.instant(), ledger.timeZone()).minusDays(1);
        var last = now.days().stream()
                .filter(day -> day.sessions() > 0 && !day.day().isAfter(yesterday))
                .map(DayState::day)
                .reduce((earlier, later) -> later)
                .orElse(yesterday);
        return new DateRange(last.minusDays(6), last);
    }

    /** Of the second week, against the first; the chart has each day. */
    private static List<Outcome> outcomes(OutcomesByDay fortnight, DateRange week) {
        var earlier = new DateRange(week.from().minusDays(7), week.to().minusDays(7));
        var all = fortnight.sum(week);
        var allBefore = fortnight.sum(earlier);
        return fortnight.sessions().keySet().stream()
                .map(outcome -> {
                    var sessions = fortnight.sum(outcome, week);
                    var before = fortnight.sum(outcome, earlier);
                    return new Outcome(
                            outcome.title(),
                            Words.lower(outcome).replace('_', '-'),
                            sessions,
                            share(sessions, all),
                            before,
                            share(before, allBefore));
                })
                .toList();
    }

    private static double share(long part, long all) {
        return all == 0 ? 0 : (double) part / all;
    }
}
