package vssledger.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static vssledger.testing.BilledLegs.aLeg;
import static vssledger.testing.Summaries.aSummary;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;
import vssledger.VssLedger;
import vssledger.platform.actor.SystemUser;
import vssledger.testing.BilledLegs;
import vssledger.testing.TestDatabase;

/** Commands as they are typed: what they print, and the code that they end with. */
@Tag("program")
class CommandsTest {

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path home;

    @SuppressWarnings("NullAway.Init")
    private TestDatabase db;

    private record Answer(int code, String out, String err) {}

    @BeforeEach
    void open() {
        db = TestDatabase.empty();
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

    @Test
    void whatWasRefusedIsListedShownReplayedAndDiscarded() throws IOException {
        vss("ingest", write("bodies.ndjson", "{\"a\":1}\nnonsense\n42\n"));

        assertThat(vss("rejected", "list", "--strict").code()).isEqualTo(3);
        assertThat(vss("rejected", "list").out())
                .contains("the body is not JSON", "the body is JSON, but not an object");
        assertThat(vss("rejected", "show", "1").out()).contains("As it came:", "nonsense", "cannot be read as JSON");
        assertThat(vss("rejected", "replay", "--dry-run").out())
                .contains("Dry run: nothing is changed", "2 replayed: 0 taken (deliveries: 0), 2 still refused");
        assertThat(vss("rejected", "discard", "1")).satisfies(answer -> {
            assertThat(answer.code()).isEqualTo(1);
            assertThat(answer.err()).contains("Say so with --yes");
        });
        assertThat(vss("rejected", "discard", "1", "--yes").out()).isEqualToIgnoringNewLines("1 body discarded");
        assertThat(vss("rejected", "show", "1").out()).contains("discarded by ", "Its bytes are discarded.");
        assertThat(vss("rejected", "show", "4711").err()).contains("Nothing of the number 4711 was rejected");
        assertThat(vss("status").out()).contains("REJECTED: 1 body was refused and kept (vss rejected list)");
    }

    @Test
    void fromFilesToReportsInADatabaseOfOnesOwn() throws IOException {
        var bodies = write(
                "bodies.ndjson",
                aSummary("1").body() + "\n"
                        + aSummary("2").status("BUSY").seconds(0).body() + "\nnonsense\n");
        var bill = write("bill.csv", BilledLegs.file(aLeg("1", "call-1"), aLeg("3", "call-3")));

        assertThat(vss("ingest", "--product", "ivr", bodies))
                .isEqualTo(new Answer(
                        0,
                        bodies + ": 2 deliveries taken, 1 body rejected (no JSON object; kept: vss"
                                + " rejected list)\n",
                        ""));
        assertThat(vss("ingest", "--product", "ivr", bodies).out())
                .isEqualTo(bodies + ": taken before, nothing changed\n");
        assertThat(vss("expected", "import", "--source", "8x8-log-export", bill).out())
                .isEqualToNormalizingNewlines("""
                        bill.csv: 2 rows imported (import 1)
                          subaccount  currency  lines  seconds  amount
                          acme        SGD           2       46   0.046
                        """);
        assertThat(vss("expected", "import", "--source", "8x8-log-export", bill).out())
                .isEqualTo("bill.csv: imported before (import 1), nothing changed\n");

        var run = vss("run", "--from", "2026-03-02", "--to", "2026-03-02", "--strict");
        assertThat(run.code()).isEqualTo(3);
        assertThat(run.out()).isEqualToNormalizingNewlines("""
                Run 1, business days 2026-03-02

                Outcomes
                  product  status     sessions  share    talk time
                  ivr      BUSY              1   50.0 %%  0:00:00
                  ivr      COMPLETED         1   50.0 %%  0:00:23

                Control totals: deliveries = facts + duplicates + superseded + quarantined + not VSS
                  business day  deliveries  facts  duplicates  superseded  quarantined  not VSS
                  2026-03-02             2      2           0           0            0        0  balances

                Reconciliation: sessions expected by a source, against those that happened
                  source          expected  matched  broken  missing  unexpected
                  8x8-log-export         2        1       0        1           1

                Open breaks (amount at stake: positive = billed too much)
                  source          kind         breaks  at stake
                  8x8-log-export  MISSING_VSS       1     0.023  SGD
                  8x8-log-export  UNEXPECTED        1

                Reports
                  %s/reports/out/2026-03-02_2026-03-02/edition-1  (new)
                """.formatted(home));

        assertThat(vss("status").out()).contains("""
                  2026-03      R
                """).contains("""
                  day         waiting  deliveries  sessions  quarantined  expected  open breaks  state     run
                  2026-03-02        0           2         2            0         2            2  reported  1
                """);
        var json = JsonMapper.shared().readTree(vss("status", "--json").out());
        assertThat(json.at("/inbox/deliveries").asInt()).isEqualTo(2);
        assertThat(json.at("/days/0/day").asString()).isEqualTo("2026-03-02");
        assertThat(json.at("/days/0/state").asString()).isEqualTo("REPORTED");

        var out = home.resolve("files");
        assertThat(vss(
                                "report",
                                "--from",
                                "2026-03-02",
                                "--report",
                                "error-breakdown",
                                "--to",
                                "2026-03-02",
                                "--format",
                                "csv",
                                "--out",
                                out.toString())
                        .out())
                .isEqualTo(out.resolve("error-breakdown.csv") + "\n");
        assertThat(out.resolve("error-breakdown.csv"))
                .hasContent("\uFEFFbusiness_day,product,error_code,error_message,sessions,meaning");
        vss(
                ("report --from 2026-03-02 --to 2026-03-02 --report outcome-breakdown --format csv --product voice-messaging,ivr"
                                + " --subaccount nobody --out " + out)
                        .split(" "));
        assertThat(out.resolve("outcome-breakdown.csv"))
                .hasContent("\uFEFFbusiness_day,product,sub_account_id,session_status,sessions,share,call_seconds");
    }

    @Test
    void statusTellsWhoHasGoneSilent() {
        assertThat(vss("status").out()).contains("Subaccounts (webhooks of the last 28 days)\n  none yet\n");
        db.jdbc().sql("""
                        INSERT INTO capture.arrival_hour (sub_account_id, hour, deliveries, last_at)
                        SELECT 'acme', hour, 1500, hour + interval '59 minutes'
                        FROM date_trunc('hour', now(), 'UTC') AS this_hour
                        CROSS JOIN generate_series(this_hour - 720 * interval '1 hour',
                                                   this_hour - 2 * interval '1 hour', '1 hour') AS hour
                        """).update();

        // one whole hour ago by the clock, or two, if one ends just now
        assertThat(vss("status").out()).containsPattern("""
                Subaccounts \\(webhooks of the last 28 days\\)
                  subaccount  last delivery         age +last 24 h
                  acme        [-0-9]{10}T[0-9]{2}:59:00Z  [12] h +3[34],[05]00  SILENT: usually at least [13],[05]00 in this time
                """);
        var json = JsonMapper.shared().readTree(vss("status", "--json").out());
        assertThat(json.at("/sub_accounts/0/sub_account_id").asString()).isEqualTo("acme");
        assertThat(json.at("/sub_accounts/0/silence/usual").asInt()).isBetween(1500, 3000);
    }

    @Test
    void statusTellsWhichAlertsAreFiring() {
        assertThat(vss("status").out()).doesNotContain("Alerts");
        db.jdbc().sql("""
                        INSERT INTO alert.alert (kind, subject, message, since, last_seen, ended_at)
                        SELECT kind, 'acme', message, now() - interval '3 hours', now(), ended_at
                        FROM (VALUES ('silence', E'acme is silent\nIt usually sends 30.\n\nSee: vss status', NULL::timestamptz),
                                     ('spool', E'Webhooks wait on a disk\nThe database is away.', now())) AS a (kind, message, ended_at)
                        """).update();

        assertThat(vss("status").out()).containsPattern("""
                Alerts that are firing
                  acme is silent, for 3 h \\(since [-0-9]{10}T[0-9:]{8}Z\\)
                    It usually sends 30.

                    See: vss status

                Subaccounts""").doesNotContain("wait on a disk");
        var alerts = JsonMapper.shared().readTree(vss("status", "--json").out()).path("alerts");
        assertThat(alerts.size()).isEqualTo(1);
        assertThat(alerts.at("/0/kind").asString()).isEqualTo("SILENCE");
        assertThat(alerts.at("/0/title").asString()).isEqualTo("acme is silent");
    }

    @Test
    void everyCommandHelpsWithoutADatabase() {
        System.setProperty("spring.datasource.url", "jdbc:postgresql://nowhere.invalid/x");
        for (var command : new String[] {"demo", "serve", "ingest", "expected", "run", "status", "report"}) {
            var answer = vss(command, "--help");
            assertThat(answer.code()).isZero();
            assertThat(answer.out())
                    .startsWith("Usage: vss " + command)
                    .contains("3   done, with breaks or quarantined");
        }
    }

    @ParameterizedTest(name = "vss {0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "'' | 2 | Name a command.",
                "runs | 2 | Name what to do: runs list, show, stop or restart.",
                "deliveries | 2 | Name what to do: deliveries show.",
                "nonsense | 2 | Unmatched argument at index 0: 'nonsense'",
                "run --form yesterday | 2 | Unknown options: '--form'",
                "expected import x.csv | 2 | Missing required option: '--source=S'",
                "ingest | 2 | Missing required parameter: 'FILE'",
                "ingest none.json | 1 | There is no readable file none.json. Nothing was taken.",
                "ingest --product ivrr none.json | 1 | There is no product \"ivrr\". Use one of: ivr, voice-messaging, number-masking, other.",
                "expected import --source crm x.csv | 1 | There is no source \"crm\". Use one of: 8x8-log-export, callflows, sessions.",
                "run --from 20.11.2026 | 1 | \"20.11.2026\" is no date. Write it as 2026-11-20, or yesterday, this-week, last-week, this-month, last-month.",
                "run --from 2026-03-05 --to 2026-03-02 | 1 | The range ends (2026-03-02) before it begins (2026-03-05). Swap --from and --to.",
                "run --from 2026-03-05 --to 2999-01-01 | 1 | The range ends on 2999-01-01, but today is ",
                "report --from 2026-03-02 --report nonsense | 1 | nonsense",
                "report --from 2026-03-02 --to 2026-03-02 --product sip | 1 | There is no product \"sip\".",
                "report --from 2026-03-02 --to 2026-03-02 --subaccount a --report control-totals | 1 | Report control-totals cannot be narrowed",
            })
    void tellsWhatIsWrongAndWhatToDo(String line, int code, String message) {
        var answer = vss(line.isEmpty() ? new String[0] : line.split(" "));

        assertThat(answer.err()).contains(message).doesNotContain("Exception").doesNotContain("\tat ");
        assertThat(answer.code()).isEqualTo(code);
        assertThat(answer.out()).isEmpty();
    }

    @Test
    void tellsThatTheDatabaseCannotBeReached() {
        System.setProperty("spring.datasource.url", "jdbc:postgresql://127.0.0.1:1/x");

        var answer = vss("status");
        assertThat(answer.code()).isEqualTo(1);
        assertThat(answer.err())
                .isEqualTo(
                        "The database cannot be reached (Connection to 127.0.0.1:1 refused. Check that the hostname and port"
                                + " are correct and that the postmaster is accepting TCP/IP connections). See SPRING_DATASOURCE_URL,"
                                + " and that PostgreSQL runs there.\n");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'vss: [' | A configuration file is not valid YAML",
                "'vss: {time-zone: Mars/Olympus}' | The setting vss.time-zone = \"Mars/Olympus\" (HOME/config/application.yml, line 1) is not usable: Unknown time-zone ID",
                "'vss: {parse: {chunk-size: many}}' | The setting vss.parse.chunk-size = \"many\" (HOME/config/application.yml, line 1) is not usable: it should be a number.",
                "'vss: {parse: {chunk-size: 0}}' | The setting vss.parse.chunk-size = 0 is not usable: it should be from 1 to 100000.",
                "'vss: {capture: {max-connections: 0}}' | The setting vss.capture.max-connections = 0 is not usable: it should be at least 1.",
                "'vss: {workers: {lease: 20ms}}' | The setting vss.workers.lease = 20ms is not usable: it should be at least 1s.",
                "'vss: {capture: {keep: -33d}}' | The setting vss.capture.keep = P-33D is not usable: it should be at least 1d, or nothing would be kept.",
                "'vss: {fact: {keep: 0d}}' | The setting vss.fact.keep = P0D is not usable: it should be at least 1d, or nothing would be kept.",
                "'vss: {capture: {max-body: 0B}}' | The setting vss.capture.max-body = 0B is not usable: it should be at least 1024B.",
                "'vss: {reconcile: {two-persons-above: -5}}' | The setting vss.reconcile.two-persons-above = -5 is not usable: it should be at least 0.",
                "'vss: {subscription: {attempts: 0}}' | The setting vss.subscription.attempts = 0 is not usable: it should be at least 1.",
                "'vss: {sub-accounts: {acme: ivrr}}' | There is no product \"ivrr\".",
                "'vss: {run: {nightly-at: midnight}}' | vss.run.nightly-at = \"midnight\" is no cron expression.",
            })
    void tellsWhichSettingIsWrong(String yaml, String message) throws IOException {
        Files.createDirectories(home.resolve("config"));
        Files.writeString(home.resolve("config/application.yml"), yaml);

        var answer = vss("status");
        assertThat(answer.err())
                .contains(message.replace("HOME", home.toString()))
                .doesNotContain("Exception")
                .hasLineCount(1);
        assertThat(answer.code()).isEqualTo(1);
    }

    @Test
    void oldNamesOfWhatSendsReportsAreTakenWithANotice() throws IOException {
        vss("ingest", "--product", "ivr", write("bodies.ndjson", aSummary("1").body()));
        Files.createDirectories(home.resolve("config"));
        Files.writeString(home.resolve("config/delivery.yml"), """
                vss.deliver.recipients[0]: {name: archive, workbook: managers.xlsx, folder: HOME/archive}
                """.replace("HOME", home.toString()));
        String[] day = {"--from", "2026-03-02", "--to", "2026-03-02"};

        var made = vss(
                Stream.concat(Stream.of("run", "--no-deliver"), Stream.of(day)).toArray(String[]::new));
        assertThat(made.code()).isZero();
        assertThat(made.err())
                .contains("--no-deliver is called --no-send now; the old name is taken until version 1.0.");
        assertThat(home.resolve("archive")).doesNotExist();

        var sent = vss(Stream.concat(Stream.of("run", "--only", "deliver"), Stream.of(day))
                .toArray(String[]::new));
        assertThat(sent.code()).isZero();
        assertThat(sent.err())
                .contains("--only deliver is called --only send now; the old name is taken until version 1.0.");
        assertThat(home.resolve("archive/2026-03-02_2026-03-02-managers.xlsx")).exists();

        assertThat(vss("run", "--only", "mail").err()).contains("'mail' is none of: parse, reconcile, export, send");
        assertThat(vss("run", "--help").out()).contains("--no-send").doesNotContain("--no-deliver");
    }

    @Test
    void aPriceBreakIsShownWithTheLineOfTheBill() throws IOException {
        vss("ingest", "--product", "ivr", write("bodies.ndjson", aSummary("1").body()));
        var dear = aLeg("1", "call-1").with("TotalPriceOfCall", "0.5");
        vss("expected", "import", "--source", "8x8-log-export", write("bill.csv", BilledLegs.file(dear)));
        vss("run", "--from", "2026-03-02", "--to", "2026-03-02");

        assertThat(vss("breaks", "show", "1").out())
                .containsPattern("billed +0\\.5\\n")
                .containsPattern("due +0\\.02\\n")
                .containsPattern(
                        "line +call +seconds billed +received +billable +increment +unit +price per unit +total price")
                .containsPattern("call-1 +23 +23 +23 +1\\+1 +minute +0\\.06 +0\\.5 +SGD");
        assertThat(vss("breaks", "show", "1", "--json").out()).contains("\"billing_unit\" : \"minute\"");
        assertThat(vss("breaks", "list").out()).contains("expected or billed", "received or due");
    }

    @Test
    void whatABillDoesNotStateIsNamedAndItsAmountIsNotKnown() throws IOException {
        vss("ingest", "--product", "ivr", write("bodies.ndjson", aSummary("1").body()));
        var unpriced = aLeg("1", "call-1").with("UnitPrice", "");

        assertThat(vss("expected", "import", "--source", "8x8-log-export", write("bill.csv", BilledLegs.file(unpriced)))
                        .out())
                .contains("no unit price: 1 line", "export it again with these columns filled in")
                .doesNotContain("vss.spellings");
        vss("run", "--from", "2026-03-02", "--to", "2026-03-02");

        assertThat(vss("breaks", "list").out())
                .containsPattern("0–1 +1 +without an amount")
                .contains("no money depends on the break, or the amount is not known")
                .containsPattern("NOT_CHECKABLE +OPEN +not known");
        assertThat(vss("breaks", "show", "1").out()).containsPattern("at stake +not known");
    }

    @Test
    void helpOfACommandGroupHasAWholeSentenceForEachSubcommand() {
        assertThat(vss("breaks", "--help").out().replaceAll("\\s+", " "))
                .contains("list Lists the breaks that are not resolved, the oldest first, and sums them up by age.")
                .contains(
                        "import Takes decisions from a workbook: finance.xlsx, its column \"Decision\" filled in with note,"
                                + " dispute, accept or reopen, and \"Note\" with why.");
    }

    @Test
    void nobodyBecomesTwoPersonsBySayingSo() throws IOException {
        vss("ingest", "--product", "ivr", write("bodies.ndjson", aSummary("2").body()));
        var dear = aLeg("1", "call-1").with("TotalPriceOfCall", "100.01");
        vss("expected", "import", "--source", "8x8-log-export", write("bill.csv", BilledLegs.file(dear)));
        vss("run", "--from", "2026-03-02", "--to", "2026-03-02");
        var me = SystemUser.current().account();

        var alone = vss("breaks", "accept", "1", "--as", "Ana");
        assertThat(alone.code()).isEqualTo(1);
        assertThat(alone.err())
                .startsWith("Break 1: more than 100 is at stake, so one person alone cannot accept it")
                .contains("Note or dispute it first, with the reason; then another person accepts it.");

        assertThat(vss("breaks", "dispute", "1", "--as", "Ana").out()).isEqualTo("Break 1 is DISPUTED\n");
        var accepted = vss("breaks", "accept", "1", "--as", "Ben");

        assertThat(accepted.code()).isEqualTo(1);
        assertThat(accepted.err())
                .startsWith("Break 1: more than 100 is at stake, so another person")
                .contains("You are " + me, "--as makes nobody another person");
        assertThat(vss("breaks", "show", "1").out())
                .contains(me + ", on behalf of Ana", "OPEN → DISPUTED")
                .doesNotContain("Ben");

        vss("close", "2026-03", "--as", "Cleo");
        assertThat(db.jdbc()
                        .sql("SELECT asked_by FROM run.run")
                        .query(String.class)
                        .list())
                .containsExactly(me);
    }

    private String write(String name, String text) throws IOException {
        return Files.writeString(home.resolve(name), text).toString();
    }

    private static Answer vss(String... args) {
        var out = new StringWriter();
        var err = new StringWriter();
        var code = VssCommand.execute(VssLedger.class, args, new PrintWriter(out), new PrintWriter(err));
        return new Answer(code, out.toString(), err.toString());
    }
}
