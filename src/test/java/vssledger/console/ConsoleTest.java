package vssledger.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static vssledger.testing.Summaries.aSummary;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.Cookie;
import org.openqa.selenium.Keys;
import vssledger.console.access.FirstAccess;
import vssledger.console.access.Passwords;
import vssledger.console.access.Role;
import vssledger.console.access.UserFile;
import vssledger.console.page.StartedRuns;
import vssledger.expected.ExpectedImports;
import vssledger.expected.ExpectedSource;
import vssledger.platform.Product;
import vssledger.run.RunFailedException;
import vssledger.run.RunOrigin;
import vssledger.run.Runs;
import vssledger.testing.BilledLegs;
import vssledger.testing.Certificates;
import vssledger.testing.TestLedger;

/** The console as people use it: in a real browser, over TLS, on two days with breaks and something in quarantine. */
@Tag("browser")
class ConsoleTest {

    private static final String PASSWORD = "correct horse battery";
    private static final String FIRST_DAY = "2026-03-02";
    private static final String DAY = "2026-03-03";
    private static final String OTHER_DAY = "2026-03-05";
    private static final String STOPPED_DAY = "2026-03-07";
    private static final String NUMBER = "+6581112222";

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private static Path home;

    @SuppressWarnings("NullAway.Init")
    private static TestLedger ledger;

    @SuppressWarnings("NullAway.Init")
    private static Browser browser;

    @BeforeAll
    static void open() throws Exception {
        assumeTrue(
                Browser.isThere(),
                "No page of the console was looked at: neither chromium nor chromedriver is on the PATH.");
        Files.createDirectories(home.resolve("config"));
        Files.writeString(home.resolve("config/lists.yml"), """
                vss:
                  lists:
                    dialler:
                      columns: {time: Dialled at, destination: Phone}
                      sub-account-id: acme
                      product: ivr
                      country: SG
                """);
        ledger = TestLedger.serving(
                home,
                "server.ssl.bundle=console",
                "spring.ssl.bundle.jks.console.keystore.location=file:" + Certificates.keyStore(home, "console"),
                "spring.ssl.bundle.jks.console.keystore.password=" + Certificates.PASSWORD,
                "spring.datasource.hikari.connection-timeout=2000",
                "vss.subscription.recipients[0].name=archive",
                "vss.subscription.recipients[0].workbook=managers.xlsx",
                "vss.subscription.recipients[0].folder=archive");
        seed();
        browser = Browser.open(home.resolve("browser"), ledger.management("/"));
        makeTheFirstUser();
        var users = ledger.the(UserFile.class);
        users.add("Vera", Passwords.hash(PASSWORD), List.of(Role.VIEWER), List.of());
        users.add("Otto", Passwords.hash(PASSWORD), List.of(Role.OPS), List.of());
        users.add("Fina", Passwords.hash(PASSWORD), List.of(Role.FINANCE), List.of());
    }

    private static void seed() throws IOException {
        ledger.ingest(
                Product.IVR,
                aSummary("s-1").body(),
                aSummary("s-2").status("BUSY").seconds(0).body(),
                aSummary("s-3").from(DAY + "T09:00:00Z", DAY + "T09:01:00Z").body(),
                aSummary("s-4")
                        .from(DAY + "T10:00:00Z", DAY + "T10:01:00Z")
                        .status("NO_ANSWER")
                        .seconds(0)
                        .body(),
                "{\"namespace\":\"VOICE\",\"eventType\":\"SESSION_SUMMARY\",\"payload\":{\"sessionStatus\":\"BUSY\",\"errorDetails\":{\"errorCode\":-2004},"
                        + "\"details\":{\"callA\":{\"destination\":\"" + NUMBER + "\"}}}}");
        var bill = Files.writeString(
                home.resolve("bill.csv"),
                BilledLegs.file(
                        BilledLegs.aLeg("s-1", "call-s-1").with("TotalPriceOfCall", "0.5"),
                        BilledLegs.aLeg("s-8", "call-s-8")
                                .with("TotalPriceOfCall", "0.7")
                                .with("SipStatus", "486 Busy Here"),
                        BilledLegs.aLeg("s-9", "call-s-9").with("TotalPriceOfCall", "900")));
        ledger.the(ExpectedImports.class).importFile(ExpectedSource.of("8x8-log-export"), bill);
        var list = Files.writeString(home.resolve("list.csv"), "Phone;Dialled at\n80000001;2026-03-02 08:00:10\n");
        ledger.the(ExpectedImports.class).importFile(ExpectedSource.SESSIONS, "dialler", list);
        ledger.run(FIRST_DAY, DAY);
    }

    /** With the password that the server tells while nobody is a user; it opens nothing but that, and ends with it. */
    private static void makeTheFirstUser() {
        var once = ledger.the(FirstAccess.class).password().orElseThrow();
        browser.logIn(FirstAccess.NAME, once);
        assertThat(browser.path()).isEqualTo("/console/first");
        assertThat(browser.go("/console/breaks").path()).isEqualTo("/console/first");
        browser.isSound("first");
        browser.type("name", "Ada")
                .type("password", PASSWORD)
                .type("again", PASSWORD)
                .press("Make this user");
        assertThat(browser.text()).contains("You are a user now");
        assertThat(browser.logIn(FirstAccess.NAME, once).text()).contains("Name or password is wrong");
    }

    @AfterAll
    static void close() {
        if (browser != null) {
            browser.close();
        }
        if (ledger != null) {
            ledger.close();
        }
    }

    private static Browser as(String name) {
        browser.logOut().logIn(name, PASSWORD);
        assertThat(browser.path()).startsWith("/console").doesNotContain("login");
        browser.errors();
        return browser;
    }

    private static long breakOf(String session) {
        return ledger.jdbc()
                .sql("SELECT min(id) FROM recon.break WHERE session_id = ? AND state <> 'RESOLVED'")
                .param(session)
                .query(Long.class)
                .single();
    }

    private static long quarantined() {
        return ledger.jdbc()
                .sql("SELECT min(delivery_id) FROM parse.quarantine")
                .query(Long.class)
                .single();
    }

    private static List<String> log(String what) {
        return ledger.rows("SELECT who, subject FROM console.audit WHERE what = '" + what + "' ORDER BY id");
    }

    @Test
    void eachPageIsSoundInLightAndDarkAndOnAPhone() {
        browser.logOut().go("/console/login").isSound("login");
        as("Ada");
        for (var page : List.of(
                "/console",
                "/console/days",
                "/console/days/" + DAY,
                "/console/runs",
                "/console/runs/1",
                "/console/runs/new",
                "/console/breaks",
                "/console/breaks/" + breakOf("s-9"),
                "/console/matches",
                "/console/quarantine",
                "/console/quarantine/" + quarantined(),
                "/console/editions",
                "/console/editions/" + FIRST_DAY + "/" + DAY + "/1",
                "/console/senders",
                "/console/audit",
                "/console/password")) {
            browser.go(page);
            assertThat(browser.has("main h1")).as(page).isTrue();
            assertThat(browser.the("footer").getText()).as(page).contains("UTC");
            browser.isSound(page.substring(1));
        }
    }

    @Test
    void theDaysPageTellsWhatCannotBeCompared() {
        as("Vera").go("/console/days/" + FIRST_DAY);
        assertThat(browser.text()).doesNotContain("cannot be compared");
        ledger.jdbc()
                .sql(
                        "INSERT INTO recon.break (id, business_day, sub_account_id, session_id, source, kind, expected_value,"
                                + " first_seen, last_seen) VALUES (9999, '" + FIRST_DAY
                                + "', 'acme', 's-1', '8x8-log-export',"
                                + " 'NOT_CHECKABLE', 'unit \"block\"', now(), now())")
                .update();
        try {
            browser.go("/console/days/" + FIRST_DAY);
            assertThat(browser.text()).contains("Cannot be compared");
            browser.go("/console/breaks?from=" + FIRST_DAY + "&to=" + FIRST_DAY + "&kind=NOT_CHECKABLE");
            assertThat(browser.text()).contains("unit \"block\"");
            assertThat(browser.errors()).isEmpty();
        } finally {
            ledger.jdbc().sql("DELETE FROM recon.break WHERE id = 9999").update();
        }
    }

    @Test
    void aRunStartsAfterALookAtWhatItWouldChangeAndIsSeenToItsEnd() {
        ledger.ingest(
                Product.IVR,
                aSummary("late").from(DAY + "T11:00:00Z", DAY + "T11:01:00Z").body());

        as("Otto")
                .go("/console/days/" + DAY)
                .press("Run this day again …")
                .type("why", "late session of 8x8")
                .press("See what it would change");
        assertThat(browser.text()).contains("2 → 3").contains("carried through again");
        assertThat(ledger.rows("SELECT count(*) FROM fact.session WHERE session_id = 'late'"))
                .containsExactly("0");
        browser.isSound("preview");

        browser.press("Start this run");
        assertThat(browser.path()).matches("/console/runs/\\d+");
        browser.waitFor(page -> page.has("#live .state.completed"));
        assertThat(browser.text())
                .contains("Control totals")
                .contains("balances")
                .contains("check-totals")
                .contains("Otto")
                .contains("late session of 8x8");
        assertThat(ledger.rows("SELECT count(*) FROM fact.session WHERE session_id = 'late'"))
                .containsExactly("1");
        assertThat(log("start run")).contains("Otto | " + DAY);
        assertThat(browser.errors()).isEmpty();
    }

    @Test
    void aRunThatFailedIsGoneOnWithByOpsOnly() {
        ledger.jdbc().sql("ALTER TABLE fact.call_leg RENAME TO away").update();
        long failed;
        try {
            ledger.ingest(
                    Product.IVR,
                    aSummary("held up")
                            .from(OTHER_DAY + "T11:00:00Z", OTHER_DAY + "T11:01:00Z")
                            .body());
            assertThatThrownBy(() -> ledger.run(OTHER_DAY, OTHER_DAY)).isInstanceOf(RunFailedException.class);
            failed = newestRun();
        } finally {
            ledger.jdbc().sql("ALTER TABLE fact.away RENAME TO call_leg").update();
        }
        as("Vera").go("/console/runs/" + failed);
        assertThat(browser.text()).contains("failed in step").contains("vss runs restart " + failed);
        assertThat(browser.has("main form")).isFalse();
        assertThat(browser.go("/console").text())
                .contains("Run " + failed + " failed.")
                .doesNotContain("The last run");

        as("Otto").go("/console/runs/" + failed).isSound("failed-run");
        browser.press("Go on");
        assertThat(browser.path()).isEqualTo("/console/runs/" + (failed + 1));
        browser.waitFor(page -> page.has("#live .state.completed"));
        assertThat(browser.text()).contains("Otto").contains("goes on with run " + failed);
        assertThat(log("go on with run")).contains("Otto | run " + failed);
        assertThat(browser.has("main form")).as("nothing is left to be done").isFalse();
        assertThat(browser.go("/console/runs/" + failed).has("main form"))
                .as("another went on with it")
                .isFalse();
    }

    /** It is held up by a lock, asked to stop from the page, and let go. */
    @Test
    void aRunIsStoppedFromItsPageByOpsOnly() throws Exception {
        try (var holder = ledger.db().dataSource().getConnection();
                var statement = holder.createStatement()) {
            holder.setAutoCommit(false);
            statement.execute("LOCK TABLE fact.ivr_session IN EXCLUSIVE MODE");
            ledger.ingest(
                    Product.IVR,
                    aSummary("stopped")
                            .from(STOPPED_DAY + "T11:00:00Z", STOPPED_DAY + "T11:01:00Z")
                            .body());
            var started = ledger.the(StartedRuns.class)
                    .start(ledger.request(STOPPED_DAY, STOPPED_DAY), new RunOrigin("Otto", "to be stopped", false))
                    .orElseThrow();

            as("Vera").go("/console/runs/" + started);
            assertThat(browser.has("#live[hx-get]"))
                    .as("it is seen as it goes on")
                    .isTrue();
            assertThat(browser.has("main form")).isFalse();
            as("Otto").go("/console/runs/" + started).press("Stop");
            assertThat(browser.path()).isEqualTo("/console/runs/" + started);
            assertThat(browser.has("#live .state.stopping")).isTrue();
            holder.rollback();
        }
        browser.waitFor(page -> page.has("#live .state.stopped"));
        assertThat(log("stop run")).hasSize(1).allMatch(entry -> entry.startsWith("Otto | run "));
        browser.press("Go on").waitFor(page -> page.has("#live .state.completed"));
    }

    private static long newestRun() {
        return ledger.the(Runs.class).list(1).get(0).id();
    }

    @Test
    void whatIsRegisteredAt8x8ComesAfterThePage() {
        as("Vera").go("/console/senders").waitFor(page -> page.has("#look-again"));
        assertThat(browser.text()).contains("There is no API key of 8x8");
        browser.isSound("registrations");
    }

    @Test
    void aBreakIsDecidedByWhoIsLoggedInAndALargeOneByTwo() {
        var large = breakOf("s-9");
        as("Fina").go("/console/breaks/" + large);
        assertThat(browser.text()).contains("one person alone cannot accept it");
        browser.press("Accept");
        assertThat(browser.text()).contains("That cannot be done", "Note or dispute it first");
        browser.go("/console/breaks?kind=MISSING_VSS&account=acme");
        browser.the("input[name=id][value='" + breakOf("s-8") + "']").click();
        browser.the("input[name=id][value='" + large + "']").click();
        browser.press("Accept");
        assertThat(browser.text()).contains("Note or dispute it first", "Nothing was decided");
        assertThat(ledger.rows(
                        "SELECT DISTINCT state FROM recon.break WHERE id IN (" + large + ", " + breakOf("s-8") + ")"))
                .doesNotContain("ACCEPTED");

        browser.go("/console/breaks/" + large).type("note", "asked 8x8").press("Dispute");
        assertThat(browser.path()).isEqualTo("/console/breaks/" + large);
        assertThat(browser.text()).contains("Disputed").contains("Fina").contains("asked 8x8");

        browser.press("Accept");
        assertThat(browser.text()).contains("another person");
        assertThat(ledger.rows("SELECT state FROM recon.break WHERE id = " + large))
                .containsExactly("DISPUTED");

        as("Ada").go("/console/breaks/" + large);
        assertThat(browser.text()).doesNotContain("another person");
        browser.press("Accept");
        assertThat(ledger.rows("SELECT state FROM recon.break WHERE id = " + large))
                .containsExactly("ACCEPTED");
        assertThat(log("dispute breaks")).containsExactly("Fina | " + large);
        assertThat(log("accept breaks")).as("only what came to be").containsExactly("Ada | " + large);
    }

    @Test
    void breaksAreFilteredAndDecidedSeveralAtOnce() {
        var small = breakOf("s-8");
        assertThat(as("Fina").go("/console/breaks/" + small).text())
                .contains("Codes of its session", "486", "Busy or declined");
        as("Fina").go("/console/breaks?kind=MISSING_VSS&account=acme");
        assertThat(browser.text())
                .contains("Missing webhook", "0.70 SGD")
                .doesNotContain("There is none of these", "MISSING_VSS");
        assertThat(browser.has("select[name=kind] option[value='MISSING_VSS'][selected]"))
                .as("names are for people, forms send codes")
                .isTrue();
        browser.the("input[name=id][value='" + small + "']").click();
        browser.type("note", "known").press("Note");
        assertThat(ledger.rows("SELECT state FROM recon.break WHERE id = " + small))
                .containsExactly("NOTED");
        assertThat(browser.go("/console/breaks?kind=PRODUCT").text()).contains("There is none of these");
    }

    @Test
    void aViewerIsShownNothingToDecideOrToStart() {
        as("Vera").go("/console/breaks/" + breakOf("s-1"));
        assertThat(browser.has("main form")).isFalse();
        assertThat(browser.go("/console/breaks").has("input[name=id]")).isFalse();
        assertThat(browser.go("/console/runs").has("a[href$='/runs/new']")).isFalse();
        assertThat(browser.go("/console/runs/new").text()).contains("Your role does not allow that");
        assertThat(browser.go("/console/audit").text()).contains("Your role does not allow that");
        assertThat(browser.go("/console/editions").text()).contains("managers").doesNotContain("finance");
    }

    @Test
    void numbersAreShownWholeToOpsOnlyAndThatIsNoted() {
        var page = "/console/quarantine/" + quarantined();
        assertThat(as("Vera").go(page).text())
                .contains("+65 8*** 2222", "-2004: No coverage")
                .doesNotContain(NUMBER);
        assertThat(browser.has("form[action$='/whole']")).isFalse();

        as("Otto").go(page).press("Show numbers whole");
        assertThat(browser.text()).contains(NUMBER);
        assertThat(log("see body whole")).containsExactly("Otto | delivery " + quarantined());

        browser.go(page).press("Replay");
        assertThat(browser.text()).contains("1 replayed: 0 resolved, 1 still not understood");
    }

    @Test
    void whatWasRefusedIsSeenReplayedAndDiscarded() {
        var nonsense = reject("[\"" + NUMBER + "\"");
        var other = reject("{\"eventType\":\"CALL_STATUS\"}");
        assertThat(as("Vera").go("/console/rejected").text()).contains("made up", "Open");
        assertThat(browser.has("main form")).isFalse();
        assertThat(browser.go("/console/rejected/" + nonsense).text()).doesNotContain(NUMBER);

        as("Otto").go("/console/rejected/" + nonsense).press("Show numbers whole");
        assertThat(browser.text()).contains(NUMBER);
        browser.go("/console/rejected/" + nonsense).press("Replay");
        assertThat(browser.text()).contains("1 replayed: 0 taken, 1 still refused");
        browser.press("Discard its bytes for good");
        assertThat(browser.text()).contains("Its bytes are discarded", "by Otto");

        browser.go("/console/rejected/" + other).press("Replay");
        assertThat(browser.text()).contains("1 replayed: 1 taken, 0 still refused");
        assertThat(log("discard rejected")).containsExactly("Otto | rejected " + nonsense);
        ledger.jdbc()
                .sql("DELETE FROM capture.delivery WHERE body ->> 'eventType' = 'CALL_STATUS'")
                .update();
    }

    private static long reject(String body) {
        return ledger.jdbc()
                .sql(
                        "INSERT INTO capture.rejected (received_at, reason, product, source, body)"
                                + " VALUES (now(), 'made up: for a test', 'ivr', 'webhook', convert_to(:body, 'UTF8')) RETURNING id")
                .param("body", body)
                .query(Long.class)
                .single();
    }

    @Test
    void anEditionIsSentAgainToAllWhoGetIt() throws IOException {
        var file = home.resolve("archive/" + FIRST_DAY + "_" + DAY + "-managers.xlsx");
        assertThat(file).exists();
        Files.delete(file);

        as("Fina").go("/console/editions/" + FIRST_DAY + "/" + DAY + "/1");
        ledger.at(Instant.now().toString()); // by which the mails of a run are told
        browser.press("Send it again to all who get it");
        assertThat(browser.path()).matches("/console/runs/\\d+");
        browser.waitFor(page -> page.has("#live .state.completed"));
        assertThat(browser.text()).contains("Fina").contains("sends reports again");
        assertThat(file).exists();
        assertThat(log("send reports again")).containsExactly("Fina | " + FIRST_DAY + " to " + DAY);

        ledger.at(TestLedger.NOW.toString());
        browser.isSound("run that only sent");
        browser.the("#live section[aria-labelledby='mails'] a").click();
        browser.waitFor(page -> page.text().contains("Sent to"));
        assertThat(browser.path()).isEqualTo("/console/editions/" + FIRST_DAY + "/" + DAY + "/1");
        assertThat(browser.text()).contains("archive Sent");
        browser.isSound("resent");
    }

    @Test
    void aMatchThatOnlyAPersonCanTellIsConfirmedByFinance() {
        assertThat(as("Otto").go("/console/matches").text()).contains("s-1", "s-2");
        assertThat(browser.has("main form")).isFalse();

        as("Fina").go("/console/matches");
        browser.the("button[aria-label='Confirm match 2']").click();
        browser.waitFor(page -> page.text().contains("Match 2 is confirmed. It counts from the next run on."));
        var session = ledger.rows("SELECT session_id FROM recon.match_candidate WHERE id = 2")
                .get(0);
        assertThat(log("confirm match")).containsExactly("Fina | 2");
        ledger.run(FIRST_DAY, FIRST_DAY);
        assertThat(ledger.rows("SELECT session_id FROM recon.result WHERE matched_by = 'CONFIRMED'"))
                .containsExactly(session);
        assertThat(browser.go("/console/matches?decided=true").text()).contains("Confirmed", "Fina");
    }

    @Test
    void onesOwnPasswordIsChangedByWhoKnowsThePresentOne() {
        var another = "a longer and better one";
        ledger.the(UserFile.class).add("Pat", Passwords.hash(PASSWORD), List.of(Role.VIEWER), List.of());
        as("Pat").the("header a[href='/console/password']").click();
        browser.type("old", "not the present one")
                .type("password", another)
                .type("again", another)
                .press("Change it");
        assertThat(browser.text()).contains("The present password is not right");
        browser.type("old", PASSWORD)
                .type("password", another)
                .type("again", another)
                .press("Change it");
        assertThat(browser.path()).startsWith("/console/login");
        assertThat(browser.text()).contains("log in with the new one");
        assertThat(log("change password")).containsExactly("Pat | Pat");

        assertThat(browser.logIn("Pat", PASSWORD).text()).contains("Name or password is wrong");
        assertThat(browser.logIn("Pat", another).path()).isEqualTo("/console");
    }

    /** PostgreSQL ends its connections and takes no new ones; a page tells that, and is there again as soon as it does. */
    @Test
    void whileTheDatabaseIsAwayPagesSaySo() {
        as("Vera").go("/console/breaks");
        ledger.db().cutOff();
        try {
            browser.go("/console/breaks");
            assertThat(browser.text())
                    .contains("The database does not answer", "kept in the spool", "works again once the database does")
                    .doesNotContain("Exception", "SQL", "at org.");
            assertThat(browser.has("header nav a[href='/console/days']"))
                    .as("it is a page of the console")
                    .isTrue();
            browser.errors(); // the status of the page, 503, is one
            browser.isSound("away");
            assertThat(browser.logOut().logIn("Vera", PASSWORD).text()).contains("The database does not answer");
            browser.go("/console/breaks");
        } finally {
            ledger.db().letIn();
        }
        browser.waitFor(page -> page.press("Try again").text().contains("At stake"));
        assertThat(browser.path()).isEqualTo("/console/breaks");
    }

    @Test
    void theSessionsCookieIsForThisServerOverTlsAlone() {
        assertThat(as("Vera").session())
                .returns(true, Cookie::isSecure)
                .returns(true, Cookie::isHttpOnly)
                .returns("Lax", Cookie::getSameSite);
    }

    @Test
    void pagesAreWalkedByKeyboardAndTheFocusIsSeen() {
        as("Fina").go("/console/breaks");
        assertThat(browser.keys(Keys.TAB).focus()).isEqualTo("To the content, seen");
        for (var next : List.of("VSS Ledger", "Today", "Days", "Runs", "Breaks", "Quarantine", "Reports", "Webhooks")) {
            assertThat(browser.keys(Keys.TAB).focus()).isEqualTo(next + ", seen");
        }
        browser.go("/console/breaks").keys(Keys.TAB).keys(Keys.ENTER);
        assertThat(browser.keys(Keys.TAB).focus())
                .as("what follows the header")
                .isEqualTo("Match candidates: lines on which a person decides, seen");
        assertThat(browser.keys(Keys.ENTER).path()).isEqualTo("/console/matches");
    }

    @Test
    void aWrongPasswordIsRefused() {
        browser.logOut().logIn("Vera", "wrong wrong wrong");
        assertThat(browser.text()).contains("Name or password is wrong");
        assertThat(browser.go("/console/breaks").path()).isEqualTo("/console/login");
        assertThat(browser.has("input[type=password]")).isTrue();
    }
}
