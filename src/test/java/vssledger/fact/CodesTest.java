package vssledger.fact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vssledger.platform.LedgerProperties;
import vssledger.platform.UserException;
import vssledger.testing.TestLedger;

/** What codes mean: the ledger's own list, and what {@code config/codes.yml} makes of it. */
class CodesTest {

    private static final String HEAD = "vss:\n  codes:\n";

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path home;

    private Codes with(String file) throws IOException {
        Files.createDirectories(home.resolve("config"));
        Files.writeString(home.resolve("config/codes.yml"), file);
        return new Codes(new LedgerProperties(home, ZoneId.of("UTC"), "any"));
    }

    @Test
    void everyCodeThat8x8DocumentsIsExplained() {
        var codes = Codes.builtIn();

        IntStream.concat(IntStream.rangeClosed(-2010, -2001), IntStream.of(-9999))
                .forEach(code -> assertThat(codes.find(CodeFamily.SESSION_ERROR, code))
                        .as("session error " + code)
                        .isPresent());
        IntStream.concat(IntStream.rangeClosed(-1020, -1001), IntStream.of(-9999, 1))
                .forEach(code -> assertThat(codes.find(CodeFamily.API_STATUS, code))
                        .as("API status " + code)
                        .isPresent());
        IntStream.of(200, 403, 404, 408, 410, 480, 484, 486, 487, 488, 500, 501, 502, 503, 504, 600, 603, 604)
                .forEach(code -> assertThat(codes.find(CodeFamily.SIP, code))
                        .as("SIP " + code)
                        .isPresent());
        assertThat(codes.all()).allSatisfy(code -> {
            assertThat(code.meaning()).isNotBlank();
            assertThat(code.remedy()).endsWith(".");
            assertThat(code.liesWith()).isNotBlank();
        });
        assertThat(Codes.isBuiltIn(CodeFamily.SESSION_ERROR, -2011)).isFalse();
    }

    @Test
    void theUsersFileAddsCodesAndReplacesWhatItNames() throws IOException {
        var codes = with(HEAD + """
                    - family: session-error
                      code: −2011
                      meaning: Do not call
                      remedy: Take the number out.
                      lies-with: sender
                    - {family: SIP, code: 603, retry: true}
                """);

        assertThat(codes.find(CodeFamily.SESSION_ERROR, -2011))
                .contains(new Code(
                        CodeFamily.SESSION_ERROR, -2011, "sender", "Do not call", "Take the number out.", false));
        assertThat(codes.find(CodeFamily.SIP, 603)).get().satisfies(code -> {
            assertThat(code.retryable()).isTrue();
            assertThat(code.meaning()).isEqualTo("The called party declined");
        });
        assertThat(codes.all()).hasSize(Codes.builtIn().all().size() + 1);
        assertThat(codes.rules()).isNotEqualTo(Codes.builtIn().rules());
        assertThat(with("# nothing yet\n").all()).isEqualTo(Codes.builtIn().all());
        assertThat(with("vss:\n  codes:\n").all()).isEqualTo(Codes.builtIn().all());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{family: sipp, code: 1}                        | , line 3: there is no family \"sipp\". Use one of: session-error, api-status, sip.",
                "{family: sip}                                  | , line 3: \"code\" is missing.",
                "{family: sip, code: busy}                      | , line 3: \"busy\" is no code. Write a whole number, as -2011.",
                "{family: sip, code: 699}                       | , line 3: \"meaning\" is missing.",
                "{family: sip, code: 486, meening: x}           | , line 3: there is no field \"meening\" here. Use one of: code, family,",
                "{family: sip, code: 486, retry: perhaps}       | , line 3: retry is \"perhaps\". Write true or false.",
                "{family: sip, code: 486, lies-with: the moon}  | , line 3: \"the moon\" is nobody that it can lie with. Use one of: 8x8,",
                "{family: sip, code: 486, meaning: [a]}         | , line 3: \"meaning\" is one text.",
                "486                                            | , line 3: here stand fields, each with a colon behind its name:",
                "{family: sip, code: 486                        | , line 4: this is not valid YAML",
            })
    void whatIsNotUsableIsToldWithItsLine(String entry, String message) {
        assertThatThrownBy(() -> with(HEAD + "    - " + entry + "\n").all())
                .isInstanceOf(UserException.class)
                .hasMessageStartingWith("config/codes.yml" + message);
    }

    @Test
    void aCodeIsGivenOnce() {
        assertThatThrownBy(() -> with(HEAD + "    - {family: sip, code: 486}\n    - {family: sip, code: 486}\n")
                        .all())
                .hasMessage("config/codes.yml, line 4: sip 486 is given twice. Take one of them out.");
        assertThatThrownBy(() -> with("vss:\n  codes: {}\n").all())
                .hasMessage("config/codes.yml, line 2: \"codes\" is a list, each entry with a dash before it.");
    }

    @Test
    void theDatabaseHoldsThemFromTheNextStartOn() throws IOException {
        with(HEAD + "    - {family: sip, code: 699, meaning: Of our network}\n");
        try (var ledger = TestLedger.open(home)) {
            assertThat(ledger.rows(
                            "SELECT meaning, remedy, retryable, lies_with FROM fact.code WHERE code IN (699, 486)"
                                    + " ORDER BY code DESC"))
                    .isEqualTo(List.of(
                            "Of our network |  | f | unknown", "Busy or declined | Try again later. | t | subscriber"));
            assertThat(ledger.rows("SELECT count(*) FROM fact.code"))
                    .containsExactly(String.valueOf(Codes.builtIn().all().size() + 1));
        }
    }
}
