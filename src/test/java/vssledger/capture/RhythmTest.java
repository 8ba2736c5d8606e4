package vssledger.capture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.nio.file.Path;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import vssledger.platform.LedgerProperties;
import vssledger.platform.SettableClock;
import vssledger.platform.db.SqlFiles;
import vssledger.testing.TestDatabase;

/** When a subaccount counts as silent: on Tuesday, 10 March 2026, at half past twelve. */
class RhythmTest {

    private static final Instant NOW = Instant.parse("2026-03-10T12:30:00Z");

    @SuppressWarnings("NullAway.Init")
    private TestDatabase db;

    @SuppressWarnings("NullAway.Init")
    private Rhythm rhythm;

    @BeforeEach
    void open() {
        db = TestDatabase.fresh();
        rhythm = rhythm(ZoneOffset.UTC, NOW);
    }

    private Rhythm rhythm(ZoneId zone, Instant now) {
        var ledger = new LedgerProperties(Path.of("."), zone, "any");
        return new Rhythm(db.jdbc(), new SqlFiles(), ledger, new SettableClock(now));
    }

    @AfterEach
    void close() {
        db.close();
    }

    /**
     * What came, and whether that is silence.
     *
     * @param came the later ones in place of the earlier ones
     * @param usual null where the subaccount is not silent
     */
    record Case(String why, List<Hours> came, @Nullable Long usual) {

        @Override
        public String toString() {
            return why;
        }
    }

    /** So many webhooks in each hour from this one on and before that one, the last of them at twenty past. */
    record Hours(Instant from, Instant until, int deliveries) {}

    static List<Case> cases() {
        return List.of(
                silent("ten an hour usually came, none in the last three", 30, each("02-01T00", "03-10T09", 10)),
                silent("one whole hour is enough", 10, each("02-01T00", "03-10T11", 10)),
                notSilent("no whole hour has gone by", each("02-01T00", "03-10T12", 1000)),
                notSilent("the last one came in this hour", each("02-01T00", "03-10T13", 1000)),
                notSilent("the last one came in an hour to come", each("02-01T00", "03-10T16", 1000)),
                silent(
                        "the fewest of four weeks are told",
                        17,
                        each("02-01T00", "03-10T09", 10),
                        each("02-24T09", "02-24T10", 0),
                        each("02-24T10", "02-24T11", 7)),
                silent("five are enough", 5, each("02-01T00", "03-10T11", 5)),
                notSilent(
                        "four in one week may as well be none",
                        each("02-01T00", "03-10T11", 10),
                        each("02-17T11", "02-17T12", 4)),
                notSilent(
                        "nothing came at this time of one week",
                        each("02-01T00", "03-10T09", 10),
                        each("02-10T09", "02-10T12", 0)),
                silent(
                        "what came at another time of the week tells nothing",
                        30,
                        each("02-01T00", "03-10T09", 10),
                        each("02-24T12", "02-25T00", 0),
                        each("02-24T00", "02-24T09", 0)),
                notSilent(
                        "what came five weeks ago tells nothing",
                        each("02-03T00", "02-04T00", 10),
                        each("03-10T08", "03-10T09", 10)),
                silent("known for a week", 30, each("03-03T08", "03-10T09", 10)),
                notSilent("not known before this time of the last week", each("03-03T09", "03-10T09", 10)),
                notSilent("known since today", each("03-10T00", "03-10T09", 10)),
                silent("weeks before it was known do not count", 30, each("02-20T00", "03-10T09", 10)),
                silent("silent for two days: the last 24 hours count", 240, each("02-01T00", "03-08T12", 10)),
                silent(
                        "silent since last week's time had begun: that week does not count",
                        240,
                        each("02-01T00", "03-03T00", 10)),
                silent("silent for ten days: the weeks before count", 240, each("02-01T00", "02-28T12", 10)),
                silent("silent for almost 28 days", 240, each("02-01T00", "02-10T14", 10)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void isSilentOrNot(Case c) {
        seed("acme", c.came().toArray(Hours[]::new));

        assertThat(rhythm.now())
                .singleElement()
                .extracting(SubAccountRhythm::silence)
                .isEqualTo(c.usual() == null ? null : new SubAccountRhythm.Silence(c.usual()));
    }

    @Test
    void whoStoppedForGoodIsListedFor28Days() {
        seed("acme", each("02-01T00", "02-10T13", 10));
        assertThat(rhythm.now()).isEmpty();

        db.jdbc()
                .sql("UPDATE capture.arrival_hour SET last_at = ? WHERE hour = '2026-02-10T12:00Z'")
                .param(Timestamp.from(NOW.minus(Duration.ofDays(28))))
                .update();
        assertThat(rhythm.now())
                .containsExactly(new SubAccountRhythm(
                        "acme", NOW.minus(Duration.ofDays(28)), 0, new SubAccountRhythm.Silence(240)));
    }

    @Test
    void listsTheSilentOnesFirst() {
        seed("acme", each("03-10T11", "03-10T13", 7));
        seed("globex", each("02-01T00", "03-10T09", 10));
        seed("initech", each("02-01T00", "03-10T10", 10));
        seed("", each("02-01T00", "03-10T09", 10)); // of those without a name nobody can go silent

        assertThat(rhythm.now())
                .extracting(SubAccountRhythm::subAccountId, SubAccountRhythm::lastAt)
                .containsExactly(
                        tuple("globex", Instant.parse("2026-03-10T08:20:00Z")),
                        tuple("initech", Instant.parse("2026-03-10T09:20:00Z")),
                        tuple("acme", Instant.parse("2026-03-10T12:20:00Z")));
    }

    @Test
    void theLastDayEndsWithTheHourThatHasBegun() {
        seed(
                "acme",
                each("03-09T12", "03-09T13", 1000),
                each("03-09T13", "03-09T14", 100),
                each("03-10T12", "03-10T13", 1));

        assertThat(rhythm.now())
                .singleElement()
                .extracting(SubAccountRhythm::lastDay)
                .isEqualTo(101L);
    }

    /** From nine to five by the clock of Berlin, which was put back on Sunday, 25 October 2026. */
    @Test
    void whoWorksByTheLocalClockIsNotSilentWhereTheClocksWereChanged() {
        var berlin = ZoneId.of("Europe/Berlin");
        for (var day = LocalDate.parse("2026-09-20");
                day.isBefore(LocalDate.parse("2026-10-26"));
                day = day.plusDays(1)) {
            seed(
                    "acme",
                    new Hours(
                            day.atTime(9, 0).atZone(berlin).toInstant(),
                            day.atTime(17, 0).atZone(berlin).toInstant(),
                            10));
        }

        assertThat(rhythm(berlin, Instant.parse("2026-10-26T08:30:00Z")).now())
                .as("half past nine")
                .singleElement()
                .extracting(SubAccountRhythm::silence)
                .isNull();
        assertThat(rhythm(berlin, Instant.parse("2026-10-26T09:30:00Z")).now())
                .as("half past ten")
                .singleElement()
                .extracting(SubAccountRhythm::silence)
                .isEqualTo(new SubAccountRhythm.Silence(10));
    }

    private static Case silent(String why, long usual, Hours... came) {
        return new Case(why, List.of(came), usual);
    }

    private static Case notSilent(String why, Hours... came) {
        return new Case(why, List.of(came), null);
    }

    private static Hours each(String from, String until, int deliveries) {
        return new Hours(
                Instant.parse("2026-" + from + ":00:00Z"), Instant.parse("2026-" + until + ":00:00Z"), deliveries);
    }

    private void seed(String subAccountId, Hours... came) {
        for (var hours : came) {
            db.jdbc()
                    .sql("""
                            DELETE FROM capture.arrival_hour
                            WHERE sub_account_id = :name AND hour >= :from::timestamptz AND hour < :until::timestamptz
                            """)
                    .param("name", subAccountId)
                    .param("from", hours.from().toString())
                    .param("until", hours.until().toString())
                    .update();
            db.jdbc()
                    .sql("""
                            INSERT INTO capture.arrival_hour (sub_account_id, hour, deliveries, last_at)
                            SELECT :name, hour, :deliveries, hour + interval '20 minutes'
                            FROM generate_series(:from::timestamptz, :until::timestamptz - interval '1 hour', '1 hour') AS hour
                            WHERE :deliveries > 0
                            """)
                    .param("name", subAccountId)
                    .param("from", hours.from().toString())
                    .param("until", hours.until().toString())
                    .param("deliveries", hours.deliveries())
                    .update();
        }
    }
}
