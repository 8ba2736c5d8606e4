package vssledger.console.page;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import vssledger.console.Page;
import vssledger.platform.DateRange;
import vssledger.reconcile.breaks.NotCheckableBreaks;
import vssledger.report.ReportScope;
import vssledger.report.Reports;
import vssledger.report.edition.Editions;
import vssledger.run.day.DayState;
import vssledger.run.day.DayStates;

/** The business days as a heat map, and each of them. */
@Page
class DaysPages {

    private static final int NEWEST = 400;
    private static final int EDITIONS = 500;

    private final DayStates days;
    private final Reports reports;
    private final Editions editions;
    private final NotCheckableBreaks notCheckable;

    DaysPages(DayStates days, Reports reports, Editions editions, NotCheckableBreaks notCheckable) {
        this.days = days;
        this.reports = reports;
        this.editions = editions;
        this.notCheckable = notCheckable;
    }

    /** A month as a calendar: weeks of seven cells, Monday first; null outside of the month. */
    record Month(YearMonth month, List<List<@Nullable Cell>> weeks) {}

    /**
     * A day in it.
     *
     * @param found null where the ledger knows nothing of it
     */
    record Cell(LocalDate day, @Nullable DayState found) {}

    /**
     * What the heat map's signs mean, and how many days bear each.
     *
     * @param failed whose last run did not come to its end
     */
    record Legend(Map<DayState.State, Long> states, long stale, long failed, long broken) {

        static Legend of(List<DayState> days) {
            var states = new EnumMap<DayState.State, Long>(DayState.State.class);
            Arrays.stream(DayState.State.values()).forEach(state -> states.put(state, 0L));
            days.forEach(day -> states.merge(day.state(), 1L, Long::sum));
            return new Legend(
                    states,
                    days.stream().filter(DayState::stale).count(),
                    days.stream().filter(DayState::failed).count(),
                    days.stream().filter(day -> day.breaks() > 0).count());
        }
    }

    @GetMapping("/console/days")
    String days(Model model) {
        var newest = days.newest(NEWEST);
        model.addAttribute("months", months(newest));
        model.addAttribute("legend", Legend.of(newest));
        return "console/days";
    }

    @GetMapping("/console/days/{day}")
    String day(@PathVariable LocalDate day, Model model) {
        var found = days.of(DateRange.of(day)).get(0);
        if (known(found) == null) {
            throw new EveryPage.NoSuchPageException("The ledger knows nothing of " + day + ".");
        }
        var scope = ReportScope.of(DateRange.of(day));
        model.addAttribute("day", found);
        model.addAttribute("notCheckable", notCheckable.breaks(DateRange.of(day)));
        model.addAttribute("outcomes", reports.rows("outcome-breakdown", scope));
        model.addAttribute("reconciliation", reports.rows("reconciliation-summary", scope));
        model.addAttribute(
                "editions",
                editions.newest(EDITIONS).stream()
                        .filter(edition ->
                                edition.latest() && edition.scope().range().contains(day))
                        .toList());
        return "console/day";
    }

    private static List<Month> months(List<DayState> days) {
        var byMonth = days.stream()
                .collect(Collectors.groupingBy(
                        day -> YearMonth.from(day.day()),
                        () -> new TreeMap<YearMonth, Map<LocalDate, DayState>>(Comparator.reverseOrder()),
                        Collectors.toMap(DayState::day, day -> day)));
        return byMonth.entrySet().stream()
                .map(month -> month(month.getKey(), month.getValue()))
                .toList();
    }

    /** Null where nothing came of it, and no run went over it. */
    private static @Nullable DayState known(@Nullable DayState day) {
        return day == null || (day.state() == DayState.State.NONE && day.runId() == null) ? null : day;
    }

    private static Month month(YearMonth month, Map<LocalDate, DayState> days) {
        var weeks = new ArrayList<List<@Nullable Cell>>();
        var first = month.atDay(1);
        var monday = first.minusDays(first.getDayOfWeek().getValue() - 1L);
        for (var start = monday; !start.isAfter(month.atEndOfMonth()); start = start.plusWeeks(1)) {
            var week = new ArrayList<@Nullable Cell>();
            for (var day : new DateRange(start, start.plusDays(6)).days()) {
                week.add(YearMonth.from(day).equals(month) ? new Cell(day, known(days.get(day))) : null);
            }
            weeks.add(week);
        }
        return new Month(month, weeks);
    }
}
