package vssledger.expected;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static vssledger.expected.ExpectedSource.LOG_EXPORT;
import static vssledger.testing.BilledLegs.aLeg;

import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.zip.GZIPOutputStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import vssledger.expected.format.ListMappings;
import vssledger.expected.format.SourceFormat;
import vssledger.expected.format.SourceFormats;
import vssledger.expected.format.Spellings;
import vssledger.expected.partition.PartitionedImport;
import vssledger.platform.LedgerProperties;
import vssledger.platform.Progress;
import vssledger.platform.UserException;
import vssledger.platform.db.SqlFiles;
import vssledger.platform.db.WorkMemory;
import vssledger.testing.BilledLegs;
import vssledger.testing.TestLedger;

/** Files of expected sessions: all or nothing, once, the later before the earlier. */
@TestInstance(Lifecycle.PER_CLASS)
public class ExpectedImportsTest {

    private static final String CURRENT_SESSIONS = "SELECT session_id, client_request_id, business_day, product,"
            + " session_status, leg_count, billed_amount, currency FROM expected.session"
            + " WHERE superseded_by IS NULL ORDER BY session_id, client_request_id";

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private static Path folder;

    @SuppressWarnings("NullAway.Init")
    private TestLedger ledger;

    private int files;

    @BeforeAll
    void open() {
        var settings = new ArrayList<>(
                List.of("vss.spellings.products.Voice Bot=ivr", "vss.spellings.billing-units.hour=3600"));
        settings.addAll(howFilesAreRead());
        ledger = TestLedger.open(folder, settings.toArray(String[]::new));
    }

    /** Settings: by default small files are read at one go. */
    public List<String> howFilesAreRead() {
        return List.of();
    }

    @AfterAll
    void close() {
        ledger.close();
    }

    @BeforeEach
    void empty() {
        files = 0;
        ledger.jdbc()
                .sql(
                        "TRUNCATE expected.pull, expected.import, expected.leg, expected.session, expected.touched_day RESTART IDENTITY CASCADE")
                .update();
    }

    @Test
    void everyBilledLegIsARowAndEverySessionTheSumOfItsLegs() {
        var result = take(
                LOG_EXPORT,
                BilledLegs.file(
                        aLeg("s-1", "a").with("Direction", "inbound").with("TotalPriceOfCall", "0"),
                        aLeg("s-1", "b").with("InitiatedAt", "2026-03-02T08:00:03.5+00:00"),
                        aLeg("s-2", "c")
                                .with("SessionStatus", "NO ANSWER")
                                .with("InitiatedAt", "2026-03-03T01:00:00+08:00")));

        assertThat(result).isEqualTo(new ImportResult(1, "1.csv", 3, 0, false));
        assertThat(ledger.rows("SELECT line, session_id, call_id, business_day, product, direction, duration_seconds,"
                        + " unit_seconds, first_increment, next_increment, billable_seconds, unit_price, total_price,"
                        + " currency FROM expected.leg ORDER BY id"))
                .containsExactly(
                        "2 | s-1 | a | 2026-03-02 | ivr | INBOUND | 23 | 60 | 1 | 1 | 23 | 0.06 | 0 | SGD",
                        "4 | s-1 | b | 2026-03-02 | ivr | OUTBOUND | 23 | 60 | 1 | 1 | 23 | 0.06 | 0.023 | SGD",
                        "6 | s-2 | c | 2026-03-02 | ivr | OUTBOUND | 23 | 60 | 1 | 1 | 23 | 0.06 | 0.023 | SGD");
        assertThat(ledger.rows(CURRENT_SESSIONS))
                .containsExactly(
                        "s-1 | null | 2026-03-02 | ivr | COMPLETED | 2 | 0.023 | SGD",
                        "s-2 | null | 2026-03-02 | ivr | NO_ANSWER | 1 | 0.023 | SGD");
        assertThat(ledger.rows("SELECT business_day FROM expected.touched_day")).containsExactly("2026-03-02");
    }

    @Test
    void theSameFileAgainChangesNothing() {
        var file = write(BilledLegs.file(aLeg("s-1", "a")));
        ledger.the(ExpectedImports.class).importFile(LOG_EXPORT, file);

        assertThat(take(LOG_EXPORT, BilledLegs.file(aLeg("s-1", "a"))))
                .as("the same content by another name")
                .isEqualTo(new ImportResult(1, "2.csv", 1, 0, true));
        assertThat(ledger.rows("SELECT file_name FROM expected.import")).containsExactly("1.csv");
        assertThat(ledger.rows("SELECT id FROM expected.leg")).hasSize(1);
        assertThat(ledger.rows("SELECT import_id FROM expected.touched_day")).containsExactly("1");
    }

    @Test
    void aLaterExportOfALegTakesTheEarlierOnesPlace() {
        take(LOG_EXPORT, BilledLegs.file(aLeg("s-1", "a"), aLeg("s-1", "b")));
        take(
                LOG_EXPORT,
                BilledLegs.file(
                        aLeg("s-1", "b").with("TotalPriceOfCall", "0.03").with("InitiatedAt", "2026-03-01 23:00:00")));

        assertThat(ledger.rows("SELECT call_id, total_price, import_id, superseded_by FROM expected.leg ORDER BY id"))
                .containsExactly("a | 0.023 | 1 | null", "b | 0.023 | 1 | 2", "b | 0.03 | 2 | null");
        assertThat(ledger.rows(CURRENT_SESSIONS))
                .containsExactly("s-1 | null | 2026-03-01 | ivr | COMPLETED | 2 | 0.053 | SGD");
        assertThat(ledger.rows("SELECT import_id, business_day FROM expected.touched_day ORDER BY 1, 2"))
                .containsExactly("1 | 2026-03-02", "2 | 2026-03-01", "2 | 2026-03-02");
    }

    @Test
    void aLegBilledTwiceInOneFileStaysTwice() {
        take(LOG_EXPORT, BilledLegs.file(aLeg("s-1", "a"), aLeg("s-1", "a")));

        assertThat(ledger.rows("SELECT count(*) FROM expected.leg WHERE superseded_by IS NULL"))
                .containsExactly("2");
        assertThat(ledger.rows(CURRENT_SESSIONS))
                .containsExactly("s-1 | null | 2026-03-02 | ivr | COMPLETED | 1 | 0.046 | SGD");
    }

    @Test
    void currenciesAreNeverAddedUp() {
        take(LOG_EXPORT, BilledLegs.file(aLeg("s-1", "a"), aLeg("s-1", "b").with("UnitPriceCurrency", "usd")));

        assertThat(ledger.rows(CURRENT_SESSIONS))
                .containsExactly("s-1 | null | 2026-03-02 | ivr | COMPLETED | 2 | null | null");
        assertThat(ledger.rows("SELECT currency FROM expected.leg ORDER BY id")).containsExactly("SGD", "USD");
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "null",
            value = {
                "IVR, ivr",
                "Voice Messaging, voice-messaging",
                "VOICE_MESSAGING, voice-messaging",
                "number-masking, number-masking",
                "Programmable SIP, other",
                "voice bot, ivr",
                "Carrier Pigeon, null",
            })
    void productsAreKnownBySpelling(String spelling, String product) {
        take(LOG_EXPORT, BilledLegs.file(aLeg("s-1", "a").with("Product", spelling)));

        assertThat(ledger.rows("SELECT product, product_spelling FROM expected.leg"))
                .containsExactly(product + " | " + spelling);
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "null",
            value = {"minute, 60", "Per Minute, 60", "SECOND, 1", "hour, 3600", "fortnight, null"})
    void billingUnitsAreKnownBySpelling(String spelling, String seconds) {
        take(LOG_EXPORT, BilledLegs.file(aLeg("s-1", "a").with("BillingUnit", spelling)));

        assertThat(ledger.rows("SELECT unit_seconds FROM expected.leg")).containsExactly(String.valueOf(seconds));
    }

    @Test
    void whatCannotBeComparedIsTold() {
        var result = take(
                LOG_EXPORT,
                BilledLegs.file(
                        aLeg("s-1", "a").with("BillingUnit", "60").with("TotalPriceOfCall", "0.20"),
                        aLeg("s-2", "b").with("BillingUnit", "block").with("TotalPriceOfCall", "0.20"),
                        aLeg("s-3", "c").with("BillingUnit", "block").with("TotalPriceOfCall", "0.30"),
                        aLeg("s-4", "d").with("BillingUnit", "").with("UnitPriceCurrency", "USD"),
                        aLeg("s-5", "e").with("TotalPriceOfCall", "").with("Product", "Carrier Pigeon"),
                        aLeg("s-6", "f").with("SessionStatus", "").with("BillingIncrement", "")));

        assertThat(result.uncheckable())
                .extracting(UncheckableLines::inWords)
                .containsExactly(
                        "unit \"block\": 2 lines, 0.50 SGD",
                        "no increment: 1 line, 0.023 SGD",
                        "no session status: 1 line, 0.023 SGD",
                        "no total price: 1 line, no amount",
                        "no unit: 1 line, 0.023 USD",
                        "product \"Carrier Pigeon\": 1 line, no amount");
    }

    @Test
    void decimalsAreKeptAsEachCurrencyShowsThem() {
        take(
                LOG_EXPORT,
                BilledLegs.file(
                        aLeg("s-1", "a").with("TotalPriceOfCall", "0.02"),
                        aLeg("s-1", "b").with("TotalPriceOfCall", "0.0200"),
                        aLeg("s-2", "c").with("TotalPriceOfCall", "10").with("UnitPriceCurrency", "JPY"),
                        aLeg("s-3", "d").with("TotalPriceOfCall", "0.5").with("UnitPriceCurrency", "USD"),
                        aLeg("s-4", "e").with("TotalPriceOfCall", "").with("UnitPriceCurrency", "EUR")));

        assertThat(ledger.rows("SELECT price_decimals FROM expected.import"))
                .containsExactly("{\"JPY\": 0, \"SGD\": 4, \"USD\": 2}");
    }

    @Test
    void aFileOfCreditsLeavesWhatWasCharged() {
        take(LOG_EXPORT, BilledLegs.file(aLeg("s-1", "a"), aLeg("s-1", "b")));
        take(LOG_EXPORT, BilledLegs.file(aLeg("s-1", "a").with("TotalPriceOfCall", "-0.02")));
        take(LOG_EXPORT, BilledLegs.file(aLeg("s-1", "a").with("TotalPriceOfCall", "-0.023")));

        assertThat(ledger.rows("SELECT call_id, total_price, superseded_by FROM expected.leg ORDER BY id"))
                .containsExactly("a | 0.023 | null", "b | 0.023 | null", "a | -0.02 | 3", "a | -0.023 | null");
        assertThat(ledger.rows(CURRENT_SESSIONS))
                .containsExactly("s-1 | null | 2026-03-02 | ivr | COMPLETED | 2 | 0.023 | SGD");
    }

    @Test
    void linesAreReadAnewOnceWhatTheySayIsUnderstood() {
        take(
                LOG_EXPORT,
                BilledLegs.file(
                        aLeg("s-1", "a").with("BillingUnit", "60 seconds"),
                        aLeg("s-2", "b").with("Product", "voice bot").with("BillingUnit", "block"),
                        aLeg("s-3", "c").with("BillingUnit", "block").with("InitiatedAt", "2026-03-04 08:00:00")));
        // as a version before would have left them, which knew neither
        ledger.jdbc()
                .sql("UPDATE expected.leg SET unit_seconds = NULL, product = CASE WHEN call_id <> 'b' THEN product END")
                .update();
        ledger.jdbc()
                .sql("UPDATE expected.session SET product = NULL WHERE session_id = 's-2'")
                .update();
        ledger.jdbc().sql("TRUNCATE expected.touched_day").update();

        ledger.the(LineMeanings.class).update();

        assertThat(ledger.rows("SELECT call_id, unit_seconds, product FROM expected.leg ORDER BY id"))
                .containsExactly("a | 60 | ivr", "b | null | ivr", "c | null | ivr");
        assertThat(ledger.rows("SELECT session_id, product FROM expected.session ORDER BY 1"))
                .containsExactly("s-1 | ivr", "s-2 | ivr", "s-3 | ivr");
        assertThat(ledger.rows("SELECT business_day FROM expected.touched_day")).containsExactly("2026-03-02");
    }

    @Test
    void columnsAreFoundByNameInAnyOrderAndSpelling() {
        take(LOG_EXPORT, "\uFEFF" + """
                total_price_of_call,Unit Price Currency,UNITPRICE,Billable_Duration_In_Sec,BillingIncrement,BillingUnit,\
                Product,DurationInSec,InitiatedAt,SubAccountId,CallId,SessionId,SessionStatus,Surprise
                0.05,SGD,0.05,60,60+60,minute,IVR,23,2026-03-02T08:00:01Z,acme,a,s-1,COMPLETED,x
                """);

        assertThat(ledger.rows("SELECT session_id, call_id, total_price, first_increment FROM expected.leg"))
                .containsExactly("s-1 | a | 0.05 | 60");
    }

    @Test
    void whatCostsNothingNeedsNoCurrency() {
        take(
                LOG_EXPORT,
                BilledLegs.file(
                        aLeg("s-1", "a")
                                .with("UnitPrice", "0")
                                .with("TotalPriceOfCall", "0.00")
                                .with("UnitPriceCurrency", ""),
                        aLeg("s-1", "b"),
                        aLeg("s-2", "c").with("TotalPriceOfCall", "").with("UnitPriceCurrency", "USD")));

        assertThat(ledger.rows(CURRENT_SESSIONS))
                .containsExactly(
                        "s-1 | null | 2026-03-02 | ivr | COMPLETED | 2 | 0.023 | SGD",
                        "s-2 | null | 2026-03-02 | ivr | COMPLETED | 1 | null | null");
    }

    @Test
    void anIdentifierIsOfALengthThatCanBeOne() {
        assertThatThrownBy(() -> take(LOG_EXPORT, BilledLegs.file(aLeg("s".repeat(201), "a"))))
                .isInstanceOf(RejectedLinesException.class)
                .hasMessageContaining("line 2, SessionId \"" + "s".repeat(40)
                        + "…\": no identifier; it is longer than 200 characters");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-03-02T08:00:01Z",
                "2026-03-02T08:00:01",
                "2026-03-02 08:00:01",
                "2026-03-02 08:00:01.000",
                "2026-03-02T16:00:01.000000+08:00",
                "2026-03-02T16:00:01+0800",
                "2026-03-02 08:00:01 UTC"
            })
    void timesAreReadInAllTheirSpellings(String time) {
        take(LOG_EXPORT, BilledLegs.file(aLeg("s-1", "a").with("InitiatedAt", time)));

        assertThat(ledger.rows("SELECT initiated_at AT TIME ZONE 'UTC' FROM expected.leg"))
                .containsExactly("2026-03-02 08:00:01");
    }

    @Test
    void everyUnusableLineIsToldAndNothingIsImported() {
        var file = BilledLegs.file(
                aLeg("s-1", "a"),
                aLeg("", "b").with("DurationInSec", "2.5"),
                aLeg("s-3", "c").with("TotalPriceOfCall", "0,05"),
                aLeg("s-4", "d").with("BillingIncrement", "60").with("UnitPriceCurrency", "$"),
                aLeg("s-5", "e").with("InitiatedAt", "+6591234567"),
                aLeg("s-6", "f").with("UnitPriceCurrency", ""));

        assertThatThrownBy(() -> take(LOG_EXPORT, file + "s-7,too,short\r\n"))
                .isInstanceOf(RejectedLinesException.class)
                .hasMessage("""
                        1.csv was not imported, since 6 lines are not usable; an import is all or nothing.
                          line 4, SessionId: it is empty, and every line needs one
                          line 4, DurationInSec "2.5": no number of whole seconds
                          line 6, TotalPriceOfCall "0,05": no amount; write it as 0.0375, with a point
                          line 8, BillingIncrement "60": no increment; write first and following seconds as 60+60
                          line 8, UnitPriceCurrency "$": no currency; write its three letters, as SGD
                          line 10, InitiatedAt "+65******67": no time; write it as 2026-11-20T08:15:00Z or 2026-11-20 08:15:00 (then UTC)
                          line 12, UnitPriceCurrency: a price needs its currency
                          line 14, line: it has 3 fields, the header 35
                        Correct the file, then import it again.""");
        assertThat(ledger.rows("SELECT id FROM expected.import")).isEmpty();
        assertThat(ledger.rows("SELECT id FROM expected.leg")).isEmpty();
    }

    @Test
    void ofManyUnusableLinesTheFirstTwentyAreTold() {
        var legs = java.util.stream.IntStream.rangeClosed(1, 25)
                .mapToObj(n -> aLeg("", "c" + n))
                .toArray(BilledLegs[]::new);

        assertThatThrownBy(() -> take(LOG_EXPORT, BilledLegs.file(legs)))
                .hasMessageContaining("since 25 lines are not usable")
                .hasMessageContaining("line 40, SessionId")
                .hasMessageNotContaining("line 42, SessionId")
                .hasMessageContaining("… and 5 more");
    }

    record Unusable(String why, byte[] file, String message) {

        @Override
        public String toString() {
            return why;
        }
    }

    static List<Unusable> unusableFiles() {
        return List.of(
                new Unusable("empty", new byte[0], "is empty. Name a file with a header line."),
                new Unusable(
                        "another CSV",
                        "name,price\nx,1\n".getBytes(StandardCharsets.UTF_8),
                        "lacks the columns SessionId, CallId, SubAccountId, InitiatedAt, DurationInSec, Product, BillingUnit,"
                                + " BillingIncrement, BillableDurationInSec, UnitPrice, UnitPriceCurrency, TotalPriceOfCall,"
                                + " SessionStatus. Its first line has: name, price. Is it the file that --source says?"),
                new Unusable(
                        "a column short",
                        BilledLegs.file(aLeg("s", "c").without("TotalPriceOfCall"))
                                .getBytes(StandardCharsets.UTF_8),
                        "lacks the column TotalPriceOfCall. Its first line has: SessionId, "),
                new Unusable(
                        "lines without a header, whose numbers stay untold",
                        "s-1,+6591234567\n".getBytes(StandardCharsets.UTF_8),
                        "Its first line has: s-1, +65******67. Is it"),
                new Unusable(
                        "NDJSON",
                        "\n {\"sessionId\":\"s-1\"}\n".getBytes(StandardCharsets.UTF_8),
                        "is JSON, and a file of 8x8-log-export is CSV. Is it the file that --source says?"),
                new Unusable(
                        "a JSON array",
                        "[{\"sessionId\":\"s-1\"}]".getBytes(StandardCharsets.UTF_8),
                        "is a JSON array. Write its objects one a line"),
                new Unusable("binary", new byte[] {(byte) 0xff, (byte) 0xd8, 0, 1}, "is no text in UTF-8"),
                new Unusable("a zip that breaks off", new byte[] {0x1f, (byte) 0x8b, 8}, "cannot be read"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("unusableFiles")
    void aFileThatIsNotOfItsSourceIsRefused(Unusable unusable) throws IOException {
        var file = folder.resolve("unusable.csv");
        Files.write(file, unusable.file());

        assertThatThrownBy(() -> ledger.the(ExpectedImports.class).importFile(LOG_EXPORT, file))
                .isInstanceOf(UserException.class)
                .hasMessageContaining(unusable.message());
    }

    @Test
    void aFileThatIsNotThereIsToldSo() {
        assertThatThrownBy(() -> ledger.the(ExpectedImports.class).importFile(LOG_EXPORT, folder.resolve("none.csv")))
                .isInstanceOf(UserException.class)
                .hasMessageContaining("There is no readable file")
                .hasMessageContaining("none.csv");
    }

    @Test
    void aFolderIsNoFile() {
        assertThatThrownBy(() -> ledger.the(ExpectedImports.class).importFile(LOG_EXPORT, folder))
                .isInstanceOf(UserException.class)
                .hasMessageEndingWith(" is a folder or a pipe. Name a file. Nothing was imported.");
    }

    @Test
    void aFileThatIsStillBeingWrittenIsNotTaken() {
        var file = write(BilledLegs.file(aLeg("s-1", "a"), aLeg("s-1", "b")));
        var format = ledger.the(SourceFormats.class).of(LOG_EXPORT, null);
        var whileItIsRead = (SourceFormat) Proxy.newProxyInstance(
                SourceFormat.class.getClassLoader(),
                new Class<?>[] {SourceFormat.class},
                (proxy, method, arguments) -> {
                    if (method.getName().equals("stagingColumns")) {
                        Files.writeString(file, " ", StandardOpenOption.APPEND);
                    }
                    return method.invoke(format, arguments);
                });
        var imports = new ExpectedImports(
                new SourceFormats(List.of(whileItIsRead), ledger.the(ListMappings.class), ledger.the(Spellings.class)),
                ledger.the(PartitionedImport.class),
                ledger.the(ImportLock.class),
                ledger.the(ImportLeftovers.class),
                ledger.the(Progress.class),
                ledger.the(DataSource.class),
                ledger.the(JdbcClient.class),
                ledger.the(SqlFiles.class),
                ledger.the(WorkMemory.class),
                ledger.the(LedgerProperties.class),
                ledger.the(ExpectedProperties.class),
                ledger.the(Clock.class),
                ledger.the(PlatformTransactionManager.class));

        assertThatThrownBy(() -> imports.importFile(LOG_EXPORT, file))
                .isInstanceOf(UserException.class)
                .hasMessageContaining("1.csv changed while it was read. Nothing of it was imported");
        assertThat(ledger.rows("SELECT id FROM expected.import")).isEmpty();
    }

    @Test
    void importsSideBySideSupersedeOneAnother() throws Exception {
        var prices = List.of("0.01", "0.02", "0.03", "0.04");
        var threads = Executors.newFixedThreadPool(prices.size());
        var taken = prices.stream()
                .map(price -> write(BilledLegs.file(aLeg("s-1", "a").with("TotalPriceOfCall", price))))
                .map(file ->
                        threads.submit(() -> ledger.the(ExpectedImports.class).importFile(LOG_EXPORT, file)))
                .toList();
        for (var result : taken) {
            assertThat(result.get().unchanged()).isFalse();
        }
        threads.shutdown();

        assertThat(ledger.rows("SELECT count(*), count(superseded_by) FROM expected.leg"))
                .containsExactly("4 | 3");
        assertThat(ledger.rows("SELECT l.total_price = s.billed_amount FROM expected.session s"
                        + " JOIN expected.leg l ON l.superseded_by IS NULL WHERE s.superseded_by IS NULL"))
                .containsExactly("t");
    }

    @Test
    void aHeaderAloneIsAnImportOfNothingOnlyIfSomebodySaysSo() {
        var header = BilledLegs.file(aLeg("s", "c")).lines().findFirst().orElseThrow();
        var file = write(header + "\n");

        assertThatThrownBy(() -> ledger.the(ExpectedImports.class).importFile(LOG_EXPORT, file))
                .isInstanceOf(UserException.class)
                .hasMessageContaining("has a header and no lines. Nothing was imported.")
                .hasMessageContaining("add --nothing-billed");
        assertThat(ledger.rows("SELECT id FROM expected.import")).isEmpty();
        assertThat(nothingBilled(LOG_EXPORT, file)).isEqualTo(new ImportResult(1, "1.csv", 0, 0, false));
    }

    @ParameterizedTest
    @CsvSource({"2026-03-11 05:59:59, true", "2026-03-11 06:00:01, false", "2062-03-02 08:00:00, false"})
    void noCallIsLaterThanADayFromNow(String time, boolean isTaken) {
        var file = write(BilledLegs.file(aLeg("s-1", "a").with("InitiatedAt", time)));

        if (isTaken) {
            assertThat(ledger.the(ExpectedImports.class)
                            .importFile(LOG_EXPORT, file)
                            .rows())
                    .isEqualTo(1);
        } else {
            assertThatThrownBy(() -> ledger.the(ExpectedImports.class).importFile(LOG_EXPORT, file))
                    .isInstanceOf(RejectedLinesException.class)
                    .hasMessageContaining("line 2, InitiatedAt \"" + time + "\": it lies in the future");
        }
    }

    @Test
    void takesALargePackedFile() throws IOException {
        var line = BilledLegs.file(aLeg("SESSION", "CALL")).split("\r\n", 2);
        var file = folder.resolve("large.csv.gz");
        try (var out = new GZIPOutputStream(Files.newOutputStream(file))) {
            out.write((line[0] + "\r\n").getBytes(StandardCharsets.UTF_8));
            for (var n = 0; n < manyLines(); n++) {
                out.write(line[1].replace("SESSION", "s-" + n / 2)
                        .replace("CALL", "c-" + n)
                        .getBytes(StandardCharsets.UTF_8));
            }
        }

        assertThat(ledger.the(ExpectedImports.class)
                        .importFile(LOG_EXPORT, file)
                        .rows())
                .isEqualTo(manyLines());
        assertThat(ledger.rows(
                        "SELECT count(*), sum(leg_count), sum(billed_amount)::numeric(9, 3) FROM expected.session"))
                .containsExactly(manyLines() / 2 + " | " + manyLines() + " | " + 23 * manyLines() / 1000 + ".000");
    }

    public int manyLines() {
        return 20_000;
    }

    @ParameterizedTest
    @EnumSource
    void everySourceHasAFormatAndTakesAFileWithNothingButItsColumns(ExpectedSource source) {
        var format = ledger.the(SourceFormats.class).of(source, null);

        var header =
                format.requiredColumns().stream().map(names -> names.get(0)).collect(Collectors.joining(","));

        assertThat(nothingBilled(source, write(header + "\n")).rows()).isZero();
    }

    @Test
    void thereIsNoOtherSource() {
        assertThatThrownBy(() -> ExpectedSource.of("crm"))
                .isInstanceOf(UserException.class)
                .hasMessage("There is no source \"crm\". Use one of: 8x8-log-export, callflows, sessions.");
    }

    private ImportResult nothingBilled(ExpectedSource source, Path file) {
        return ledger.the(ExpectedImports.class)
                .importFile(source, null, file, ImportOptions.NONE.evenIfNothingBilled());
    }

    private ImportResult take(ExpectedSource source, String text) {
        return ledger.the(ExpectedImports.class).importFile(source, write(text));
    }

    private Path write(String text) {
        try {
            return Files.writeString(folder.resolve(++files + ".csv"), text);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
