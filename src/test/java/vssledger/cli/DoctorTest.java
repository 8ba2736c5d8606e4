package vssledger.cli;

import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.unauthorized;
import static org.assertj.core.api.Assertions.assertThat;
import static vssledger.testing.Summaries.aSummary;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;
import vssledger.VssLedger;
import vssledger.testing.TestDatabase;

/** What the doctor finds, and that one thing that is broken keeps it from none of the others. */
@Tag("program")
class DoctorTest {

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path home;

    @SuppressWarnings("NullAway.Init")
    private TestDatabase db;

    private record Answer(int code, String out) {}

    @BeforeEach
    void open() {
        db = TestDatabase.fresh();
        System.setProperty("vss.home", home.toString());
        System.setProperty("spring.datasource.url", db.url());
        System.setProperty("spring.datasource.username", db.user());
        System.setProperty("spring.datasource.password", db.password());
    }

    @AfterEach
    void close() {
        for (var name : new String[] {
            "vss.home", "spring.datasource.url", "spring.datasource.username", "spring.datasource.password"
        }) {
            System.clearProperty(name);
        }
        db.close();
    }

    private static Answer doctor() {
        return vss("doctor");
    }

    private static Answer vss(String... args) {
        var out = new StringWriter();
        var code = VssCommand.execute(VssLedger.class, args, new PrintWriter(out), new PrintWriter(new StringWriter()));
        return new Answer(code, out.toString());
    }

    private void configure(String yaml) throws IOException {
        Files.createDirectories(home.resolve("config"));
        Files.writeString(home.resolve("config/application.yml"), yaml);
    }

    @Test
    void aLedgerInGoodHealth() {
        var answer = doctor();

        assertThat(answer.out())
                .doesNotContain("PROBLEM")
                .containsPattern("ok +database +PostgreSQL [0-9.]+ .*answers, database vss_test_")
                .containsPattern("ok +database +Its clock and that of this machine are 0\\.[0-9] s apart\\.")
                .containsPattern("ok +tables +Its tables are those of this version\\.")
                .containsPattern("ok +configuration +All settings can be used\\.")
                .containsPattern("spool +.*var/spool can be written to; its disk has [0-9.]+ GB left\\.")
                .containsPattern("ok +reports +All definitions can be used\\.")
                .containsPattern("ok +products +The product of every session of late is known\\.")
                .containsPattern("ok +mail +Nobody is to get mail\\.");
        assertThat(answer.code()).isZero();
    }

    @Test
    void aNewDatabaseMakesNoReportWrong() {
        db.jdbc()
                .sql(
                        "DROP SCHEMA report, subscription, run, alert, worker, console, recon, expected, fact, parse, capture, batch CASCADE")
                .update();

        assertThat(doctor().out()).containsPattern("ok +reports +All definitions can be used\\.");
    }

    @Test
    void findsEverythingThatIsWrongInOneGo() throws IOException {
        configure("""
                vss:
                  time-zone: Mars/Olympus
                  parse:
                    chunk-size: many
                spring:
                  mail:
                    host: 127.0.0.1
                    port: 1
                """);
        System.setProperty("spring.datasource.url", "jdbc:postgresql://127.0.0.1:1/x");

        var answer = doctor();

        assertThat(answer.code()).isEqualTo(1);
        assertThat(answer.out())
                .containsOnlyOnce("vss.time-zone = \"Mars/Olympus\"")
                .contains("vss.parse.chunk-size = \"many\"")
                .containsPattern("PROBLEM +database +The database cannot be reached")
                .contains("→ See SPRING_DATASOURCE_URL, and that PostgreSQL runs there.")
                .containsPattern("PROBLEM +mail +The mail server 127\\.0\\.0\\.1 refuses:")
                .doesNotContain("Exception");
    }

    @Test
    void saysSomethingEvenWhereNoConfigurationCanBeRead() throws IOException {
        configure("vss: [");

        var answer = doctor();

        assertThat(answer.code()).isEqualTo(1);
        assertThat(answer.out())
                .containsPattern("disk +.*var can be written to")
                .containsPattern("PROBLEM +configuration +A configuration file is not valid YAML");
    }

    @Test
    void missingMigrationsAreToldAndNotApplied() {
        db.jdbc()
                .sql("DELETE FROM public.vss_schema_history WHERE version >= '0010'")
                .update();

        var answer = doctor();

        assertThat(answer.code()).isEqualTo(1);
        assertThat(answer.out())
                .containsPattern(
                        "PROBLEM +tables +[0-9]+ migrations are missing: its tables are those of an older version\\.");
        assertThat(db.jdbc()
                        .sql("SELECT count(*) FROM public.vss_schema_history WHERE version >= '0010'")
                        .query(Long.class)
                        .single())
                .isZero();
    }

    @Test
    void aBrokenReportAndAnUnknownProduct() throws IOException {
        var day = LocalDate.now(ZoneOffset.UTC).minusDays(1);
        var body = Files.writeString(
                home.resolve("body.json"),
                aSummary("1").from(day + "T10:00:00Z", day + "T10:01:00Z").body());
        vss("ingest", "--product", "ivr", body.toString());
        vss("run", "--only", "parse");
        db.jdbc().sql("UPDATE fact.ivr_session SET product_decided_by = 'NONE'").update();
        Files.createDirectories(home.resolve("reports/mine"));
        Files.writeString(home.resolve("reports/mine/report.yml"), "title: [");
        Files.writeString(
                home.resolve("reports/workbooks.yml"),
                "workbooks:\n  - file: mine.xlsx\n    title: Mine\n    readers: me\n    reports: [mine]\n");
        var answer = doctor();

        assertThat(answer.code()).isEqualTo(1);
        assertThat(answer.out())
                .containsPattern("PROBLEM +reports +.*mine")
                .containsPattern("warning +products +Nothing tells the product of 1 sessions of acme")
                .contains("→ Name it in config/products.yml");
    }

    @Test
    void aMailServerThatAnswers() throws IOException {
        var smtp = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
        smtp.start();
        try {
            configure("spring: {mail: {host: 127.0.0.1, port: " + smtp.getSmtp().getPort() + "}}");
            assertThat(doctor().out()).containsPattern("ok +mail +The mail server 127\\.0\\.0\\.1 answers\\.");
            assertThat(smtp.getReceivedMessages()).as("nothing is sent").isEmpty();
        } finally {
            smtp.stop();
        }
    }

    /** Each subaccount's webhook stands otherwise; the last one's key is refused. */
    @Test
    void howEightxEightHasTheWebhooks() throws IOException {
        var eight = new WireMockServer(WireMockConfiguration.options().dynamicPort());
        eight.start();
        try {
            eight.stubFor(get(webhooksOf("acme_right")).willReturn(okJson(has("https://ledger.example.com"))));
            eight.stubFor(get(webhooksOf("acme_moved")).willReturn(okJson(has("https://old.example.com"))));
            eight.stubFor(get(webhooksOf("acme_none")).willReturn(okJson("{\"count\":0,\"webhooks\":[]}")));
            eight.stubFor(get(webhooksOf("acme_refused")).willReturn(unauthorized()));
            var settings = """
                    vss.eightxeight: {webhooks: "%s", webhook-url: "https://ledger.example.com", key: s3cret, sub-accounts: [%s]}
                    """;
            configure(settings.formatted(eight.baseUrl(), "acme_right, acme_moved, acme_none, acme_refused"));

            var answer = doctor();

            assertThat(answer.code()).isEqualTo(1);
            assertThat(answer.out())
                    .containsPattern(
                            "ok +8x8 +acme_right sends its session summaries to https://ledger\\.example\\.com/voice")
                    .containsPattern("PROBLEM +8x8 +acme_moved: .*https://old\\.example\\.com/voice/webhooks/vss")
                    .containsPattern("PROBLEM +8x8 +acme_none: .*vss webhook create --subaccount acme_none")
                    .containsPattern("PROBLEM +8x8 +acme_refused: .*key")
                    .contains("→ Look again: vss webhook verify")
                    .doesNotContain("s3cret");

            configure(settings.formatted(eight.baseUrl(), "acme_right"));
            assertThat(doctor().out()).containsOnlyOnce(" 8x8 ").doesNotContain("PROBLEM");
        } finally {
            eight.stop();
        }
    }

    private static String webhooksOf(String subAccount) {
        return "/api/v1/subaccounts/" + subAccount + "/webhooks";
    }

    private static String has(String address) {
        return "{\"count\":1,\"webhooks\":[{\"type\":\"VSS\",\"url\":\"" + address
                + "/voice/webhooks/vss\",\"enabled\":true,\"httpAuthHeaderAvailable\":false}]}";
    }

    @Test
    void doctorTellsItsFindingsAsJson() {
        var json = JsonMapper.shared().readTree(vss("doctor", "--json").out());
        assertThat(json.isArray()).isTrue();
        assertThat(json.findValuesAsString("grade")).contains("GOOD").doesNotContain("PROBLEM");
    }
}
