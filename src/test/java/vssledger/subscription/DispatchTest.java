package vssledger.subscription;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.BodyPart;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vssledger.platform.DateRange;
import vssledger.platform.LedgerProperties;
import vssledger.platform.Product;
import vssledger.report.ReportScope;
import vssledger.run.NightlyRuns;
import vssledger.run.RunRequest;
import vssledger.run.Runs;
import vssledger.subscription.mail.StackedColumns;
import vssledger.testing.Summaries;
import vssledger.testing.TestLedger;

/** Reports go to whom they are meant for, once; against a mail server and folders that are there. */
@Tag("runs")
class DispatchTest {

    private static final String DAY = "2026-03-02";

    private static final String[] FINANCE = {
        "vss.subscription.recipients[1].name=finance",
        "vss.subscription.recipients[1].workbook=finance.xlsx",
        "vss.subscription.recipients[1].to=finance@example.com"
    };

    private final GreenMail smtp = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));

    @TempDir
    private Path home;

    @SuppressWarnings("NullAway.Init")
    private TestLedger ledger;

    @BeforeEach
    void start() {
        smtp.start();
        smtp.setUser("ledger", "secret");
    }

    @AfterEach
    void stop() {
        ledger.close();
        smtp.stop();
    }

    private void open(String... settings) {
        var all = new ArrayList<>(List.of(
                "spring.mail.host=127.0.0.1",
                "spring.mail.port=" + smtp.getSmtp().getPort(),
                "spring.mail.username=ledger",
                "spring.mail.password=secret",
                "spring.mail.properties.mail.smtp.auth=true",
                "vss.subscription.from=ledger@example.com",
                "vss.subscription.recipients[0].name=managers",
                "vss.subscription.recipients[0].workbook=managers.xlsx",
                "vss.subscription.recipients[0].to=one@example.com,two@example.com"));
        all.addAll(Arrays.asList(settings));
        ledger = TestLedger.open(home, all.toArray(String[]::new));
    }

    @Test
    void aMailTellsTheKeyFiguresAndHasTheWorkbook() throws Exception {
        open("vss.subscription.console=https://ledger.example.com/console");
        ledger.ingest(
                Product.IVR,
                Summaries.aSummary("1").body(),
                Summaries.aSummary("2").body());
        ledger.run(DAY, DAY);

        var message = only(2);
        assertThat(message.getSubject()).isEqualTo("How calls ended, 2026-03-02");
        assertThat(message.getFrom()[0]).hasToString("ledger@example.com");
        assertThat(message.getRecipients(Message.RecipientType.TO)).hasSize(2);
        var parts = parts(message);
        assertThat((String) parts.get("text/plain"))
                .containsPattern("IVR +2 +- +100.0%")
                .contains("The workbook is attached.");
        assertThat((String) parts.get("text/html"))
                .contains("<h1", "How calls ended", ">2</td>", "100.0%")
                .contains("Completion rate", "cid:trend", "Sessions by outcome, 2026-02-17 to 2026-03-02")
                .contains("Completed 2</span>", "href=\"https://ledger.example.com/console\"")
                .doesNotContain("Correction");
        var picture = ImageIO.read((InputStream) parts.get("trend.png"));
        assertThat(picture.getWidth()).isEqualTo(StackedColumns.WIDTH);
        assertThat(picture.getRGB(picture.getWidth() - 40, picture.getHeight() / 2) & 0xFFFFFF)
                .as("the day's column, all of it completed")
                .isEqualTo(0x2E9E5B);
        assertThat(picture.getRGB(40, picture.getHeight() / 2) & 0xFFFFFF)
                .as("no session 13 days before")
                .isEqualTo(0xFFFFFF);
        try (var workbook = new XSSFWorkbook((InputStream) parts.get("2026-03-02_2026-03-02-managers.xlsx"))) {
            assertThat(workbook.getSheet("Outcomes by day")).isNotNull();
        }
        assertThat(states()).containsExactly("managers | 1 | SENT");
    }

    /** The picture goes back 14 days, and what stands below it is counted over the days that its title names. */
    @Test
    void thePictureAndItsLegendAreOfTheSameDays() throws Exception {
        open();
        ledger.ingest(Product.IVR, Summaries.aSummary("1").body());
        ledger.ingest(
                Product.IVR,
                Summaries.aSummary("2")
                        .from("2026-02-25T10:00:00.000Z", "2026-02-25T10:00:30.000Z")
                        .body());
        ledger.run(DAY, DAY);

        assertThat((String) parts(only(2)).get("text/html"))
                .contains("Sessions by outcome, 2026-02-17 to 2026-03-02", "Completed 2</span>")
                .as("the table is of the period")
                .contains(">1</td>");
    }

    @Test
    void breaksThatWaitForADecisionAreToldOfThePeriodAndOfAllDays() throws Exception {
        open(FINANCE);
        ledger.ingest(Product.IVR, Summaries.aSummary("1").body());
        ledger.jdbc().sql("""
                INSERT INTO recon.break (business_day, product, sub_account_id, session_id, source, kind, expected_value,
                    actual_value, amount_at_stake, currency, state, first_seen, last_seen)
                SELECT '2026-02-01', 'ivr', 'acme', session, '8x8-log-export', 'PRICE', '', '', amount, currency, state,
                       timestamptz '2026-02-02 00:00Z', timestamptz '2026-02-02 00:00Z'
                FROM (VALUES ('a', 1.25, 'SGD', 'OPEN'), ('b', 0.5, 'SGD', 'NOTED'), ('c', 2, 'USD', 'OPEN'),
                             ('d', 9, 'USD', 'DISPUTED')) AS v (session, amount, currency, state)
                """).update();

        ledger.run(DAY, DAY);

        assertThat((String) parts(to("finance@example.com")).get("text/plain"))
                .contains(
                        "Breaks of this period to look at: 0. Of all days up to 2026-03-02: 3, at stake 1.75 SGD, 2.00 USD.");
        assertThat((String) parts(to("one@example.com")).get("text/plain"))
                .as("managers, of whose workbook breaks are no part")
                .doesNotContain("Breaks");
    }

    /** Whoever has nothing new to read gets nothing. */
    @Test
    void aLaterEditionGoesOnlyToThoseForWhomSomethingIsOtherwise() throws Exception {
        open(FINANCE);
        ledger.ingest(Product.IVR, Summaries.aSummary("1").body());
        ledger.run(DAY, DAY);
        smtp.purgeEmailFromAllMailboxes();
        ledger.jdbc().sql("""
                INSERT INTO recon.break (business_day, product, sub_account_id, session_id, source, kind, expected_value,
                    actual_value, state, first_seen, last_seen)
                VALUES ('2026-02-01', 'ivr', 'acme', 'a', '8x8-log-export', 'PRICE', '', '', 'OPEN', '2026-02-02Z', '2026-02-02Z')
                """).update();

        ledger.the(NightlyRuns.class).run(ledger.request(DAY, DAY).which(Set.of(RunRequest.Which.ALL)));

        assertThat(states())
                .containsExactly(
                        "finance | 1 | SENT", "finance | 2 | SENT", "managers | 1 | SENT", "managers | 2 | UNCHANGED");
        assertThat(only(1).getSubject()).isEqualTo("Correction: Billed against received, 2026-03-02");

        ledger.ingest(Product.IVR, Summaries.aSummary("2").body());
        ledger.run(DAY, DAY);
        assertThat((String) parts(to("one@example.com")).get("text/plain"))
                .as("managers have edition 1, from which their tables of edition 2 did not differ")
                .contains("it is edition 3. Sessions: 1 before, 2 now.");
    }

    /** Who never got the edition before has nothing that could be corrected. */
    @Test
    void theFirstThatARecipientGetsIsNoCorrection() throws Exception {
        open();
        ledger.ingest(Product.IVR, Summaries.aSummary("1").body());
        ledger.the(NightlyRuns.class).run(ledger.request(DAY, DAY).sending(RunRequest.Sending.NONE));
        ledger.ingest(Product.IVR, Summaries.aSummary("2").body());
        ledger.run(DAY, DAY);

        assertThat(states()).containsExactly("managers | 2 | SENT");
        assertThat(only(2).getSubject()).isEqualTo("How calls ended, 2026-03-02");
    }

    @Test
    void theSameEditionIsNotSentAgainAndALaterOneIsACorrection() throws Exception {
        open();
        ledger.ingest(Product.IVR, Summaries.aSummary("1").body());
        ledger.run(DAY, DAY);
        ledger.run(DAY, DAY);
        only(2);
        smtp.purgeEmailFromAllMailboxes();

        ledger.ingest(Product.IVR, Summaries.aSummary("2").body());
        ledger.run(DAY, DAY);

        var message = only(2);
        assertThat(message.getSubject()).isEqualTo("Correction: How calls ended, 2026-03-02");
        assertThat((String) parts(message).get("text/plain"))
                .contains("it is edition 2. Sessions: 1 before, 2 now.", "Outcomes 1 changed", "\"What changed\"")
                .as("what stands in another workbook")
                .doesNotContain("Data quality");
    }

    @Test
    void whatWasSentIsSentAgainWhereAskedFor() throws Exception {
        open();
        ledger.ingest(Product.IVR, Summaries.aSummary("1").body());
        ledger.run(DAY, DAY);
        var first = parts(only(2));
        smtp.purgeEmailFromAllMailboxes();

        // what came and what was renamed since, and a later edition that went to nobody, change nothing of it
        ledger.ingest(Product.IVR, Summaries.aSummary("2").body());
        ledger.the(NightlyRuns.class).run(ledger.request(DAY, DAY).sending(RunRequest.Sending.NONE));
        ledger.ingest(Product.IVR, Summaries.aSummary("3").body());
        Files.createDirectories(home.resolve("reports"));
        Files.writeString(
                home.resolve("reports/workbooks.yml"),
                Files.readString(Path.of("reports/workbooks.yml")).replace("How calls ended", "Renamed"));
        var runs = ledger.the(NightlyRuns.class);
        runs.run(ledger.request(DAY, DAY).sending(RunRequest.Sending.AGAIN));

        var again = only(2);
        assertThat(again.getSubject()).isEqualTo("How calls ended, 2026-03-02");
        assertThat(parts(again).get("text/plain")).isEqualTo(first.get("text/plain"));
        assertThat(parts(again).get("text/html")).isEqualTo(first.get("text/html"));
        for (var file : List.of("trend.png", "2026-03-02_2026-03-02-managers.xlsx")) {
            assertThat((InputStream) parts(again).get(file)).hasSameContentAs((InputStream) first.get(file));
        }
        assertThat(ledger.rows("SELECT count(*) FROM subscription.attempt")).containsExactly("2");
        assertThat(ledger.rows("SELECT max(edition) FROM report.edition"))
                .as("sending again makes no edition")
                .containsExactly("2");

        assertThatThrownBy(() -> runs.run(ledger.request("2026-03-01", DAY).sending(RunRequest.Sending.AGAIN)))
                .hasMessageContaining("Nothing was sent of 2026-03-01 to 2026-03-02 and there are no reports of it.");
    }

    /** A customer gets a part of what all others get of the same day. */
    @Test
    void whatIsNarrowedIsSentAgainToThoseWhoHaveItAndToNobodyElse() {
        open(
                "vss.subscription.schedules[0].name=customer's",
                "vss.subscription.schedules[0].at=0 0 7 * * *",
                "vss.subscription.recipients[1].name=customer",
                "vss.subscription.recipients[1].workbook=managers.xlsx",
                "vss.subscription.recipients[1].to=customer@example.com",
                "vss.subscription.recipients[1].schedules=customer's");
        ledger.ingest(Product.IVR, Summaries.aSummary("1").body());
        ledger.run(DAY, DAY);
        var narrowed = ReportScope.of(DateRange.of(LocalDate.parse(DAY)), "product:ivr sub-account:acme");
        var request = RunRequest.exactly(narrowed, ledger.the(Clock.class), ledger.the(LedgerProperties.class));
        ledger.the(NightlyRuns.class)
                .run(new RunRequest(
                        narrowed,
                        false,
                        request.which(),
                        null,
                        request.only(),
                        false,
                        RunRequest.Sending.ONCE,
                        "customer's",
                        request.order()));
        assertThat(attempts()).containsExactly("customer | product:ivr sub-account:acme | 1", "managers |  | 1");

        ledger.at(Instant.now().toString()); // by which the mails of a run are told
        ledger.the(NightlyRuns.class).run(request.sending(RunRequest.Sending.AGAIN));

        assertThat(attempts()).containsExactly("customer | product:ivr sub-account:acme | 2", "managers |  | 1");
        assertThat(ledger.the(Runs.class).show(3).mails())
                .singleElement()
                .satisfies(mail -> assertThat(mail.scope().inWords()).isEqualTo("2026-03-02, IVR, acme"));
    }

    private List<String> attempts() {
        return ledger.rows("SELECT recipient, narrowed_to, count(*) FROM subscription.dispatch d"
                + " JOIN subscription.attempt a ON a.dispatch_id = d.id GROUP BY 1, 2 ORDER BY 1, 2");
    }

    @Test
    void whatFailedIsTriedAgainByTheNextRunAndGivenUpInTheEnd() throws Exception {
        open("vss.subscription.attempts=2");
        ledger.ingest(Product.IVR, Summaries.aSummary("1").body());
        var port = smtp.getSmtp().getPort();
        smtp.stop();

        ledger.run(DAY, DAY);
        assertThat(states()).containsExactly("managers | 1 | DUE");
        assertThat(ledger.rows("SELECT problem FROM subscription.attempt"))
                .containsExactly("The mail server did not take it (Connection refused). See spring.mail in"
                        + " config/application.yml.");

        ledger.run(DAY, DAY);
        assertThat(states()).containsExactly("managers | 1 | GIVEN_UP");
        ledger.jdbc().sql("UPDATE subscription.dispatch SET state = 'DUE'").update();

        var again = new GreenMail(new ServerSetup(port, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
        again.start();
        try {
            again.setUser("ledger", "secret");
            ledger.run(DAY, DAY);
            assertThat(again.getReceivedMessages()).hasSize(2);
        } finally {
            again.stop();
        }
        assertThat(states()).containsExactly("managers | 1 | SENT");
    }

    @Test
    void whatMayHaveBeenSentWhenTheProgramDiedIsNotSentAgain() {
        open();
        ledger.ingest(Product.IVR, Summaries.aSummary("1").body());
        ledger.the(NightlyRuns.class).run(ledger.request(DAY, DAY).sending(RunRequest.Sending.NONE));
        ledger.jdbc()
                .sql("INSERT INTO subscription.dispatch (recipient, from_day, to_day, edition, state, due_at)"
                        + " VALUES ('managers', '2026-03-02', '2026-03-02', 1, 'SENDING', now())")
                .update();

        ledger.run(DAY, DAY);

        assertThat(states()).containsExactly("managers | 1 | UNSURE");
        assertThat(smtp.getReceivedMessages()).isEmpty();
    }

    @Test
    void aRunMayBeToldToSendNothing() {
        open();
        ledger.ingest(Product.IVR, Summaries.aSummary("1").body());

        ledger.the(NightlyRuns.class).run(ledger.request(DAY, DAY).sending(RunRequest.Sending.NONE));

        assertThat(states()).isEmpty();
        assertThat(smtp.getReceivedMessages()).isEmpty();
    }

    @Test
    void daysWithoutASessionAreLeftOutWhereSoConfigured() throws Exception {
        open(
                "vss.subscription.recipients[0].when-empty=skip",
                "vss.subscription.recipients[1].name=all",
                "vss.subscription.recipients[1].workbook=finance.xlsx",
                "vss.subscription.recipients[1].to=all@example.com");
        ledger.run(DAY, DAY);

        assertThat(states()).containsExactly("all | 1 | SENT", "managers | 1 | EMPTY");
        assertThat((String) parts(only(1)).get("text/plain")).contains("No session started in this period.");
    }

    @Test
    void aWorkbookThatIsTooLargeIsToldOfInstead() throws Exception {
        open("vss.subscription.max-attachment=1KB");
        ledger.ingest(Product.IVR, Summaries.aSummary("1").body());
        ledger.run(DAY, DAY);

        var parts = parts(only(2));
        assertThat(parts.keySet()).containsExactly("text/html", "text/plain", "trend.png");
        assertThat((String) parts.get("text/plain"))
                .contains("too large to be attached. It lies at " + home, "edition-1/managers.xlsx")
                .doesNotContain("console");
    }

    @Test
    void aWorkbookThatIsTooLargeIsLinkedWhereItsFolderHasAnAddress() throws Exception {
        open("vss.subscription.max-attachment=1KB", "vss.subscription.files=https://files.example.com/voice/");
        ledger.ingest(Product.IVR, Summaries.aSummary("1").body());
        ledger.run(DAY, DAY);

        assertThat((String) parts(only(2)).get("text/html"))
                .contains("href=\"https://files.example.com/voice/2026-03-02_2026-03-02/edition-1/managers.xlsx\"")
                .doesNotContain("Open the console");
    }

    @Test
    void aFolderGetsTheLatestEdition() throws Exception {
        open(
                "vss.subscription.recipients[1].name=share",
                "vss.subscription.recipients[1].workbook=ops.xlsx",
                "vss.subscription.recipients[1].folder=shared/ops");
        ledger.ingest(Product.IVR, Summaries.aSummary("1").body());
        ledger.run(DAY, DAY);
        ledger.ingest(Product.IVR, Summaries.aSummary("2").body());
        ledger.run(DAY, DAY);

        assertThat(home.resolve("shared/ops"))
                .isDirectoryContaining("glob:**/2026-03-02_2026-03-02-ops.xlsx")
                .isDirectoryNotContaining("glob:**.part");
        assertThat(home.resolve("shared/ops/2026-03-02_2026-03-02-ops.xlsx"))
                .hasSameBinaryContentAs(home.resolve("reports/out/2026-03-02_2026-03-02/edition-2/ops.xlsx"));
    }

    @Test
    void otherFilesOfTheEditionGoWithTheWorkbook() throws Exception {
        open("vss.subscription.recipients[0].also=outcome-breakdown.csv,manifest.json");
        ledger.run(DAY, DAY);

        assertThat(parts(only(2)).keySet())
                .contains(
                        "2026-03-02_2026-03-02-managers.xlsx",
                        "2026-03-02_2026-03-02-outcome-breakdown.csv",
                        "2026-03-02_2026-03-02-manifest.json");
    }

    @Test
    void anSftpServerGetsTheLatestEdition() throws Exception {
        try (var server = new TestSftpServer(home.resolve("server"))) {
            open(sftp(server, server.hostKey()));
            ledger.ingest(Product.IVR, Summaries.aSummary("1").body());
            ledger.run(DAY, DAY);
            ledger.ingest(Product.IVR, Summaries.aSummary("2").body());
            ledger.run(DAY, DAY);

            assertThat(states()).contains("partner | 1 | SENT", "partner | 2 | SENT");
            var edition = home.resolve("reports/out/2026-03-02_2026-03-02/edition-2");
            assertThat(server.folder().resolve("in"))
                    .isDirectoryContaining("glob:**/2026-03-02_2026-03-02-finance.xlsx")
                    .isDirectoryNotContaining("glob:**.part");
            assertThat(server.folder().resolve("in/2026-03-02_2026-03-02-finance.xlsx"))
                    .hasSameBinaryContentAs(edition.resolve("finance.xlsx"));
            assertThat(server.folder().resolve("in/2026-03-02_2026-03-02-outcome-breakdown.csv"))
                    .hasSameBinaryContentAs(edition.resolve("outcome-breakdown.csv"));
        }
    }

    @Test
    void anSftpServerWithAnotherKeyGetsNothing() throws Exception {
        try (var server = new TestSftpServer(home.resolve("server"));
                var other = new TestSftpServer(home.resolve("other"))) {
            open(sftp(server, other.hostKey()));
            ledger.run(DAY, DAY);

            assertThat(states()).contains("partner | 1 | DUE");
            assertThat(ledger.rows("SELECT problem FROM subscription.attempt WHERE problem IS NOT NULL"))
                    .singleElement()
                    .asString()
                    .contains("ledger@127.0.0.1:" + server.port(), "HostKey", "config/subscriptions.yml")
                    .doesNotContain("secret");
            assertThat(server.folder().resolve("in")).isEmptyDirectory();
        }
    }

    private static String[] sftp(TestSftpServer server, String hostKey) {
        return new String[] {
            "vss.subscription.recipients[1].name=partner",
            "vss.subscription.recipients[1].workbook=finance.xlsx",
            "vss.subscription.recipients[1].also=outcome-breakdown.csv",
            "vss.subscription.recipients[1].sftp.host=127.0.0.1",
            "vss.subscription.recipients[1].sftp.port=" + server.port(),
            "vss.subscription.recipients[1].sftp.user=ledger",
            "vss.subscription.recipients[1].sftp.password=secret",
            "vss.subscription.recipients[1].sftp.host-key=" + hostKey,
            "vss.subscription.recipients[1].sftp.folder=in"
        };
    }

    private MimeMessage to(String address) {
        return Stream.of(smtp.getReceivedMessages())
                .filter(message -> recipients(message).contains(address))
                .findFirst()
                .orElseThrow();
    }

    private static String recipients(MimeMessage message) {
        try {
            return Arrays.toString(message.getAllRecipients());
        } catch (MessagingException e) {
            throw new IllegalStateException(e);
        }
    }

    private List<String> states() {
        return ledger.rows("SELECT recipient, edition, state FROM subscription.dispatch ORDER BY 1, 2");
    }

    /** The message that so many got. */
    private MimeMessage only(int copies) {
        assertThat(smtp.getReceivedMessages()).hasSize(copies);
        return smtp.getReceivedMessages()[0];
    }

    private static Map<String, Object> parts(Part message) throws MessagingException, IOException {
        var parts = new TreeMap<String, Object>();
        collect(message, parts);
        return parts;
    }

    private static void collect(Part part, Map<String, Object> parts) throws MessagingException, IOException {
        if (part.getContent() instanceof Multipart several) {
            for (var i = 0; i < several.getCount(); i++) {
                BodyPart each = several.getBodyPart(i);
                collect(each, parts);
            }
        } else if (part.getFileName() != null) {
            parts.put(part.getFileName(), part.getInputStream());
        } else {
            parts.put(part.getContentType().replaceFirst("(?s);.*", ""), part.getContent());
        }
    }
}
