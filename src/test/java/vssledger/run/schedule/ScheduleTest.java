package vssledger.run.schedule;

import static com.github.tomakehurst.wiremock.client.WireMock.matchingJsonPath;
import static com.github.tomakehurst.wiremock.client.WireMock.ok;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.kagkarlsson.scheduler.testhelper.ManualScheduler;
import com.github.kagkarlsson.scheduler.testhelper.SettableClock;
import com.github.kagkarlsson.scheduler.testhelper.TestHelper;
import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.GreenMailUtil;
import com.icegreen.greenmail.util.ServerSetup;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vssledger.lock.DayLocks;
import vssledger.platform.DateRange;
import vssledger.platform.Product;
import vssledger.run.NightlyRuns;
import vssledger.run.RunRequest;
import vssledger.run.Runs;
import vssledger.run.day.DayState;
import vssledger.run.day.DayStates;
import vssledger.testing.Summaries;
import vssledger.testing.TestLedger;

/** What servers do by themselves, on a clock that is set; the scheduler is real, but looks when it is told to. */
@Tag("runs")
class ScheduleTest {

    private static final String NIGHTLY = "vss.run.nightly-at=0 30 2 * * *";

    private final GreenMail smtp = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
    private final WireMockServer chat =
            new WireMockServer(WireMockConfiguration.options().dynamicPort());

    private final List<Server> servers = new ArrayList<>();

    @TempDir
    private Path home;

    @SuppressWarnings("NullAway.Init")
    private TestLedger ledger;

    /** A scheduler of a server, and the clock it goes by. */
    private record Server(ManualScheduler scheduler, SettableClock clock) {}

    @BeforeEach
    void start() {
        smtp.start();
        chat.start();
        chat.stubFor(post("/ops").willReturn(ok()));
    }

    @AfterEach
    void stop() {
        ledger.close();
        smtp.stop();
        chat.stop();
    }

    private void open(String... settings) {
        var mail = Stream.of(
                "spring.mail.host=127.0.0.1",
                "spring.mail.port=" + smtp.getSmtp().getPort(),
                "vss.subscription.ops.to=ops@example.com",
                "vss.subscription.ops.webhook=" + chat.baseUrl() + "/ops");
        ledger = TestLedger.open(
                home, Stream.concat(mail, Arrays.stream(settings)).toArray(String[]::new));
        ledger.the(NightlyRuns.class); // with the tables
    }

    private void addServer() {
        var clock = new SettableClock();
        clock.set(ledger.now());
        var builder = TestHelper.createManualScheduler(ledger.the(DataSource.class), List.of());
        builder.clock(clock).startTasks(ledger.the(ScheduledTasks.class).all());
        servers.add(new Server(Schedule.configured(builder).start(), clock));
    }

    /** At this time all servers look what is due, until nothing is. */
    private void at(String time) {
        ledger.at(time);
        for (var round = 0; round < 5; round++) {
            servers.forEach(server -> {
                server.clock().set(Instant.parse(time));
                server.scheduler().runAnyDueExecutions();
            });
        }
    }

    private List<String> runs() {
        return ledger.the(Runs.class).list(20).stream()
                .map(run -> run.range().inWords() + " " + run.state())
                .toList();
    }

    @Test
    void theNightlyJobRunsOnceAmongSeveralServers() {
        open(NIGHTLY);
        addServer();
        addServer();

        at("2026-03-11T02:29:59Z");
        assertThat(runs()).isEmpty();
        at("2026-03-11T02:30:01Z");
        assertThat(runs()).containsExactly("2026-03-10 COMPLETED");
        at("2026-03-12T02:30:01Z");
        assertThat(runs()).containsExactly("2026-03-11 COMPLETED", "2026-03-10 COMPLETED");
    }

    @Test
    void theNightlyJobRunsOnceOnDaysOnWhichTheClocksAreChanged() {
        open(NIGHTLY, "vss.time-zone=Europe/Berlin");
        ledger.at("2026-03-28T12:00:00Z");
        addServer();

        at("2026-03-29T00:59:59Z");
        assertThat(runs()).isEmpty();
        at("2026-03-29T01:00:01Z"); // 03:00:01, with no 02:30 before
        at("2026-03-29T12:00:00Z");
        assertThat(runs()).containsExactly("2026-03-28 COMPLETED");
        at("2026-03-30T00:30:01Z");
        assertThat(runs()).containsExactly("2026-03-29 COMPLETED", "2026-03-28 COMPLETED");

        servers.clear();
        ledger.jdbc().sql("DELETE FROM run.scheduled_task").update();
        ledger.at("2026-10-24T12:00:00Z");
        addServer();
        at("2026-10-25T00:30:01Z"); // 02:30, for the first time
        assertThat(runs()).hasSize(3).first().isEqualTo("2026-10-24 COMPLETED");
        addServer(); // started again between the two
        at("2026-10-25T01:30:01Z");
        assertThat(runs()).hasSize(3);
        at("2026-10-26T01:30:01Z");
        assertThat(runs()).hasSize(4).first().isEqualTo("2026-10-25 COMPLETED");
    }

    @Test
    void aNightThatIsLateStaysSoWhileTheClocksRepeatAnHour() {
        open("vss.run.nightly-at=0 0 2 * * *", "vss.run.done-by=02:15", "vss.time-zone=Europe/Berlin");
        ledger.at("2026-10-24T12:00:00Z");
        addServer();
        ledger.jdbc().sql("ALTER TABLE run.control_total RENAME TO away").update();
        at("2026-10-25T00:00:01Z");

        at("2026-10-25T00:15:01Z");
        at("2026-10-25T01:05:00Z"); // 02:05 again

        assertThat(Arrays.stream(smtp.getReceivedMessages()).map(ScheduleTest::subject))
                .contains("VSS Ledger: The nightly job is late")
                .noneMatch(subject -> subject.contains("Over: The nightly job is late"));
    }

    @Test
    void aServerThatSleptMakesUpForTheNightlyJobOnce() {
        open(NIGHTLY);
        addServer();
        at("2026-03-11T02:30:01Z");
        servers.clear();

        ledger.at("2026-03-14T09:00:00Z");
        addServer();
        at("2026-03-14T09:00:00Z");

        assertThat(runs()).containsExactly("2026-03-13 COMPLETED", "2026-03-10 COMPLETED");
        at("2026-03-15T02:30:01Z");
        assertThat(runs()).hasSize(3);
    }

    @Test
    void theReportsOfEveryWeekThatWasMissedAreMadeAndSent() throws Exception {
        open(
                "vss.subscription.schedules[0].name=weekly",
                "vss.subscription.schedules[0].at=0 0 7 * * MON",
                "vss.subscription.schedules[0].zone=Asia/Singapore",
                "vss.subscription.schedules[0].range=last-week",
                "vss.subscription.recipients[0].name=managers",
                "vss.subscription.recipients[0].workbook=managers.xlsx",
                "vss.subscription.recipients[0].to=boss@example.com",
                "vss.subscription.recipients[0].schedules=weekly");
        addServer();

        at("2026-03-15T22:59:59Z"); // Monday, 06:59:59 in Singapore
        assertThat(smtp.getReceivedMessages()).isEmpty();
        at("2026-03-31T00:00:00Z");

        assertThat(Arrays.stream(smtp.getReceivedMessages()).map(ScheduleTest::subject))
                .containsExactly(
                        "How calls ended, 2026-03-09 to 2026-03-15",
                        "How calls ended, 2026-03-16 to 2026-03-22",
                        "How calls ended, 2026-03-23 to 2026-03-29");
    }

    @Test
    void whoIsOnAScheduleGetsItsReportsAndCorrectionsOfThemOnly() throws Exception {
        open(
                "vss.subscription.schedules[0].name=monthly",
                "vss.subscription.schedules[0].at=0 0 7 1 * *",
                "vss.subscription.schedules[0].range=last-month",
                "vss.subscription.recipients[0].name=managers",
                "vss.subscription.recipients[0].workbook=managers.xlsx",
                "vss.subscription.recipients[0].to=boss@example.com",
                "vss.subscription.recipients[0].schedules=monthly",
                "vss.subscription.recipients[1].name=daily",
                "vss.subscription.recipients[1].workbook=ops.xlsx",
                "vss.subscription.recipients[1].to=team@example.com");
        addServer();
        ledger.ingest(Product.IVR, Summaries.aSummary("1").body());
        ledger.run("2026-03-02", "2026-03-02");
        at("2026-04-01T07:00:01Z");
        assertThat(ledger.rows("SELECT recipient, from_day, edition FROM subscription.dispatch ORDER BY id"))
                .containsExactly("daily | 2026-03-02 | 1", "managers | 2026-03-01 | 1");

        ledger.ingest(Product.IVR, Summaries.aSummary("2").body());
        ledger.run("2026-03-02", "2026-03-02");

        assertThat(ledger.rows(
                        "SELECT recipient, from_day, edition FROM subscription.dispatch WHERE edition = 2 ORDER BY id"))
                .containsExactly("managers | 2026-03-01 | 2", "daily | 2026-03-02 | 2");
    }

    @Test
    void aRunThatFailsIsTriedAgainAfterAWhileAndOperationsAreTold() throws Exception {
        open(NIGHTLY);
        addServer();
        ledger.ingest(Product.IVR, Summaries.aSummary("1").body());
        ledger.jdbc().sql("ALTER TABLE run.control_total RENAME TO away").update();

        at("2026-03-11T02:30:00Z");
        assertThat(runs()).containsExactly("2026-03-10 FAILED");
        assertThat(subject(smtp.getReceivedMessages()[0])).startsWith("VSS Ledger: Run 1 failed");
        assertThat(GreenMailUtil.getBody(smtp.getReceivedMessages()[0]))
                .contains("count-deliveries", "vss runs show 1", "vss runs restart 1");
        chat.verify(postRequestedFor(urlEqualTo("/ops"))
                .withRequestBody(matchingJsonPath("$.text"))
                .withRequestBody(matchingJsonPath("$.at")));

        ledger.jdbc().sql("ALTER TABLE run.away RENAME TO control_total").update();
        at("2026-03-11T02:34:59Z");
        assertThat(runs()).hasSize(1);
        at("2026-03-11T02:35:01Z");
        assertThat(runs()).containsExactly("2026-03-10 COMPLETED", "2026-03-10 FAILED");
        at("2026-03-12T02:30:01Z");
        assertThat(runs()).hasSize(3);
    }

    @Test
    void aRunThatFindsTheBooksHeldWaitsAMinute() {
        open(NIGHTLY);
        addServer();

        ledger.the(DayLocks.class).alone("A test", () -> {
            at("2026-03-11T02:30:01Z");
            return true;
        });
        assertThat(runs()).isEmpty();
        assertThat(smtp.getReceivedMessages()).isEmpty();
        at("2026-03-11T02:31:02Z");

        assertThat(runs()).containsExactly("2026-03-10 COMPLETED");
    }

    @Test
    void operationsAreToldWhereTheNightIsLate() throws Exception {
        open(NIGHTLY, "vss.run.done-by=06:00");
        addServer();
        ledger.jdbc().sql("ALTER TABLE run.control_total RENAME TO away").update();
        at("2026-03-11T02:30:01Z");
        smtp.purgeEmailFromAllMailboxes();

        at("2026-03-11T06:00:01Z");

        assertThat(Arrays.stream(smtp.getReceivedMessages()).map(ScheduleTest::subject))
                .contains("VSS Ledger: The nightly job is late");
        smtp.purgeEmailFromAllMailboxes();
        ledger.jdbc().sql("ALTER TABLE run.away RENAME TO control_total").update();
        at("2026-03-12T02:30:01Z");
        at("2026-03-12T06:00:01Z");
        assertThat(Arrays.stream(smtp.getReceivedMessages()).map(ScheduleTest::subject))
                .containsExactly("VSS Ledger: Over: The nightly job is late");
    }

    @Test
    void whatCouldNotBeDeliveredIsTriedAgainAfterAWhileThatGrows() throws Exception {
        var port = smtp.getSmtp().getPort();
        open(
                "vss.subscription.attempts=3",
                "vss.subscription.recipients[0].name=managers",
                "vss.subscription.recipients[0].workbook=managers.xlsx",
                "vss.subscription.recipients[0].to=boss@example.com");
        addServer();
        smtp.stop();
        ledger.at("2026-03-11T06:00:00Z");
        ledger.run("2026-03-02", "2026-03-02");

        at("2026-03-11T06:00:59Z");
        assertThat(attempts()).containsExactly("DUE | 1");
        at("2026-03-11T06:02:00Z"); // it is looked for once a minute
        assertThat(attempts()).containsExactly("DUE | 2");
        at("2026-03-11T06:05:59Z");
        assertThat(attempts()).containsExactly("DUE | 2");
        var again = new GreenMail(new ServerSetup(port, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
        again.start();
        try {
            at("2026-03-11T06:07:00Z");
            assertThat(again.getReceivedMessages()).hasSize(1);
        } finally {
            again.stop();
        }
        assertThat(attempts()).containsExactly("SENT | 3");
    }

    @Test
    void operationsAreToldOfADeliveryThatIsGivenUp() {
        open(
                "vss.subscription.attempts=1",
                "vss.subscription.recipients[0].name=share",
                "vss.subscription.recipients[0].workbook=managers.xlsx",
                "vss.subscription.recipients[0].folder=/dev/null/share");
        ledger.run("2026-03-02", "2026-03-02");

        assertThat(attempts()).containsExactly("GIVEN_UP | 1");
        assertThat(GreenMailUtil.getBody(smtp.getReceivedMessages()[0]))
                .contains("/dev/null/share", "vss run --resend --from 2026-03-02 --to 2026-03-02");
    }

    @Test
    void aRunThatFailsIsTriedAfter5And15And60MinutesAndThenAtItsNextTime() {
        open(NIGHTLY);
        addServer();
        ledger.ingest(Product.IVR, Summaries.aSummary("1").body());
        ledger.jdbc().sql("ALTER TABLE run.control_total RENAME TO away").update();

        at("2026-03-11T02:30:00Z");
        assertThat(next()).isEqualTo("2026-03-11 02:35:00");
        at("2026-03-11T02:35:00Z");
        assertThat(next()).isEqualTo("2026-03-11 02:50:00");
        at("2026-03-11T02:50:00Z");
        assertThat(next()).isEqualTo("2026-03-11 03:50:00");
        at("2026-03-11T03:50:00Z");

        assertThat(next()).isEqualTo("2026-03-12 02:30:00");
        assertThat(smtp.getReceivedMessages())
                .as("told once, however often it is tried in vain")
                .hasSize(1);
    }

    @Test
    void alertsAreLookedForOnceAMinute() {
        open();
        addServer();
        at("2026-03-11T02:00:00Z");

        assertThat(ledger.rows("SELECT execution_time AT TIME ZONE 'UTC' FROM run.scheduled_task"
                        + " WHERE task_name = 'alerts'"))
                .containsExactly("2026-03-11 02:01:00");
    }

    private String next() {
        return ledger.rows("SELECT execution_time AT TIME ZONE 'UTC' FROM run.scheduled_task"
                        + " WHERE task_name = 'nightly job'")
                .get(0);
    }

    @Test
    void aScheduleMayBeOfSomeProductsAndSubaccountsAndOfTheMonthThatEnds() throws Exception {
        open(
                "vss.subscription.schedules[0].name=month end",
                "vss.subscription.schedules[0].at=0 0 23 L * *",
                "vss.subscription.schedules[0].range=this-month",
                "vss.subscription.schedules[0].products=ivr",
                "vss.subscription.schedules[0].sub-accounts=acme",
                "vss.subscription.recipients[0].name=customer",
                "vss.subscription.recipients[0].workbook=managers.xlsx",
                "vss.subscription.recipients[0].to=boss@example.com",
                "vss.subscription.recipients[0].schedules=month end",
                "vss.subscription.recipients[1].name=daily",
                "vss.subscription.recipients[1].workbook=ops.xlsx",
                "vss.subscription.recipients[1].to=team@example.com");
        addServer();
        ledger.ingest(Product.IVR, Summaries.aSummary("1").subAccount("acme").body());
        ledger.ingest(Product.IVR, Summaries.aSummary("2").subAccount("beta").body());

        at("2026-03-31T23:00:01Z");

        var report = smtp.getReceivedMessagesForDomain("boss@example.com")[0];
        assertThat(subject(report)).isEqualTo("How calls ended, 2026-03-01 to 2026-03-31, IVR, acme");
        assertThat(GreenMailUtil.getBody(report)).containsPattern("IVR +1 +- +100.0%");
        assertThat(home.resolve("reports/out/2026-03-01_2026-03-31_ivr_acme/edition-1/outcome-breakdown.csv"))
                .content()
                .contains(",acme,")
                .doesNotContain(",beta,");
        assertThat(ledger.the(DayStates.class)
                        .of(DateRange.of(LocalDate.parse("2026-03-02")))
                        .get(0)
                        .state())
                .as("who gets only a part has not got the day")
                .isEqualTo(DayState.State.REPORTED);

        ledger.ingest(Product.IVR, Summaries.aSummary("3").subAccount("acme").body());
        ledger.run("2026-03-02", "2026-03-02");
        assertThat(ledger.rows(
                        "SELECT recipient, from_day, narrowed_to, edition FROM subscription.dispatch ORDER BY id"))
                .as("a correction for whom it was made, and the day for all others")
                .containsExactly(
                        "customer | 2026-03-01 | product:ivr sub-account:acme | 1",
                        "customer | 2026-03-01 | product:ivr sub-account:acme | 2",
                        "daily | 2026-03-02 |  | 1");

        ledger.the(NightlyRuns.class)
                .run(ledger.request("2026-03-01", "2026-03-31").sending(RunRequest.Sending.AGAIN));
        assertThat(
                        ledger.rows(
                                "SELECT edition, count(*) FROM subscription.dispatch d"
                                        + " JOIN subscription.attempt a ON a.dispatch_id = d.id WHERE recipient = 'customer' GROUP BY 1 ORDER BY 1"))
                .as("sent again where asked for")
                .containsExactly("1 | 1", "2 | 2");
    }

    @Test
    void aScheduleMovesWhereItsTimeIsAnotherNow() {
        open(NIGHTLY);
        addServer();
        var later = new TimedTask(
                "nightly job", CronTimes.of("0 0 4 * * *", java.time.ZoneOffset.UTC), TimedTask.Missed.ONCE, due -> {});
        var clock = new SettableClock();
        clock.set(ledger.now());
        Schedule.configured(TestHelper.createManualScheduler(ledger.the(DataSource.class), List.of())
                        .clock(clock)
                        .startTasks(List.of(later)))
                .start();

        assertThat(ledger.rows("SELECT execution_time AT TIME ZONE 'UTC' FROM run.scheduled_task"
                        + " WHERE task_name = 'nightly job'"))
                .containsExactly("2026-03-11 04:00:00");
    }

    @Test
    void aScheduleThatIsNoneIsTold() {
        open();
        assertThatThrownBy(() -> TestLedger.open(
                        home, "vss.subscription.schedules[0].name=weekly", "vss.subscription.schedules[0].at=mondays"))
                .rootCause()
                .hasMessageContaining("\"mondays\", which is no cron expression. Write six fields");
        assertThatThrownBy(() -> TestLedger.open(
                        home,
                        "vss.subscription.schedules[0].name=weekly",
                        "vss.subscription.schedules[0].at=0 0 7 * * MON",
                        "vss.subscription.schedules[0].range=sometimes"))
                .rootCause()
                .hasMessageContaining("has the range \"sometimes\". Use one of: yesterday, last-week, last-month");
    }

    private List<String> attempts() {
        return ledger.rows("SELECT d.state, count(*) FROM subscription.dispatch d"
                + " JOIN subscription.attempt a ON a.dispatch_id = d.id GROUP BY d.id, d.state");
    }

    private static String subject(jakarta.mail.internet.MimeMessage message) {
        try {
            return message.getSubject();
        } catch (jakarta.mail.MessagingException e) {
            throw new AssertionError(e);
        }
    }
}
