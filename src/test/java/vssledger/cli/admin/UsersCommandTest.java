package vssledger.cli.admin;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.security.crypto.factory.PasswordEncoderFactories;
import tools.jackson.databind.json.JsonMapper;
import vssledger.VssLedger;
import vssledger.cli.VssCommand;

/** {@code vss users …} as it is typed, with passwords piped in, where no database is. */
@Tag("slow")
class UsersCommandTest {

    private static final String PASSWORD = "correct horse battery";
    private static final String ANOTHER = "staple of the battery";

    private final InputStream stdin = System.in;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path home;

    private record Answer(int code, String out, String err) {}

    @BeforeEach
    void open() {
        System.setProperty("vss.home", home.toString());
        System.setProperty("spring.datasource.url", "jdbc:postgresql://127.0.0.1:1/nowhere");
    }

    @AfterEach
    void close() {
        System.clearProperty("vss.home");
        System.clearProperty("spring.datasource.url");
        System.setIn(stdin);
    }

    private static Answer vss(String typed, String... args) {
        System.setIn(new ByteArrayInputStream((typed + "\n").getBytes(StandardCharsets.UTF_8)));
        var out = new StringWriter();
        var err = new StringWriter();
        var code = VssCommand.execute(VssLedger.class, args, new PrintWriter(out), new PrintWriter(err));
        return new Answer(code, out.toString(), err.toString());
    }

    private String file() throws IOException {
        return Files.readString(home.resolve("config/users.yml"));
    }

    private boolean isPasswordInFile(String password) throws IOException {
        var encoder = PasswordEncoderFactories.createDelegatingPasswordEncoder();
        return file().lines()
                .map(String::strip)
                .filter(line -> line.startsWith("password:"))
                .map(line -> line.substring(line.indexOf('"') + 1, line.lastIndexOf('"')))
                .anyMatch(hash -> encoder.matches(password, hash));
    }

    @Test
    void usersAreAddedListedAndGetOtherPasswords() throws IOException {
        assertThat(vss("", "users", "list"))
                .isEqualTo(new Answer(0, "There is no user yet. See: vss users add --help\n", ""));

        assertThat(vss(PASSWORD, "users", "add", "ada", "--role", "admin"))
                .isEqualTo(new Answer(0, "ada may log in now.\n", ""));
        assertThat(vss(PASSWORD, "users", "add", "fina", "--role", "finance,ops")
                        .code())
                .isZero();

        assertThat(vss("", "users", "list").out()).isEqualTo("""
                  user  roles         system users
                  ada   admin
                  fina  finance, ops
                """);
        var json =
                JsonMapper.shared().readTree(vss("", "users", "list", "--json").out());
        assertThat(json.at("/1/name").asString()).isEqualTo("fina");
        assertThat(json.toString()).doesNotContain("bcrypt");
        assertThat(isPasswordInFile(PASSWORD)).isTrue();
        assertThat(file()).doesNotContain(PASSWORD);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(home.resolve("config/users.yml"))))
                .isEqualTo("rw-------");

        assertThat(vss(ANOTHER, "users", "password", "ada"))
                .isEqualTo(new Answer(0, "ada logs in with the new password from now on.\n", ""));
        assertThat(isPasswordInFile(ANOTHER)).isTrue();
        assertThat(isPasswordInFile(PASSWORD)).as("fina's").isTrue();
    }

    @Test
    void whatCannotBeIsToldAndChangesNothing() throws IOException {
        vss(PASSWORD, "users", "add", "ada", "--role", "admin");
        var before = file();

        assertThat(vss(PASSWORD, "users", "add", "Ada", "--role", "ops"))
                .isEqualTo(new Answer(1, "", "There is a user Ada already. See: vss users list\n"));
        assertThat(vss("short", "users", "add", "fina", "--role", "ops"))
                .isEqualTo(new Answer(1, "", "The password is too short. Take one of 12 characters or more.\n"));
        assertThat(vss(PASSWORD, "users", "add", "fina", "--role", "boss").err())
                .contains("boss", "viewer, ops, finance");
        assertThat(vss(PASSWORD, "users", "password", "nobody"))
                .isEqualTo(new Answer(1, "", "There is no user nobody. See: vss users list\n"));
        assertThat(vss("", "users").code()).isEqualTo(2);
        assertThat(file()).isEqualTo(before);
    }

    @Test
    void theFirstUserIsAnAdministrator() throws IOException {
        var refused = vss(PASSWORD, "users", "add", "fina", "--role", "finance");

        assertThat(refused.code()).isEqualTo(1);
        assertThat(refused.err())
                .startsWith("fina would be the first user")
                .contains("Let the first user be an administrator: --role admin.");
        assertThat(home.resolve("config/users.yml")).doesNotExist();
        assertThat(vss(PASSWORD, "users", "add", "ada", "--role", "ops,admin").code())
                .isZero();
        assertThat(vss(PASSWORD, "users", "add", "fina", "--role", "finance").code())
                .isZero();
    }

    @Test
    void aUserIsTiedToWhoThatIsOnTheCommandLine() throws IOException {
        assertThat(vss(PASSWORD, "users", "add", "ada", "--role", "admin", "--system-user", "asmith,Deploy@ledger1")
                        .code())
                .isZero();
        assertThat(vss("", "users", "list").out()).isEqualTo("""
                  user  roles  system users
                  ada   admin  asmith, deploy@ledger1
                """);

        assertThat(vss(PASSWORD, "users", "add", "ben", "--role", "finance", "--system-user", "ASMITH"))
                .isEqualTo(new Answer(
                        1,
                        "",
                        home.resolve("config/users.yml")
                                + " gives the system user ASMITH to both ada and ben. Take one of them out.\n"));
        assertThat(vss("", "users", "list").out()).doesNotContain("ben");
        assertThat(vss(PASSWORD, "users", "add", "ben", "--role", "finance", "--system-user", "a b")
                        .err())
                .contains("\"a b\" is no user of an operating system");

        Files.writeString(
                home.resolve("config/users.yml"),
                file() + "      - name: \"by single sign-on\"\n        system-user: carl\n      - name: dan\n");
        assertThat(vss("", "users", "list").err()).contains("The user dan has neither a password nor a system-user.");
    }

    @Test
    void aHashIsForWhoWritesTheFile() {
        var answer = vss(PASSWORD, "users", "hash");
        assertThat(answer.code()).isZero();
        assertThat(PasswordEncoderFactories.createDelegatingPasswordEncoder()
                        .matches(PASSWORD, answer.out().strip()))
                .isTrue();
    }
}
