package vssledger.eightxeight;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.delete;
import static com.github.tomakehurst.wiremock.client.WireMock.deleteRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.equalToJson;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.status;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.stubbing.Scenario;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.mock.env.MockEnvironment;
import vssledger.eightxeight.WebhookCheck.State;
import vssledger.platform.LedgerProperties;
import vssledger.platform.SubAccountProducts;
import vssledger.platform.UserException;

/** 8x8's Webhooks API as its pages describe it, in good days and bad. */
class WebhooksTest {

    private static final String OURS = "https://ledger.example.com/voice/webhooks/vss";
    private static final Instant NOW = Instant.parse("2026-03-10T06:00:00Z");

    private static final WireMockServer EIGHT =
            new WireMockServer(WireMockConfiguration.options().dynamicPort());

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path home;

    private Duration readTimeout = Duration.ofSeconds(10);
    private final List<Duration> pauses = new ArrayList<>();
    private final MockEnvironment settings = new MockEnvironment();

    @BeforeAll
    static void open() {
        EIGHT.start();
    }

    @AfterAll
    static void close() {
        EIGHT.stop();
    }

    @BeforeEach
    void empty() {
        EIGHT.resetAll();
    }

    private Webhooks webhooks() {
        return webhooks("s3cret", null, URI.create("https://ledger.example.com/"));
    }

    private Webhooks webhooks(@Nullable String key, @Nullable Path keyFile, @Nullable URI webhookUrl) {
        var properties = new EightxEightProperties(
                key,
                keyFile,
                List.of("acme_extra"),
                URI.create(EIGHT.baseUrl()),
                URI.create(EIGHT.baseUrl()),
                webhookUrl,
                Duration.ofSeconds(5),
                readTimeout,
                4,
                Duration.ofSeconds(1),
                Duration.ofSeconds(5),
                Duration.ofMinutes(30));
        var products =
                new SubAccountProducts(Map.of("acme_support", "ivr")); // as config/products.yml has them, by raw name
        var noted = new RetryPauses() {
            @Override
            public void pause(Duration time) {
                pauses.add(time);
            }
        };
        var requests = new Requests(
                properties,
                new LedgerProperties(home, ZoneOffset.UTC, "vss_ledger"),
                noted,
                Clock.fixed(NOW, ZoneOffset.UTC));
        return new Webhooks(properties, new OwnWebhooks(properties, products, settings), requests);
    }

    private static String path(String subAccount) {
        return "/api/v1/subaccounts/" + subAccount + "/webhooks";
    }

    private static String has(String subAccount, String... webhooks) {
        return "{\"subAccountId\":\"" + subAccount + "\",\"count\":" + webhooks.length + ",\"webhooks\":["
                + String.join(",", webhooks) + "],\"statusCode\":0,\"statusMessage\":\"ok\"}";
    }

    private static String vss(String url, boolean enabled, boolean header) {
        return "{\"type\":\"VSS\",\"url\":\"" + url + "\",\"enabled\":" + enabled + ",\"httpAuthHeaderAvailable\":"
                + header + "}";
    }

    private static void eightHas(String subAccount, String... webhooks) {
        EIGHT.stubFor(get(path(subAccount)).willReturn(okJson(has(subAccount, webhooks))));
    }

    private WebhookCheck checkOf(String subAccount) {
        return webhooks().check(List.of(subAccount)).get(0);
    }

    @Test
    void aWebhookWithOurUrlIsRight() {
        eightHas(
                "acme_support",
                "{\"type\":\"VCS\",\"url\":\"https://else.example.com\",\"enabled\":true}",
                vss(OURS + "/ivr", true, false));
        assertThat(checkOf("acme_support"))
                .isEqualTo(new WebhookCheck(
                        "acme_support",
                        "ivr",
                        State.REGISTERED,
                        OURS + "/ivr",
                        new Webhook("VSS", OURS + "/ivr", true, false),
                        null));
        EIGHT.verify(getRequestedFor(urlEqualTo(path("acme_support")))
                .withHeader("Authorization", equalTo("Bearer s3cret")));
    }

    @Test
    void withoutAProductItIsTheUrlThatNamesNone() {
        eightHas("acme_extra", vss(OURS, true, false));
        assertThat(checkOf("acme_extra").state()).isEqualTo(State.REGISTERED);
    }

    @Test
    void whatIsNotRightIsToldWithWhatToDo() {
        eightHas("acme_support");
        assertThat(checkOf("acme_support").state()).isEqualTo(State.NOT_REGISTERED);
        assertThat(checkOf("acme_support").problem())
                .isEqualTo("No VSS webhook is registered. Register it: vss webhook create --subaccount acme_support");

        eightHas("acme_support", vss("https://old.example.com/vss", true, false));
        assertThat(checkOf("acme_support").state()).isEqualTo(State.ELSEWHERE);
        assertThat(checkOf("acme_support").problem()).contains("go to https://old.example.com/vss.");

        eightHas("acme_support", vss(OURS + "/ivr", false, false));
        assertThat(checkOf("acme_support").state()).isEqualTo(State.DISABLED);

        settings.setProperty("vss.capture.auth.values[0]", "Basic abc");
        eightHas("acme_support", vss(OURS + "/ivr", true, false));
        assertThat(checkOf("acme_support").state()).isEqualTo(State.WITHOUT_HEADER);
        eightHas("acme_support", vss(OURS + "/ivr", true, true));
        assertThat(checkOf("acme_support").state()).isEqualTo(State.REGISTERED);
    }

    @Test
    void oneGuideWritesActiveForEnabled() {
        EIGHT.stubFor(get(path("acme_support"))
                .willReturn(okJson(has(
                        "acme_support", "{\"type\":\"VSS\",\"url\":\"" + OURS + "/ivr\",\"active\":true,\"new\":1}"))));
        assertThat(checkOf("acme_support").state()).isEqualTo(State.REGISTERED);
    }

    @Test
    void oneThatCannotBeAskedKeepsNoOtherFromBeingAsked() {
        EIGHT.stubFor(get(path("gone"))
                .willReturn(status(404).withBody("{\"statusCode\":404,\"statusMessage\":\"No such subaccount\"}")));
        eightHas("acme_support", vss(OURS + "/ivr", true, false));
        assertThat(webhooks().check(List.of("gone", "acme_support")))
                .extracting(WebhookCheck::state)
                .containsExactly(State.UNKNOWN, State.REGISTERED);
        assertThat(checkOf("gone").problem()).contains("(No such subaccount)", "Check the subaccount's name.");
    }

    @Test
    void aKeyThatIsRefusedIsShownOnce() {
        EIGHT.stubFor(any(anyUrl()).willReturn(status(401).withBody("{\"statusMessage\":\"Bad key s3cret\"}")));
        var checks = webhooks().check(List.of("acme_support", "acme_extra"));
        assertThat(checks).extracting(WebhookCheck::state).containsOnly(State.KEY_REFUSED);
        assertThat(checks.get(0).problem()).contains("8x8 answered 401 (Bad key …)", "VSS_EIGHTXEIGHT_KEY");
        EIGHT.verify(1, getRequestedFor(urlEqualTo(path("acme_support"))));
        EIGHT.verify(0, getRequestedFor(urlEqualTo(path("acme_extra"))));
    }

    @Test
    void aWebhookIsRegisteredAndSeenToBeThere() {
        EIGHT.stubFor(get(path("acme_support"))
                .inScenario("s")
                .whenScenarioStateIs(Scenario.STARTED)
                .willReturn(okJson(has("acme_support", vss("https://old.example.com", true, false)))));
        EIGHT.stubFor(post(path("acme_support"))
                .inScenario("s")
                .willSetStateTo("posted")
                .willReturn(okJson(has("acme_support", vss(OURS + "/ivr", true, true)))));
        EIGHT.stubFor(get(path("acme_support"))
                .inScenario("s")
                .whenScenarioStateIs("posted")
                .willReturn(okJson(has("acme_support", vss(OURS + "/ivr", true, true)))));

        var webhooks = webhooks();
        var planned = webhooks.plan("acme_support", null, "Basic abc");
        assertThat(planned.replaced()).hasValue("https://old.example.com");
        assertThat(planned.isThere()).isFalse();
        assertThat(planned).asString().doesNotContain("Basic abc");
        webhooks.register(planned);

        EIGHT.verify(postRequestedFor(urlEqualTo(path("acme_support")))
                .withHeader("Authorization", equalTo("Bearer s3cret"))
                .withRequestBody(equalToJson("{\"type\":\"VSS\",\"url\":\"" + OURS
                        + "/ivr\",\"httpAuthHeader\":\"Basic abc\",\"enabled\":true}")));
    }

    @Test
    void withoutAHeaderNoneIsSentAndTheOneOfTheEndpointIsTheDefault() {
        eightHas("acme_support", vss(OURS + "/ivr", true, false));
        EIGHT.stubFor(post(path("acme_support")).willReturn(okJson("{}")));
        var webhooks = webhooks();
        assertThat(webhooks.plan("acme_support", null, null).isThere()).isTrue();
        webhooks.register(webhooks.plan("acme_support", null, null));
        EIGHT.verify(postRequestedFor(urlEqualTo(path("acme_support")))
                .withRequestBody(equalToJson("{\"type\":\"VSS\",\"url\":\"" + OURS + "/ivr\",\"enabled\":true}")));

        settings.setProperty("vss.capture.auth.values[0]", "Basic new");
        settings.setProperty("vss.capture.auth.values[1]", "Basic old");
        assertThat(webhooks.plan("acme_support", null, null).authHeader()).isEqualTo("Basic new");
    }

    @Test
    void whatWasTakenButIsNotThereIsTold() {
        eightHas("acme_support", vss("https://old.example.com", true, false));
        EIGHT.stubFor(post(path("acme_support")).willReturn(okJson("{}")));
        assertThatThrownBy(() -> webhooks().register(webhooks().plan("acme_support", null, null)))
                .isInstanceOf(UserException.class)
                .hasMessageContaining("but now has https://old.example.com");
    }

    @Test
    void aWebhookIsDeletedAt8x8() {
        EIGHT.stubFor(delete(path("acme_support") + "/VSS")
                .willReturn(okJson("{\"webhooks\":[],\"statusMessage\":\"deleted\"}")));
        webhooks().delete("acme_support");
        EIGHT.verify(1, deleteRequestedFor(urlEqualTo(path("acme_support") + "/VSS")));
    }

    @ParameterizedTest
    @CsvSource({"403", "404", "422"})
    void whatIsRefusedIsNotAskedAgainAndTellsNoSecret(int status) {
        eightHas("acme_support");
        EIGHT.stubFor(post(path("acme_support"))
                .willReturn(status(status)
                        .withBody("{\"errorId\":\"e\",\"statusCode\":" + status
                                + ",\"statusMessage\":\"httpAuthHeader Basic abc is too short\"}")));
        assertThatThrownBy(() -> webhooks().register(webhooks().plan("acme_support", null, "Basic abc")))
                .isInstanceOf(EightxEightException.class)
                .hasMessageStartingWith(
                        "8x8 answered " + status + " (httpAuthHeader … is too short) to POST " + path("acme_support"))
                .hasMessageNotContaining("Basic abc");
        EIGHT.verify(1, postRequestedFor(urlEqualTo(path("acme_support"))));
        assertThat(pauses).isEmpty();
    }

    @Test
    void whatFailsIsTriedAgainAfterPausesThatGrow() {
        EIGHT.stubFor(get(path("acme_support")).willReturn(status(500).withBody("{\"statusMessage\":\"oops\"}")));
        assertThatThrownBy(() -> webhooks().list("acme_support"))
                .hasMessageContaining("8x8 answered 500 (oops)", "That is 8x8's to mend");
        EIGHT.verify(4, getRequestedFor(urlEqualTo(path("acme_support"))));
        assertThat(pauses).containsExactly(Duration.ofSeconds(1), Duration.ofSeconds(2), Duration.ofSeconds(4));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"7 | 7", "0 | 0", "Tue, 10 Mar 2026 06:03:00 GMT | 180", "Tue, 10 Mar 2026 05:00:00 GMT | 0"})
    void aPauseThat8x8AsksForIsMade(String retryAfter, long seconds) {
        EIGHT.stubFor(get(path("acme_support"))
                .inScenario("s")
                .whenScenarioStateIs(Scenario.STARTED)
                .willSetStateTo("then")
                .willReturn(status(429).withHeader("Retry-After", retryAfter)));
        EIGHT.stubFor(get(path("acme_support"))
                .inScenario("s")
                .whenScenarioStateIs("then")
                .willReturn(okJson(has("acme_support"))));
        assertThat(webhooks().list("acme_support")).isEmpty();
        assertThat(pauses).containsExactly(Duration.ofSeconds(seconds));
    }

    @Test
    void aPauseLongerThanPatienceIsNotMade() {
        EIGHT.stubFor(get(path("acme_support")).willReturn(status(429).withHeader("Retry-After", "86400")));
        assertThatThrownBy(() -> webhooks().list("acme_support"))
                .hasMessageContaining("8x8 wants fewer requests: try again later.");
        assertThat(pauses).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"CONNECTION_RESET_BY_PEER", "EMPTY_RESPONSE", "RANDOM_DATA_THEN_CLOSE"})
    void whoBreaksOffIsAskedAgainThenToldToBeSilent(Fault fault) {
        EIGHT.stubFor(get(path("acme_support")).willReturn(aResponse().withFault(fault)));
        assertThatThrownBy(() -> webhooks().list("acme_support"))
                .isInstanceOf(EightxEightException.class)
                .hasMessageStartingWith("8x8 does not answer (");
        assertThat(pauses).hasSize(3);
    }

    @Test
    void anAnswerThatIsNoneIsTold() {
        EIGHT.stubFor(get(path("acme_support")).willReturn(okJson("<html>")));
        assertThatThrownBy(() -> webhooks().list("acme_support"))
                .isInstanceOf(EightxEightException.class)
                .hasMessageStartingWith("8x8's answer cannot be read (");
    }

    @Test
    void whoIsSlowIsToldToBeSilent() {
        readTimeout = Duration.ofMillis(200);
        EIGHT.stubFor(
                get(path("acme_support")).willReturn(okJson(has("acme_support")).withFixedDelay(1_500)));
        assertThat(checkOf("acme_support").state()).isEqualTo(State.UNKNOWN);
        assertThat(checkOf("acme_support").problem()).startsWith("8x8 does not answer (");
    }

    @Test
    void theKeyMayLieInAFileThatIsReplaced() throws IOException {
        eightHas("acme_support");
        Files.writeString(home.resolve("key"), "one\n");
        var webhooks = webhooks(null, Path.of("key"), null);
        webhooks.list("acme_support");
        Files.writeString(home.resolve("key"), "two\n");
        webhooks.list("acme_support");
        EIGHT.verify(
                getRequestedFor(urlEqualTo(path("acme_support"))).withHeader("Authorization", equalTo("Bearer one")));
        EIGHT.verify(
                getRequestedFor(urlEqualTo(path("acme_support"))).withHeader("Authorization", equalTo("Bearer two")));

        Files.delete(home.resolve("key"));
        assertThatThrownBy(() -> webhooks.list("acme_support"))
                .isInstanceOf(UserException.class)
                .hasMessageContaining("The file of 8x8's API key cannot be read: " + home.resolve("key"));
    }

    @Test
    void whatIsNotConfiguredIsTold() {
        assertThat(webhooks(null, null, null).hasKey()).isFalse();
        assertThatThrownBy(() -> webhooks(" ", null, null).list("acme_support"))
                .hasMessageStartingWith("There is no API key of 8x8. Set VSS_EIGHTXEIGHT_KEY");
        assertThatThrownBy(() -> webhooks("s3cret", null, null).check(List.of("acme_support")))
                .hasMessageStartingWith("Under which address does 8x8 reach this ledger?");
        assertThatThrownBy(() -> webhooks("s3cret", null, URI.create("ledger.example.com")))
                .hasMessageContaining("is no address of the web");
        assertThat(webhooks().subAccounts()).containsExactly("acme_support", "acme_extra");
    }
}
