package vssledger.run.schedule;

import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.zone.ZoneOffsetTransition;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** When it is the turn of a cron expression, in zones that change their clocks and in those that do not. */
class CronTimesTest {

    private static final List<LocalTime> TIMES = Stream.of(
                    "00:00", "00:30", "01:00", "01:30", "02:00", "02:30", "03:00", "12:00", "22:59", "23:00", "23:30",
                    "23:59")
            .map(LocalTime::parse)
            .toList();

    private static List<Instant> turns(String cron, String zone, String from, String to) {
        var times = CronTimes.of(cron, ZoneId.of(zone));
        var end = Instant.parse(to);
        return Stream.iterate(
                        times.after(Instant.parse(from)),
                        turn -> turn.isPresent() && turn.get().isBefore(end),
                        turn -> times.after(turn.get()))
                .flatMap(Optional::stream)
                .toList();
    }

    @ParameterizedTest
    @CsvSource({
        "Europe/Berlin, 2026-03-28T12:00:00Z, 2026-03-29T01:00:00Z", // 02:30 is skipped: 03:00
        "America/New_York, 2026-03-07T12:00:00Z, 2026-03-08T07:00:00Z",
        "Europe/Berlin, 2026-10-24T12:00:00Z, 2026-10-25T00:30:00Z", // 02:30 for the first time
        "Europe/Berlin, 2026-10-25T00:30:00Z, 2026-10-26T01:30:00Z", // and not for the second
        "Europe/Berlin, 2026-10-25T01:15:00Z, 2026-10-26T01:30:00Z", // asked while 02:00 to 03:00 is repeated
        "Europe/Berlin, 2026-03-29T00:59:59Z, 2026-03-29T01:00:00Z",
        "Europe/Berlin, 2026-03-29T01:00:00Z, 2026-03-30T00:30:00Z",
    })
    void theNightlyJobHasOneTurnOnADayOnWhichTheClocksAreChanged(String zone, Instant after, Instant turn) {
        assertThat(CronTimes.of("0 30 2 * * *", ZoneId.of(zone)).after(after)).contains(turn);
    }

    /** Zones whose clocks do the same in these years are walked once. */
    @Test
    void aDailyExpressionHasOneTurnOnEachDayOfTheCalendarInEveryZone() {
        var from = Instant.parse("2026-01-01T00:00:00Z");
        var to = Instant.parse("2028-01-01T00:00:00Z");
        var zones = ZoneId.getAvailableZoneIds().stream()
                .map(ZoneId::of)
                .collect(groupingBy(zone -> List.of(zone.getRules().getOffset(from), changes(zone, from, to))));

        assertThat(zones).hasSizeGreaterThan(50);
        zones.values().forEach(alike -> assertOneTurnADay(alike.get(0), from, to));
    }

    @ParameterizedTest
    @CsvSource({
        "Pacific/Apia, 2011-12-01T00:00:00Z", // leaves out 30 December
        "Pacific/Kwajalein, 1993-08-01T00:00:00Z", // leaves out 21 August
        "Pacific/Kwajalein, 1969-09-01T00:00:00Z", // repeats nearly all of 30 September
        "America/Santiago, 2026-08-01T00:00:00Z", // skips midnight
        "America/Santiago, 2026-03-20T00:00:00Z", // repeats the hour before midnight
        "Africa/Cairo, 2026-04-01T00:00:00Z",
        "Asia/Beirut, 2026-03-01T00:00:00Z",
        "America/Nuuk, 2026-03-01T00:00:00Z", // skips the last hour of a day
        "Australia/Lord_Howe, 2026-09-20T00:00:00Z", // by half an hour
        "Antarctica/Troll, 2026-03-01T00:00:00Z", // by two hours
        "Africa/Casablanca, 2026-02-01T00:00:00Z",
        "America/Toronto, 1919-03-20T00:00:00Z" // skips from 23:30 to 00:30
    })
    void soItHasWhereADayIsLeftOutOrRepeatedOrMidnightIs(String zone, Instant from) {
        assertOneTurnADay(ZoneId.of(zone), from, from.plus(Duration.ofDays(75)));
    }

    private static List<ZoneOffsetTransition> changes(ZoneId zone, Instant from, Instant to) {
        var changes = new ArrayList<ZoneOffsetTransition>();
        for (var change = zone.getRules().nextTransition(from);
                change != null && change.getInstant().isBefore(to);
                change = zone.getRules().nextTransition(change.getInstant())) {
            changes.add(change);
        }
        return changes;
    }

    private static void assertOneTurnADay(ZoneId zone, Instant from, Instant to) {
        var calendar = new TreeSet<LocalDate>();
        for (var at = from; at.isBefore(to); at = at.plus(Duration.ofHours(1))) {
            calendar.add(LocalDate.ofInstant(at, zone));
        }
        calendar.pollFirst(); // has begun before
        calendar.pollLast();
        for (var time : TIMES) {
            var cron = "0 " + time.getMinute() + " " + time.getHour() + " * * *";
            var turns = turns(cron, zone.getId(), from.toString(), to.toString());

            assertThat(turns.stream()
                            .map(turn -> LocalDate.ofInstant(turn, zone))
                            .filter(calendar::contains))
                    .as("%s in %s", cron, zone)
                    .containsExactlyElementsOf(calendar);
            assertThat(turns.stream().map(turn -> LocalDateTime.ofInstant(turn, zone)))
                    .as("%s in %s is at its time, but where the clocks skip it", cron, zone)
                    .allMatch(turn -> turn.toLocalTime().equals(time)
                            || isSkipped(turn.toLocalDate().atTime(time), zone));
        }
    }

    private static boolean isSkipped(LocalDateTime time, ZoneId zone) {
        return zone.getRules().getValidOffsets(time).isEmpty();
    }

    @Test
    void severalTimesOfADayHaveATurnEach() {
        assertThat(turns("0 0 0,2,3,6 * * *", "Europe/Berlin", "2026-10-24T20:00:00Z", "2026-10-25T12:00:00Z"))
                .map(Instant::toString)
                .containsExactly(
                        "2026-10-24T22:00:00Z", "2026-10-25T00:00:00Z", "2026-10-25T02:00:00Z", "2026-10-25T05:00:00Z");
        assertThat(turns("0 15,45 * * * *", "Europe/Berlin", "2026-03-29T00:00:00Z", "2026-03-29T02:00:00Z"))
                .as("the two that are skipped share a turn")
                .map(Instant::toString)
                .containsExactly(
                        "2026-03-29T00:15:00Z",
                        "2026-03-29T00:45:00Z",
                        "2026-03-29T01:00:00Z",
                        "2026-03-29T01:15:00Z",
                        "2026-03-29T01:45:00Z");
    }

    @Test
    void daysOfTheWeekAndOfTheMonthKeepTheirMeaning() {
        assertThat(turns("0 30 2 * * SUN", "Europe/Berlin", "2026-03-20T00:00:00Z", "2026-04-06T00:00:00Z"))
                .map(Instant::toString)
                .containsExactly("2026-03-22T01:30:00Z", "2026-03-29T01:00:00Z", "2026-04-05T00:30:00Z");
        assertThat(turns("0 30 0 L * *", "Asia/Beirut", "2026-02-01T00:00:00Z", "2026-05-01T00:00:00Z"))
                .hasSize(3);
        assertThat(turns("0 0 7 30 2 *", "UTC", "2026-02-01T00:00:00Z", "2028-05-01T00:00:00Z"))
                .isEmpty();
    }
}
