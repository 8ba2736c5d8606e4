package vssledger.console;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.WireMock;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.dao.DataAccessException;
import vssledger.console.access.Audit;
import vssledger.console.access.LoginThrottle;
import vssledger.console.access.Passwords;
import vssledger.console.access.Role;
import vssledger.console.access.UserFile;
import vssledger.platform.DateRange;
import vssledger.platform.LedgerProperties;
import vssledger.platform.Product;
import vssledger.report.ReportScope;
import vssledger.report.edition.Editions;
import vssledger.run.NightlyRuns;
import vssledger.run.RunRequest;
import vssledger.testing.TestLedger;

/** Who gets in to the console and how far, told by what its server answers; an identity provider is played by a stub. */
@Tag("program")
class ConsoleAccessTest {

    private static final String PASSWORD = "correct horse battery";
    private static final Pattern TOKEN = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"");

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private static Path home;

    @SuppressWarnings("NullAway.Init")
    private static TestLedger ledger;

    @SuppressWarnings("NullAway.Init")
    private static WireMockServer provider;

    @SuppressWarnings("NullAway.Init")
    private static RSAKey key;

    @SuppressWarnings("NullAway.Init")
    private HttpClient http;

    @BeforeAll
    static void open() throws Exception {
        provider = new WireMockServer(options().dynamicPort());
        provider.start();
        key = new RSAKeyGenerator(2048).keyID("k").generate();
        ledger = TestLedger.serving(
                home,
                "server.forward-headers-strategy=native",
                "vss.console.oidc.issuer=" + provider.baseUrl(),
                "vss.console.oidc.client-id=ledger",
                "vss.console.oidc.client-secret=secret",
                "vss.console.oidc.roles.voice-finance=finance",
                "vss.eightxeight.key=s3cret",
                "vss.eightxeight.webhooks=" + provider.baseUrl(),
                "vss.eightxeight.webhook-url=https://ledger.example.com",
                "vss.eightxeight.sub-accounts=acme");
        var users = ledger.the(UserFile.class);
        users.add("Vera", Passwords.hash(PASSWORD), List.of(Role.VIEWER), List.of());
        users.add("Otto", Passwords.hash(PASSWORD), List.of(Role.OPS), List.of());
        users.add("Ada", Passwords.hash(PASSWORD), List.of(Role.ADMIN), List.of());
        ledger.ingest(Product.IVR, "{\"namespace\":\"VOICE\",\"eventType\":\"SESSION_SUMMARY\",\"payload\":{}}");
        ledger.run("2026-03-09", "2026-03-09");
    }

    @AfterAll
    static void close() {
        ledger.close();
        provider.stop();
    }

    @BeforeEach
    void anotherBrowser() {
        http = HttpClient.newBuilder().cookieHandler(new CookieManager()).build();
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return http.send(HttpRequest.newBuilder(uri(path)).build(), HttpResponse.BodyHandlers.ofString());
    }

    private static URI uri(String path) {
        return path.startsWith("http") ? URI.create(path) : ledger.management(path);
    }

    /** As a form does, with the token of the page that it stands on. */
    private HttpResponse<String> post(String page, String path, Map<String, String> fields)
            throws IOException, InterruptedException {
        var token = TOKEN.matcher(get(page).body());
        assertThat(token.find()).as("token on " + page).isTrue();
        return post(path, fields, token.group(1));
    }

    private HttpResponse<String> post(String path, Map<String, String> fields, String token)
            throws IOException, InterruptedException {
        var body = fields.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        return http.send(
                HttpRequest.newBuilder(uri(path))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(HttpRequest.BodyPublishers.ofString("_csrf=" + token + "&" + body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private HttpResponse<String> logIn(String name, String password) throws IOException, InterruptedException {
        return post("/console/login", "/console/login", Map.of("username", name, "password", password));
    }

    private static String where(HttpResponse<?> response) {
        return URI.create(response.headers().firstValue("Location").orElse("")).getPath();
    }

    @Test
    void withoutLogInThereIsOnlyTheLogInPageAndHealthAndMetrics() throws Exception {
        var console = get("/console/breaks");
        assertThat(console.statusCode()).isEqualTo(302);
        assertThat(where(console)).isEqualTo("/console/login");
        assertThat(get("/actuator/health/liveness").statusCode()).isEqualTo(200);
        assertThat(get("/actuator/prometheus").statusCode()).isEqualTo(200);
        for (var path : List.of("/actuator/env", "/webjars/htmx.org/dist/htmx.min.js", "/error", "/anything")) {
            assertThat(get(path).statusCode()).as(path).isEqualTo(404);
        }
    }

    @Test
    void pagesAndCookieAreGuarded() throws Exception {
        var page = get("/console/login");
        assertThat(page.headers().firstValue("Content-Security-Policy").orElse(""))
                .contains("default-src 'none'", "script-src 'self'", "style-src 'self'", "frame-ancestors 'none'")
                .doesNotContain("unsafe");
        assertThat(page.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
        assertThat(page.headers().firstValue("Set-Cookie").orElse("")).contains("HttpOnly", "SameSite=Lax");
        assertThat(page.body()).doesNotContain("style=", "<style", "<script>", "onclick");
        assertThat(get("/console/assets/lib/htmx.org/dist/htmx.min.js").body()).contains("htmx");
    }

    @Test
    void whatARoleMayNotDoIsRefusedWhateverThePageShows() throws Exception {
        assertThat(where(logIn("Vera", PASSWORD))).isEqualTo("/console");
        var quarantined =
                ledger.rows("SELECT min(delivery_id) FROM parse.quarantine").get(0);
        for (var path : List.of(
                "/console/breaks/decide",
                "/console/matches/decide",
                "/console/runs",
                "/console/runs/preview",
                "/console/runs/1/stop",
                "/console/runs/1/go-on",
                "/console/quarantine/replay",
                "/console/rejected/replay",
                "/console/rejected/1/whole",
                "/console/rejected/1/discard",
                "/console/quarantine/" + quarantined + "/whole",
                "/console/editions/2026-03-09/2026-03-09/resend")) {
            assertThat(post("/console/breaks", path, Map.of("id", "1")).statusCode())
                    .as(path)
                    .isEqualTo(403);
        }
        assertThat(get("/console/editions/2026-03-09/2026-03-09/1/managers.xlsx")
                        .statusCode())
                .isEqualTo(200);
        assertThat(get("/console/editions/2026-03-09/2026-03-09/1/finance.xlsx").statusCode())
                .isEqualTo(403);
        assertThat(get("/console/editions/2026-03-09/2026-03-09/1/..%2Fmanifest.json")
                        .statusCode())
                .isBetween(400, 404);

        anotherBrowser();
        logIn("Otto", PASSWORD);
        assertThat(post("/console/breaks", "/console/breaks/decide", Map.of("id", "1", "decision", "accept"))
                        .statusCode())
                .isEqualTo(403);
        assertThat(get("/console/audit").statusCode()).isEqualTo(403);
    }

    @Test
    void whatOneMayDoIsDoneOrToldInWords() throws Exception {
        logIn("Otto", PASSWORD);
        assertThat(post("/console/runs/1", "/console/runs/1/stop", Map.of()))
                .satisfies(answer -> assertThat(answer.statusCode()).isEqualTo(422))
                .satisfies(answer -> assertThat(answer.body()).contains("Run 1 is not at work"));
        assertThat(post("/console/runs/1", "/console/runs/1/go-on", Map.of()).body())
                .contains("Run 1 came to its end");
        assertThat(post("/console/runs/1", "/console/runs", Map.of("from", "2026-03-09"))
                        .statusCode())
                .isEqualTo(422);
        assertThat(get("/console/runs/4711").statusCode()).isEqualTo(404);
        assertThat(get("/console/editions/2026-03-09/2026-03-09/1?of=product:ivr")
                        .body())
                .contains("There is no edition 1 of 2026-03-09, IVR");
    }

    @Test
    void editionsOfSomeProductsStandBesideThoseOfAll() throws Exception {
        var day = new DateRange(LocalDate.parse("2026-03-09"), LocalDate.parse("2026-03-09"));
        var request = RunRequest.exactly(
                new ReportScope(day, List.of("ivr"), List.of("acme")),
                ledger.the(Clock.class),
                ledger.the(LedgerProperties.class));
        ledger.the(NightlyRuns.class).run(request);
        assertThat(ledger.the(Editions.class).newest(10))
                .filteredOn(edition -> edition.number() == 1)
                .hasSize(2)
                .allMatch(Editions.Made::latest);

        logIn("Otto", PASSWORD);
        var path = "/console/editions/2026-03-09/2026-03-09/1";
        var link = path + "?of=product:ivr%20sub-account:acme";
        assertThat(get("/console/editions").body()).contains("\"" + path + "\"", "\"" + link + "\"");
        assertThat(get(link).body()).contains("2026-03-09, IVR, acme", "value=\"product:ivr sub-account:acme\"");
        var manifest = get(path + "/manifest.json?of=product:ivr%20sub-account:acme");
        assertThat(manifest.headers().firstValue("Content-Disposition").orElse(""))
                .contains("2026-03-09_2026-03-09_ivr_acme-edition-1-manifest.json");
        assertThat(manifest.body()).contains("\"ivr\"");
        assertThat(get(path + "/manifest.json").body()).doesNotContain("\"ivr\"");

        var sent = post(link, path.replace("/1", "/resend"), Map.of("of", "product:ivr sub-account:acme"));
        assertThat(where(sent)).matches("/console/runs/\\d+");
        assertThat(ledger.rows("SELECT who, subject FROM console.audit WHERE what = 'send reports again'"))
                .containsExactly("Otto | 2026-03-09, IVR, acme");
    }

    @Test
    void howEightXEightHasTheWebhooksIsAskedOnceAndAnewByAButton() throws Exception {
        var path = "/api/v1/subaccounts/acme/webhooks";
        provider.stubFor(WireMock.get(urlPathEqualTo(path)).willReturn(okJson("""
                        {"webhooks":[{"type":"VSS","url":"https://elsewhere.example.com","enabled":true}]}""")));
        logIn("Vera", PASSWORD);
        assertThat(get("/console/senders").body()).contains("hx-get=\"/console/senders/registrations\"");
        provider.verify(0, getRequestedFor(urlPathEqualTo(path)));

        assertThat(get("/console/senders/registrations").body())
                .contains("elsewhere", "Its session summaries go to https://elsewhere.example.com", "Look again");
        get("/console/senders/registrations");
        provider.verify(1, getRequestedFor(urlPathEqualTo(path)));

        ledger.at(ledger.now().plusSeconds(11).toString());
        get("/console/senders/registrations?anew=true");
        provider.verify(2, getRequestedFor(urlPathEqualTo(path)));
    }

    @Test
    void aFormWithoutItsTokenIsRefused() throws Exception {
        logIn("Ada", PASSWORD);
        assertThat(post("/console/quarantine/replay", Map.of(), "made-up").statusCode())
                .isEqualTo(403);
    }

    @Test
    void whoGuessesIsHeldUpUntilFiveMinutesArePast() throws Exception {
        ledger.the(UserFile.class).add("Gus", Passwords.hash(PASSWORD), List.of(Role.VIEWER), List.of());
        for (var i = 0; i < LoginThrottle.MOST_OF_A_NAME; i++) {
            assertThat(logIn("gus", "guess number " + i)
                            .headers()
                            .firstValue("Location")
                            .orElse(""))
                    .endsWith("?wrong");
        }
        assertThat(logIn("Gus", PASSWORD).headers().firstValue("Location").orElse(""))
                .endsWith("?wait");
        assertThat(where(logIn("Vera", PASSWORD))).as("others are not").isEqualTo("/console");

        ledger.at(ledger.now().plus(LoginThrottle.SPAN).plusSeconds(1).toString());
        anotherBrowser();
        assertThat(where(logIn("Gus", PASSWORD))).isEqualTo("/console");
    }

    @Test
    void whoIsTakenOutOfTheFileIsOutAtOnce() throws Exception {
        var file = home.resolve("config/users.yml");
        ledger.the(UserFile.class).add("Leo", Passwords.hash(PASSWORD), List.of(Role.VIEWER), List.of());
        logIn("Leo", PASSWORD);
        assertThat(get("/console/days").statusCode()).isEqualTo(200);
        var text = Files.readString(file);

        Files.writeString(file, text.replace("\"Leo\"", "\"Leonie\""));
        assertThat(where(get("/console/days"))).isEqualTo("/console/login");
    }

    @Test
    void theLogIsAddedToAndNeverChanged() {
        ledger.the(Audit.class).record("Ada", null, "try", "this", null);
        for (var change :
                List.of("DELETE FROM console.audit", "UPDATE console.audit SET who = ''", "TRUNCATE console.audit")) {
            assertThatThrownBy(() -> ledger.jdbc().sql(change).update())
                    .as(change)
                    .isInstanceOf(DataAccessException.class)
                    .hasMessageContaining("never changed");
        }
    }

    @Test
    void anIdentityProviderLetsInWhomItsClaimGivesARole() throws Exception {
        var landed = logInByProvider("fran", List.of("voice-finance", "others"));
        assertThat(where(landed)).isEqualTo("/console");
        var page = get("/console/breaks").body();
        assertThat(page).contains(">fran<");
        assertThat(post("/console/breaks", "/console/breaks/decide", Map.of("id", "4711", "decision", "accept")))
                .satisfies(answer -> assertThat(answer.statusCode()).isEqualTo(422))
                .satisfies(answer -> assertThat(answer.body()).contains("There is no break 4711"));
        assertThat(get("/console/audit").statusCode()).isEqualTo(403);
        assertThat(ledger.rows("SELECT count(*) FROM console.audit WHERE who = 'fran' AND what = 'log in'"))
                .containsExactly("1");
    }

    @Test
    void anIdentityProviderLetsNobodyInWithoutARole() throws Exception {
        var landed = logInByProvider("nora", List.of("others"));
        assertThat(landed.headers().firstValue("Location").orElse("")).endsWith("/console/login?norole");
        assertThat(where(get("/console"))).isEqualTo("/console/login");
    }

    @Test
    void whoLoggedInByAProviderIsLoggedOutThereToo() throws Exception {
        logInByProvider("lena", List.of("voice-finance"));
        var left = post("/console/breaks", "/console/logout", Map.of());
        assertThat(left.statusCode())
                .as("no redirect, which browsers refuse a form")
                .isEqualTo(200);
        var refresh = Pattern.compile("http-equiv=\"refresh\" content=\"0;url=([^\"]+)\"")
                .matcher(left.body());
        assertThat(refresh.find()).as(left.body()).isTrue();
        var there = URI.create(refresh.group(1).replace("&amp;", "&"));
        assertThat(there.toString()).startsWith(provider.baseUrl() + "/end?");
        assertThat(query(there)).containsKey("id_token_hint");
        var back = Objects.requireNonNull(query(there).get("post_logout_redirect_uri"));
        assertThat(back).isEqualTo(ledger.management("/console/out").toString());
        assertThat(get(back).headers().firstValue("Location").orElse("")).endsWith("/console/login?out");
        assertThat(where(get("/console/breaks"))).isEqualTo("/console/login");
    }

    @Test
    void whoLoggedInWithAPasswordIsLoggedOutHere() throws Exception {
        logIn("Vera", PASSWORD);
        var left = post("/console/breaks", "/console/logout", Map.of());
        assertThat(where(left)).isEqualTo("/console/out");
        assertThat(where(get("/console/breaks"))).isEqualTo("/console/login");
    }

    /** By the proxy's word, which counts since this server was told that it is behind one. */
    @Test
    void theSessionsCookieIsForTlsAloneWhereAProxyDoesThat() throws Exception {
        var through = http.send(
                HttpRequest.newBuilder(uri("/console/login"))
                        .header("X-Forwarded-Proto", "https")
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        assertThat(through.headers().firstValue("Set-Cookie").orElse(""))
                .contains("Secure", "HttpOnly", "SameSite=Lax");
        assertThat(through.headers().firstValue("Strict-Transport-Security")).isPresent();
        anotherBrowser();
        assertThat(get("/console/login").headers().firstValue("Set-Cookie").orElse(""))
                .doesNotContain("Secure");
    }

    /** Goes there, comes back with a code, for which the ledger gets a signed token with these groups. */
    private HttpResponse<String> logInByProvider(String name, List<String> groups) throws Exception {
        provider.stubFor(WireMock.get(urlPathEqualTo("/.well-known/openid-configuration"))
                .willReturn(okJson("""
                        {"issuer":"%1$s","authorization_endpoint":"%1$s/authorize","token_endpoint":"%1$s/token",\
                        "end_session_endpoint":"%1$s/end",\
                        "jwks_uri":"%1$s/keys","subject_types_supported":["public"],"response_types_supported":["code"],\
                        "id_token_signing_alg_values_supported":["RS256"]}""".formatted(provider.baseUrl()))));
        provider.stubFor(
                WireMock.get(urlPathEqualTo("/keys")).willReturn(okJson(new JWKSet(key.toPublicJWK()).toString())));
        var there = get("/console/oauth2/authorization/oidc")
                .headers()
                .firstValue("Location")
                .orElseThrow();
        assertThat(there).startsWith(provider.baseUrl() + "/authorize");
        var asked = query(URI.create(there));
        provider.stubFor(WireMock.post(urlPathEqualTo("/token"))
                .willReturn(aResponse()
                        .withHeader("Content-Type", "application/json")
                        .withBody("""
                                {"access_token":"a","token_type":"Bearer","expires_in":300,"id_token":"%s"}""".formatted(token(name, groups, Objects.requireNonNull(asked.get("nonce")))))));
        return get(asked.get("redirect_uri") + "?code=c&state="
                + URLEncoder.encode(Objects.requireNonNull(asked.get("state")), StandardCharsets.UTF_8));
    }

    private static Map<String, String> query(URI uri) {
        return Arrays.stream(uri.getRawQuery().split("&"))
                .map(part -> part.split("=", 2))
                .collect(Collectors.toMap(part -> part[0], part -> URLDecoder.decode(part[1], StandardCharsets.UTF_8)));
    }

    private static String token(String name, List<String> groups, String nonce) throws Exception {
        var jwt = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.RS256).keyID("k").build(),
                new JWTClaimsSet.Builder()
                        .issuer(provider.baseUrl())
                        .audience("ledger")
                        .subject("id of " + name)
                        .claim("preferred_username", name)
                        .claim("groups", groups)
                        .claim("nonce", nonce)
                        .issueTime(Date.from(Instant.now()))
                        .expirationTime(Date.from(Instant.now().plusSeconds(300)))
                        .build());
        jwt.sign(new RSASSASigner(key));
        return jwt.serialize();
    }
}
