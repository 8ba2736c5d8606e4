package vssledger.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.CookieManager;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vssledger.console.access.Passwords;
import vssledger.console.access.Role;
import vssledger.console.access.UserFile;
import vssledger.testing.ServerProcess;

/** A server that was started while its database is away lets people log in, and tells them so. */
@Tag("browser")
class BeforeTheDatabaseTest {

    private static final Pattern TOKEN = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"");

    @Test
    void pagesTellThatTheDatabaseDoesNotAnswer(@TempDir Path home) throws Exception {
        Files.createDirectories(home.resolve("config"));
        Files.writeString(
                home.resolve("config/users.yml"),
                "vss:\n  console:\n    users:\n"
                        + UserFile.lines("Vera", Passwords.hash("correct horse battery"), List.of(Role.VIEWER)));
        var http = HttpClient.newBuilder()
                .cookieHandler(new CookieManager())
                .followRedirects(HttpClient.Redirect.NORMAL)
                .build();
        try (var server = ServerProcess.start(
                home,
                Map.of("SPRING_DATASOURCE_URL", "jdbc:postgresql://127.0.0.1:1/nowhere"),
                "spring.datasource.hikari.connection-timeout=500")) {
            var logIn = HttpRequest.newBuilder(server.management("/console/login"));
            var token = TOKEN.matcher(
                    http.send(logIn.build(), BodyHandlers.ofString()).body());
            assertThat(token.find()).as(server.log()).isTrue();
            var form = "username=Vera&password=correct+horse+battery&_csrf=" + token.group(1);
            var today = http.send(
                    logIn.header("Content-Type", "application/x-www-form-urlencoded")
                            .POST(HttpRequest.BodyPublishers.ofString(form))
                            .build(),
                    BodyHandlers.ofString());

            assertThat(today.uri()).isEqualTo(server.management("/console"));
            assertThat(today.statusCode()).isEqualTo(503);
            assertThat(today.body()).contains("The database does not answer", "Vera", "Try again");
        }
    }
}
