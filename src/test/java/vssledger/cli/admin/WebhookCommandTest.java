package vssledger.cli.admin;

import static com.github.tomakehurst.wiremock.client.WireMock.deleteRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.WireMock;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.stubbing.Scenario;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;
import vssledger.VssLedger;
import vssledger.cli.VssCommand;

/** {@code vss webhook …} as it is typed, where no database is. */
@Tag("program")
class WebhookCommandTest {

    private static final String PATH = "/api/v1/subaccounts/acme_support/webhooks";
    private static final String OURS = "https://ledger.example.com/voice/webhooks/vss/ivr";
    private static final String OTHER = "https://old.example.com/vss";

    private final WireMockServer eight =
            new WireMockServer(WireMockConfiguration.options().dynamicPort());

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path home;

    private record Answer(int code, String out, String err) {}

    @BeforeEach
    void open() throws IOException {
        eight.start();
        Files.createDirectory(home.resolve("config"));
        Files.writeString(home.resolve("config/products.yml"), "vss: {sub-accounts: {acme_support: ivr}}");
        Files.writeString(home.resolve("config/application.yml"), """
                vss.eightxeight: {webhooks: "%s", webhook-url: "https://ledger.example.com", key: s3cret}
                """.formatted(eight.baseUrl()));
        System.setProperty("vss.home", home.toString());
        System.setProperty("spring.datasource.url", "jdbc:postgresql://127.0.0.1:1/nowhere");
    }

    @AfterEach
    void close() {
        System.clearProperty("vss.home");
        System.clearProperty("spring.datasource.url");
        eight.stop();
    }

    private static Answer vss(String... args) {
        var out = new StringWriter();
        var err = new StringWriter();
        var code = VssCommand.execute(VssLedger.class, args, new PrintWriter(out), new PrintWriter(err));
        return new Answer(code, out.toString(), err.toString());
    }

    private static String has(String url) {
        return "{\"webhooks\":[{\"type\":\"VSS\",\"url\":\"" + url
                + "\",\"enabled\":true,\"httpAuthHeaderAvailable\":false}]}";
    }

    @Test
    void anotherUrlIsReplacedOnlyByWhoSaysSo() {
        eight.stubFor(
                get(PATH).inScenario("s").whenScenarioStateIs(Scenario.STARTED).willReturn(okJson(has(OTHER))));
        eight.stubFor(post(PATH).inScenario("s").willSetStateTo("posted").willReturn(okJson(has(OURS))));
        eight.stubFor(get(PATH).inScenario("s").whenScenarioStateIs("posted").willReturn(okJson(has(OURS))));

        assertThat(vss("webhook", "verify")).satisfies(answer -> {
            assertThat(answer.code()).isEqualTo(1);
            assertThat(answer.out()).contains("acme_support  ELSEWHERE", "go to " + OTHER + ". To have them here: vss");
        });
        assertThat(vss("webhook", "create", "--subaccount", "acme_support", "--dry-run"))
                .isEqualTo(new Answer(
                        0, "acme_support: would be registered: " + OURS + ", in place of " + OTHER + "\n", ""));
        assertThat(vss("webhook", "create", "--subaccount", "acme_support"))
                .isEqualTo(new Answer(
                        1,
                        "",
                        "acme_support posts to " + OTHER
                                + ", and nobody can be asked whether that is to be replaced by " + OURS
                                + ". If it is, add --yes.\n"));
        eight.verify(0, postRequestedFor(urlEqualTo(PATH)));

        assertThat(vss("webhook", "create", "--subaccount", "acme_support", "--yes")
                        .out())
                .isEqualTo("acme_support: registered: " + OURS + ", in place of " + OTHER + "\n");
        assertThat(vss("webhook", "verify").code()).isZero();
        assertThat(vss("webhook", "create", "--subaccount", "acme_support").out())
                .isEqualTo("acme_support: unchanged: " + OURS + "\n");
    }

    @Test
    void headersAndKeysAreNeverPrinted() {
        eight.stubFor(get(PATH).willReturn(okJson(has(OURS))));
        eight.stubFor(post(PATH).willReturn(okJson(has(OURS))));
        var answer = vss("webhook", "create", "--subaccount", "acme_support", "--auth-header", "Basic abc", "--json");
        assertThat(answer.code()).isZero();
        assertThat(answer.out() + answer.err()).doesNotContain("Basic abc", "s3cret");
        assertThat(JsonMapper.shared().readTree(answer.out()).at("/auth_header").asBoolean())
                .isTrue();
    }

    @Test
    void allAreListedAndOneIsDeleted() {
        eight.stubFor(get(PATH).willReturn(okJson(has(OURS))));
        eight.stubFor(WireMock.delete(PATH + "/VSS").willReturn(okJson("{\"statusMessage\":\"deleted\"}")));
        assertThat(vss("webhook", "list").out()).contains("acme_support  VSS   " + OURS + "  enabled  no");
        assertThat(vss("webhook", "delete", "--subaccount", "acme_support", "--dry-run")
                        .out())
                .isEqualTo("acme_support: would be deleted: " + OURS + "\n");
        eight.verify(0, deleteRequestedFor(urlEqualTo(PATH + "/VSS")));
        assertThat(vss("webhook", "delete", "--subaccount", "acme_support").out())
                .isEqualTo("acme_support: deleted: " + OURS + "\n");
        eight.verify(1, deleteRequestedFor(urlEqualTo(PATH + "/VSS")));
    }

    @Test
    void anotherUrlIsDeletedOnlyByWhoSaysSo() throws IOException {
        eight.stubFor(get(PATH).willReturn(okJson(has(OTHER))));
        eight.stubFor(WireMock.delete(PATH + "/VSS").willReturn(okJson("{\"statusMessage\":\"deleted\"}")));

        assertThat(vss("webhook", "delete", "--subaccount", "acme_support", "--dry-run")
                        .out())
                .isEqualTo(
                        "acme_support: would be deleted: " + OTHER + ", which is not this ledger's (" + OURS + ")\n");
        assertThat(vss("webhook", "delete", "--subaccount", "acme_support"))
                .isEqualTo(new Answer(
                        1,
                        "",
                        "acme_support posts to " + OTHER + ", which is not this ledger's (" + OURS
                                + "), and nobody can be asked whether it is to be deleted. If it is, add --yes.\n"));
        eight.verify(0, deleteRequestedFor(urlEqualTo(PATH + "/VSS")));

        assertThat(vss("webhook", "delete", "--subaccount", "acme_support", "--yes")
                        .out())
                .isEqualTo("acme_support: deleted: " + OTHER + ", which is not this ledger's (" + OURS + ")\n");
        eight.verify(1, deleteRequestedFor(urlEqualTo(PATH + "/VSS")));

        Files.writeString(home.resolve("config/application.yml"), """
                vss.eightxeight: {webhooks: "%s", key: s3cret}
                """.formatted(eight.baseUrl()));
        assertThat(vss("webhook", "delete", "--subaccount", "acme_support").err())
                .contains("as far as the ledger knows: vss.eightxeight.webhook-url is not set", "add --yes");
    }

    @Test
    void oneOfThisLedgerIsDeletedWhateverItsProduct() {
        eight.stubFor(get(PATH).willReturn(okJson(has("https://ledger.example.com/voice/webhooks/vss"))));
        eight.stubFor(WireMock.delete(PATH + "/VSS").willReturn(okJson("{\"statusMessage\":\"deleted\"}")));

        assertThat(vss("webhook", "delete", "--subaccount", "acme_support").code())
                .isZero();
    }

    @Test
    void whatElseRegisteringChangesIsTold() {
        eight.stubFor(get(PATH)
                .willReturn(okJson(
                        has(OURS).replace("enabled\":true", "enabled\":false").replace("e\":false}", "e\":true}"))));

        assertThat(vss("webhook", "create", "--subaccount", "acme_support", "--dry-run")
                        .out())
                .isEqualTo("acme_support: would be registered: " + OURS
                        + ", which was disabled, without the authentication header that 8x8 sent before\n");
    }
}
