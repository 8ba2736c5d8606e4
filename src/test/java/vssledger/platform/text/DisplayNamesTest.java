package vssledger.platform.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import vssledger.eightxeight.WebhookCheck;
import vssledger.expected.ImportSummary;
import vssledger.platform.Product;
import vssledger.reconcile.breaks.BreakState;
import vssledger.report.SessionOutcome;
import vssledger.run.day.DayState;
import vssledger.run.history.RunSummary;
import vssledger.testing.TestDatabase;

/** What people read in place of codes. */
class DisplayNamesTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "NO_ANSWER | No answer",
                "ivr | IVR",
                "voice-messaging | Voice Messaging",
                "number-masking | Number Masking",
                "ivr, NO_ANSWER | IVR, No answer",
                "PARKED | PARKED",
                "ivr, PARKED | IVR, PARKED",
                "COMPLETED, 105 s | Completed, 105 s",
                "no answer, ever, | no answer, ever,",
                "acme_reminders_sg | acme_reminders_sg",
                "61 s billed | 61 s billed",
            })
    void aCodeHasItsNameAndAnythingElseIsShownAsItCame(String code, String name) {
        assertThat(DisplayNames.of(code)).isEqualTo(name);
    }

    @Test
    void everyProductAndStateThatIsShownHasAName() {
        var codes = Stream.of(
                        BreakState.values(),
                        DayState.State.values(),
                        RunSummary.State.values(),
                        ImportSummary.State.values(),
                        WebhookCheck.State.values(),
                        SessionOutcome.values())
                .flatMap(Arrays::stream)
                .map(Enum::name);
        var products = Stream.of(Product.values()).map(Product::code);

        assertThat(Stream.concat(codes, products)).allSatisfy(DisplayNamesTest::hasName);
    }

    /** So a migration that allows another code has to name it. */
    @Test
    void everyCodeThatTheDatabaseAllowsHasAName() {
        try (var db = TestDatabase.fresh()) {
            for (var column : List.of(
                    "recon.break.kind",
                    "recon.break.state",
                    "recon.closed_figure.section",
                    "subscription.dispatch.state",
                    "recon.match_candidate.state",
                    "capture.rejected.resolution",
                    "parse.outcome.outcome",
                    "fact.voice_messaging_session.opt_out")) {
                assertThat(allowed(db.jdbc(), column)).as(column).isNotEmpty().allSatisfy(DisplayNamesTest::hasName);
            }
        }
    }

    private static void hasName(String code) {
        assertThat(DisplayNames.of(code))
                .as("display-names.properties has " + code)
                .isNotEqualTo(code);
    }

    private static List<String> allowed(JdbcClient jdbc, String column) {
        var table = column.substring(0, column.lastIndexOf('.'));
        var codes = new TreeSet<String>();
        jdbc.sql("""
                        SELECT pg_get_constraintdef(c.oid)
                        FROM pg_constraint c
                        JOIN pg_attribute a ON a.attrelid = c.conrelid AND a.attnum = ANY (c.conkey)
                        WHERE c.conrelid = ?::regclass AND c.contype = 'c' AND a.attname = ?
                        """)
                .params(table, column.substring(table.length() + 1))
                .query(String.class)
                .list()
                .forEach(check -> Pattern.compile("'([A-Z_]{3,})'")
                        .matcher(check)
                        .results()
                        .forEach(code -> codes.add(code.group(1))));
        return List.copyOf(codes);
    }
}
