package vssledger.cli.run;

import java.io.PrintWriter;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import vssledger.cli.text.TextTable;
import vssledger.run.day.DayState;
import vssledger.run.day.DayState.State;

/** Business days and how far they have come: a calendar, a row a month, and a line a day. */
final class DaysText {

    private static final int MOST_DAYS = 31;

    private DaysText() {}

    /** A row a month and a letter a day, so that a gap catches the eye. */
    static void calendar(List<DayState> days, PrintWriter out) {
        var byMonth = days.stream()
                .collect(Collectors.groupingBy(
                        day -> YearMonth.from(day.day()),
                        TreeMap::new,
                        Collectors.toMap(DayState::day, Function.identity())));
        var head = new StringBuilder("           ");
        for (var day = 1; day <= MOST_DAYS; day++) {
            head.append(String.format(Locale.ROOT, "%2d ", day));
        }
        out.println(head.toString().stripTrailing());
        byMonth.forEach((month, its) -> out.println(row(month, its)));
        out.println("  c captured  p parsed  r reconciled  R reported  S sent  # closed  . nothing known"
                + "   ! touched since  x its last run failed");
    }

    private static String row(YearMonth month, Map<LocalDate, DayState> days) {
        var row = new StringBuilder("  " + month + "  ");
        for (var day = 1; day <= month.lengthOfMonth(); day++) {
            var state = days.get(month.atDay(day));
            row.append(state == null ? "   " : " " + letter(state.state()) + mark(state));
        }
        return row.toString().stripTrailing();
    }

    private static String letter(State state) {
        return switch (state) {
            case NONE -> ".";
            case CAPTURED -> "c";
            case PARSED -> "p";
            case RECONCILED -> "r";
            case REPORTED -> "R";
            case SENT -> "S";
            case CLOSED -> "#";
        };
    }

    private static String mark(DayState day) {
        return day.failed() ? "x" : day.stale() ? "!" : " ";
    }

    /** A line a day of which something is known. */
    static TextTable table(List<DayState> days) {
        var table = new TextTable(
                "day", "waiting", "deliveries", "sessions", "quarantined", "expected", "open breaks", "state", "run");
        days.stream()
                .filter(day -> day.state() != State.NONE)
                .forEach(day -> table.row(
                        day.day(),
                        day.waiting(),
                        day.deliveries(),
                        day.sessions(),
                        day.quarantined(),
                        day.expected(),
                        day.breaks(),
                        words(day),
                        day.runId() == null ? "" : day.runId().toString()));
        return table;
    }

    private static String words(DayState day) {
        return day.state().name().toLowerCase(Locale.ROOT)
                + (day.stale() ? ", stale" : "")
                + (day.failed() ? ", last run failed" : "")
                + (day.atWork() == null ? "" : ", at work");
    }
}
