package vssledger.expected.partition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;
import static vssledger.expected.ExpectedSource.CALLFLOWS;
import static vssledger.expected.ExpectedSource.LOG_EXPORT;
import static vssledger.testing.BilledLegs.aLeg;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.batch.core.job.JobExecution;
import org.springframework.batch.core.job.JobInstance;
import org.springframework.batch.core.job.parameters.JobParameters;
import org.springframework.batch.core.step.StepExecution;
import vssledger.expected.ExpectedImports;
import vssledger.expected.ExpectedSource;
import vssledger.expected.ImportLeftovers;
import vssledger.expected.ImportResult;
import vssledger.expected.format.SourceFormats;
import vssledger.expected.line.LineText;
import vssledger.platform.UserException;
import vssledger.testing.BilledLegs;
import vssledger.testing.CommandProcess;
import vssledger.testing.TestLedger;

/** A file that several threads and processes read in partitions ends as one that a single thread reads, whatever becomes of them. */
@Tag("workers")
class PartitionedImportTest {

    /** A few lines per partition; a short lease, so that a loss is soon seen. */
    private static final List<String> IN_PORTIONS = List.of(
            "vss.expected.partition-from=0B",
            "vss.expected.partition-size=2KB",
            "vss.expected.workers=2",
            "vss.workers.lease=5s");

    private static final String LEGS = "SELECT to_jsonb(l) - 'id' FROM expected.leg l ORDER BY id";
    private static final String SESSIONS = "SELECT to_jsonb(s) - 'id' FROM expected.session s ORDER BY id";

    private static final int REJECTED_FOR_ALL_BUT_THE_FIRST = 30;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private static Path folder;

    @SuppressWarnings("NullAway.Init")
    private static TestLedger shared;

    @SuppressWarnings("NullAway.Init")
    private static TestLedger single;

    @BeforeAll
    static void open() {
        shared = TestLedger.open(folder, IN_PORTIONS.toArray(String[]::new));
        single = TestLedger.open(folder);
    }

    @AfterAll
    static void close() {
        shared.close();
        single.close();
    }

    @BeforeEach
    void empty() {
        for (var ledger : List.of(shared, single)) {
            ledger.jdbc()
                    .sql(
                            "TRUNCATE expected.pull, expected.import, expected.leg, expected.session, expected.touched_day RESTART IDENTITY CASCADE")
                    .update();
        }
    }

    @AfterEach
    void nothingIsLeft() {
        assertThat(shared.rows("SELECT relname FROM pg_class WHERE relnamespace = 'expected'::regnamespace"
                        + " AND relname ~ '(staged|import_partition)_'"))
                .isEmpty();
        assertThat(shared.rows("SELECT * FROM worker.partition")).isEmpty();
    }

    @Test
    void comesToTheSameRowsAsOneThread() throws IOException {
        for (var lineEnd : List.of("\r\n", "\n", "\r")) {
            var text = "\uFEFF" + bill(200).replace("\r\n", lineEnd);
            assertThatBothTake(LOG_EXPORT, file("bill" + lineEnd.length() + (int) lineEnd.charAt(0) + ".csv", text));
        }
        assertThat(shared.rows(
                                "SELECT count(*) FROM batch.batch_step_execution WHERE step_name LIKE 'import-partition:%'")
                        .get(0))
                .as("partitions")
                .hasSizeGreaterThan(2);
    }

    @Test
    void comesToTheSameRowsOfAPackedFile() throws IOException {
        var file = folder.resolve("bill.csv.gz");
        try (var out = new GZIPOutputStream(Files.newOutputStream(file))) {
            out.write(bill(100).getBytes(java.nio.charset.StandardCharsets.UTF_8));
        }

        assertThatBothTake(LOG_EXPORT, file);
    }

    @Test
    void comesToTheSameRowsOfNdjson() {
        var text = IntStream.rangeClosed(1, 200)
                .mapToObj(n -> "{\"sub_account_id\":\"acme\",\"client_request_id\":\"réq-😀-" + n % 150
                        + "\",\"sent_at\":\"2026-03-02T08:00:" + (10 + n % 50) + "Z\",\"status\":\""
                        + (n % 7 == 0 ? "NOT_CREATED" : "CREATED") + "\""
                        + (n % 3 == 0 ? ",\"session_id\":\"s-" + n % 150 + "\"" : "")
                        + "}")
                .collect(Collectors.joining("\n"));

        assertThatBothTake(CALLFLOWS, file("sent.ndjson", text));
    }

    @Test
    void tellsOfTheSameLinesThatAreNotUsable() {
        for (var every : List.of(REJECTED_FOR_ALL_BUT_THE_FIRST, 3, 1)) {
            var lines = IntStream.rangeClosed(1, 150)
                    .mapToObj(n -> n % every == 0
                            ? aLeg("s-" + n, "c").with("DurationInSec", "?").with("InitiatedAt", "at +6591234567")
                            : aLeg("s-" + n, "c"))
                    .toArray(BilledLegs[]::new);

            assertThatBothRefuse(
                    LOG_EXPORT, file("rejected.csv", BilledLegs.file(lines) + "a,line,of,another,file\r\n"));
        }
    }

    @Test
    void tellsWhatIsWrongWithTheFileFirst() throws IOException {
        var good = bill(50);
        assertThatBothRefuse(LOG_EXPORT, file("quoted.csv", good + "\"a\"b,c\r\n" + bill(50)));
        assertThatBothRefuse(LOG_EXPORT, file("other.csv", "SessionId,Any\r\n" + good));
        assertThatBothRefuse(LOG_EXPORT, file("open.csv", good + "\"" + good));
        assertThatBothRefuse(CALLFLOWS, file("array.ndjson", "[" + good));
        var file = folder.resolve("latin1.csv");
        Files.write(file, (good + "é\r\n" + good).getBytes(java.nio.charset.StandardCharsets.ISO_8859_1));
        assertThatBothRefuse(LOG_EXPORT, file);
    }

    @Test
    void nothingIsImportedWhereAPortionCannotBeStaged() {
        onStagedTables("ALTER TABLE %s ADD CHECK (call_id <> 'c-77')");
        try {
            assertThat(catchThrowableOfType(
                            UserException.class,
                            () -> shared.the(ExpectedImports.class)
                                    .importFile(LOG_EXPORT, file("fails.csv", bill(100)))))
                    .hasMessageContaining("fails.csv was not imported: ")
                    .hasMessageContaining("violates check constraint");
        } finally {
            shared.jdbc().sql("DROP EVENT TRIGGER staged").update();
        }
        assertThat(shared.rows("SELECT id FROM expected.import")).isEmpty();

        assertThatBothTake(LOG_EXPORT, folder.resolve("fails.csv"));
    }

    @Test
    void aPortionThatIsTakenAgainIsStagedOnce() {
        var tables = new ImportPartitionTables(shared.jdbc(), 900);
        tables.create(shared.the(SourceFormats.class).of(LOG_EXPORT, null).stagingColumns());
        var text = bill(2);
        var header = text.indexOf("\r\n") + 2;
        tables.setHead(text.substring(0, header).getBytes(java.nio.charset.StandardCharsets.UTF_8), 1);
        tables.add(
                1,
                new ImportPartitionTables.FilePart(
                        2, text.substring(header).getBytes(java.nio.charset.StandardCharsets.UTF_8)));
        var step = new StepExecution(
                1, "import-partition:1", new JobExecution(900, new JobInstance(1, "import"), new JobParameters()));
        step.setExecutionContext(
                ImportPartitionReader.context(LOG_EXPORT, null, Path.of("any.csv"), LineText.Kind.COMMAS, 1));

        shared.the(ImportPartitionReader.class).take(step);
        shared.the(ImportPartitionReader.class).take(step);

        assertThat(shared.rows("SELECT line FROM expected.staged_900 ORDER BY 1"))
                .containsExactly("2", "3");
        assertThat(tables.ends()).extracting(ImportPartitionTables.End::rows).containsExactly(2L);
        tables.drop();
    }

    @Test
    void theNextRunTakesAwayWhatADeadImportHasLeft() {
        new ImportPartitionTables(shared.jdbc(), 900)
                .create(shared.the(SourceFormats.class).of(LOG_EXPORT, null).stagingColumns());

        shared.run("2026-02-01", "2026-02-01");

        assertThat(ImportPartitionTables.all(shared.jdbc())).isEmpty();
    }

    @Test
    void aWorkerIsKilledAndARunBegins() throws Exception {
        var file = file("killed.csv", bill(100));
        try (var worker = start("worker", "--parallel", "1")) {
            await("the worker's start")
                    .atMost(Duration.ofSeconds(60))
                    .until(() -> shared.rows("SELECT 1 FROM worker.worker WHERE is_elsewhere")
                                    .size()
                            == 1);
            var imported = new CompletableFuture<ImportResult>();
            whilePortionsAreHeldUp(
                    3,
                    () -> imported.completeAsync(
                            () -> shared.the(ExpectedImports.class).importFile(LOG_EXPORT, file)),
                    () -> {
                        shared.the(ImportLeftovers.class).clearUp();
                        shared.run("2026-02-01", "2026-02-01");
                        worker.kill();
                    });

            assertThat(imported.get().rows()).isEqualTo(100);
        }
        single.the(ExpectedImports.class).importFile(LOG_EXPORT, file);
        assertThatBothHaveTheSame();
    }

    @Test
    void theProcessThatImportsIsKilledAndTheNextBeginsAnew() throws Exception {
        var file = file("again.csv", bill(100));
        var processes = new java.util.ArrayList<CommandProcess>();
        whilePortionsAreHeldUp(
                2,
                () -> processes.add(start("expected", "import", "--source", "8x8-log-export", file.toString())),
                () -> processes.get(0).kill());

        assertThatBothTake(LOG_EXPORT, file);
        assertThat(shared.rows("SELECT DISTINCT status FROM batch.batch_job_execution e"
                        + " JOIN batch.batch_job_instance i USING (job_instance_id)"
                        + " WHERE job_name = 'import' AND status NOT IN ('COMPLETED', 'FAILED')"))
                .isEmpty();
    }

    /** Sessions of two legs; content with line ends in quotes, and characters of more than a byte. */
    private static String bill(int legs) {
        return BilledLegs.file(IntStream.range(0, legs)
                .mapToObj(n -> aLeg("s-" + n / 2, "c-" + n)
                        .with("DestinationOperator", "Ünïcödé 😀 \"" + n + "\"")
                        .with("TotalPriceOfCall", "0.0" + (10 + n))
                        .with("Content", "{\"text\":\"" + "é,\n".repeat(n % 20) + "\"}"))
                .toArray(BilledLegs[]::new));
    }

    private static Path file(String name, String text) {
        try {
            return Files.writeString(folder.resolve(name), text);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static void assertThatBothTake(ExpectedSource source, Path file) {
        var ofShared = shared.the(ExpectedImports.class).importFile(source, file);

        assertThat(ofShared).isEqualTo(single.the(ExpectedImports.class).importFile(source, file));
        assertThat(ofShared.rows()).isPositive();
        assertThatBothHaveTheSame();
    }

    private static void assertThatBothHaveTheSame() {
        assertThat(shared.rows(LEGS)).isEqualTo(single.rows(LEGS));
        assertThat(shared.rows(SESSIONS)).isNotEmpty().isEqualTo(single.rows(SESSIONS));
    }

    private static void assertThatBothRefuse(ExpectedSource source, Path file) {
        var ofShared = catchThrowable(() -> shared.the(ExpectedImports.class).importFile(source, file));
        var ofSingle = catchThrowable(() -> single.the(ExpectedImports.class).importFile(source, file));

        assertThat(ofShared)
                .isInstanceOf(UserException.class)
                .hasSameClassAs(ofSingle)
                .hasMessage(ofSingle.getMessage());
        assertThat(shared.rows("SELECT id FROM expected.import")).isEmpty();
    }

    /** So many are in the middle of writing their rows when that happens. */
    private static void whilePortionsAreHeldUp(int many, Runnable begin, Runnable what) throws SQLException {
        shared.jdbc().sql("""
                        CREATE OR REPLACE FUNCTION hold_up() RETURNS trigger LANGUAGE plpgsql AS
                        'BEGIN PERFORM pg_advisory_xact_lock_shared(77); RETURN NEW; END'
                        """).update();
        onStagedTables("CREATE TRIGGER held BEFORE INSERT ON %s FOR EACH ROW EXECUTE FUNCTION public.hold_up()");
        try (var holder = shared.db().dataSource().getConnection();
                var statement = holder.createStatement()) {
            statement.execute("SELECT pg_advisory_lock(77)");
            begin.run();
            await("they are held up")
                    .atMost(Duration.ofSeconds(60))
                    .until(() -> shared.rows("SELECT 1 FROM pg_locks WHERE locktype = 'advisory' AND objid = 77"
                                            + " AND NOT granted")
                                    .size()
                            == many);
            what.run();
            statement.execute("SELECT pg_advisory_unlock(77)");
        } finally {
            shared.jdbc().sql("DROP EVENT TRIGGER staged").update();
        }
    }

    /** Does something to each staging table that is made. */
    private static void onStagedTables(String sql) {
        shared.jdbc().sql("""
                        CREATE OR REPLACE FUNCTION on_staged() RETURNS event_trigger LANGUAGE plpgsql AS $$
                        DECLARE made text;
                        BEGIN
                            FOR made IN SELECT object_identity FROM pg_event_trigger_ddl_commands()
                                        WHERE object_identity LIKE 'expected.staged_%%' AND object_type = 'table' LOOP
                                EXECUTE format('%s', made);
                            END LOOP;
                        END $$
                        """.formatted(sql.replace("'", "''"))).update();
        shared.jdbc()
                .sql("CREATE EVENT TRIGGER staged ON ddl_command_end WHEN TAG IN ('CREATE TABLE')"
                        + " EXECUTE FUNCTION on_staged()")
                .update();
    }

    private static CommandProcess start(String... command) {
        return CommandProcess.start(folder, shared.db().environment(), IN_PORTIONS, command);
    }
}
