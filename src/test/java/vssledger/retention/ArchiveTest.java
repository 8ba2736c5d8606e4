package vssledger.retention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static vssledger.testing.Summaries.aSummary;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import vssledger.platform.Product;
import vssledger.platform.UserException;
import vssledger.retention.archive.Archive;
import vssledger.testing.LedgerTest;
import vssledger.testing.TestLedger;

/** Old months are kept as files, nothing is dropped before they can be read back, and they come back as they were. */
@Tag("runs")
@LedgerTest(
        value = {"vss.fact.keep=6M", "vss.retention.archive=archive"},
        reuse = LedgerTest.Reuse.NONE)
class ArchiveTest {

    private static final String DAY = "2026-03-02";

    /** 400 days after March 2026, in which all of it arrived; facts are kept for six months. */
    private static final String OVER = "2027-05-20T02:00:00Z";

    private static final List<String> TABLES = Stream.of(
                    "capture.delivery",
                    "fact.ivr_session",
                    "fact.voice_messaging_session",
                    "fact.call_leg",
                    "fact.session_note",
                    "parse.outcome",
                    "parse.quarantine")
            .map(table -> "SELECT t::text FROM " + table + " t ORDER BY 1")
            .toList();

    private final TestLedger ledger;

    @SuppressWarnings("NullAway.Init")
    private Path archive;

    @SuppressWarnings("NullAway.Init")
    private List<List<String>> before;

    ArchiveTest(TestLedger ledger) {
        this.ledger = ledger;
    }

    @BeforeEach
    void aDayOfSessions() throws IOException {
        archive = Files.createDirectory(ledger.home().resolve("archive"));
        ledger.ingest(
                Product.IVR,
                aSummary("tab\\t, line\\n, ünïcode").body(),
                aSummary("2").body(),
                aSummary("2").body(),
                "{\"eventType\":\"OTHER\"}");
        ledger.ingest(Product.VOICE_MESSAGING, aSummary("3").body());
        ledger.run(DAY, DAY);
        before = rows();
    }

    private List<List<String>> rows() {
        return TABLES.stream().map(ledger::rows).toList();
    }

    private ArchivedMonths months() {
        return ledger.the(ArchivedMonths.class);
    }

    private List<String> names() {
        return months().list().stream()
                .map(entry -> entry.name() + " " + entry.state())
                .toList();
    }

    private List<String> detached() {
        return ledger.rows("SELECT relname FROM pg_class WHERE relname ~ '_detached$' AND relkind = 'r' ORDER BY 1");
    }

    private void timePasses() {
        timePasses(OVER);
    }

    /** What every run does at its end. */
    private void timePasses(String until) {
        ledger.at(until);
        ledger.the(Retention.class).dropOld();
    }

    @Test
    void goAndComeBackAsTheyWere() throws IOException {
        timePasses();

        assertThat(rows()).allMatch(List::isEmpty);
        assertThat(detached()).isEmpty();
        assertThat(names()).containsExactly("deliveries-2026-03 ARCHIVED", "facts-2026-03 ARCHIVED");
        try (var file = new GZIPInputStream(
                Files.newInputStream(archive.resolve("deliveries-2026-03/capture.delivery.copy.gz")))) {
            assertThat(new String(file.readAllBytes(), StandardCharsets.UTF_8).lines())
                    .as("a row a line, for whoever has no ledger")
                    .hasSize(5);
        }

        assertThatThrownBy(() -> months().restore("deliveries-2026-03"))
                .isInstanceOf(UserException.class)
                .hasMessageStartingWith(
                        "5 deliveries of deliveries-2026-03 belong to facts that are not in the database. Restore these first");
        months().restore("facts-2026-03");
        months().restore("deliveries-2026-03");

        assertThat(rows()).isEqualTo(before);
        assertThat(ledger.rows("SELECT tableoid::regclass FROM capture.delivery LIMIT 1"))
                .containsExactly("capture.delivery_2026_03");
        assertThat(ledger.rows("SELECT 1 FROM fact.dropped_month UNION ALL SELECT 1 FROM capture.dropped_month"))
                .isEmpty();
        assertThat(ledger.run(DAY, DAY).controlTotal().deliveries())
                .as("what is no session counts on the day of its arrival")
                .isEqualTo(4);
        assertThat(names()).containsExactly("deliveries-2026-03 RESTORED", "facts-2026-03 RESTORED");
    }

    @Test
    void areKeptForAWhileOnceTheyAreBackAndThenArchivedAgainWithoutASecondFile() {
        timePasses();
        months().restore("facts-2026-03");

        timePasses("2027-06-18T02:00:00Z");
        assertThat(ledger.rows("SELECT count(*) FROM fact.session")).containsExactly("3");

        timePasses("2027-06-20T02:00:00Z");
        assertThat(ledger.rows("SELECT count(*) FROM fact.session")).containsExactly("0");
        assertThat(names()).containsExactly("deliveries-2026-03 ARCHIVED", "facts-2026-03 ARCHIVED");
    }

    @Test
    void whatCameAfterTheMonthWasArchivedHasFilesOfItsOwn() {
        timePasses();
        ledger.ingest(Product.IVR, aSummary("late").body());
        ledger.run("2027-05-19", "2027-05-19");
        timePasses("2028-07-20T02:00:00Z");

        assertThat(names())
                .containsExactly(
                        "deliveries-2026-03 ARCHIVED",
                        "deliveries-2027-05 ARCHIVED",
                        "facts-2026-03 ARCHIVED",
                        "facts-2026-03.2 ARCHIVED");
        months().restore("facts-2026-03.2");
        months().restore("facts-2026-03");
        assertThat(ledger.rows("SELECT session_id FROM fact.session WHERE session_id IN ('2', 'late') ORDER BY 1"))
                .containsExactly("2", "late");
    }

    @Test
    void aRunThatDiesBetweenDetachingAndDroppingLosesNothing() throws IOException {
        try (var holder = ledger.db().dataSource().getConnection()) {
            holder.setAutoCommit(false);
            // as if another run were at it, and died: what it detached lies there
            holder.createStatement().execute("SELECT pg_advisory_xact_lock(" + 0x5653_5341_7263_6869L + ")");
            timePasses();
            holder.rollback();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        assertThat(detached()).contains("delivery_2026_03_detached");
        assertThat(names()).containsExactly("deliveries-2026-03 WAITING", "facts-2026-03 WAITING");
        Files.createDirectory(archive.resolve(".unfinished-facts-2026-03"));
        Files.writeString(archive.resolve(".unfinished-facts-2026-03/half.copy.gz"), "half");

        timePasses();

        assertThat(detached()).isEmpty();
        try (var files = Files.list(archive)) {
            assertThat(files.map(file -> file.getFileName().toString()).sorted())
                    .containsExactly("deliveries-2026-03", "facts-2026-03");
        }
        months().restore("facts-2026-03");
        months().restore("deliveries-2026-03");
        assertThat(rows()).isEqualTo(before);
    }

    @Test
    void aMonthThatWasWrittenButNotDroppedIsNotWrittenAgain() {
        ledger.jdbc()
                .sql("CREATE TABLE capture.delivery_2026_02_detached AS SELECT * FROM capture.delivery")
                .update();
        var relations = Map.of("capture.delivery", "capture.delivery_2026_02_detached");
        var transaction = new TransactionTemplate(ledger.the(PlatformTransactionManager.class));
        transaction.executeWithoutResult(
                status -> ledger.the(Archive.class).keep("deliveries", YearMonth.parse("2026-02"), relations));

        timePasses("2026-03-11T02:00:00Z");

        assertThat(detached()).isEmpty();
        assertThat(names()).containsExactly("deliveries-2026-02 ARCHIVED");
    }

    @Test
    void aDamagedFileIsRefused() throws IOException {
        timePasses();
        var file = archive.resolve("facts-2026-03/fact.call_leg.copy.gz");
        var bytes = Files.readAllBytes(file);
        bytes[bytes.length / 2] ^= 1;
        Files.write(file, bytes);

        assertThatThrownBy(() -> months().restore("facts-2026-03"))
                .isInstanceOf(UserException.class)
                .hasMessageStartingWith(file.toAbsolutePath() + " is damaged:")
                .hasMessageEndingWith("Take it from a backup; nothing was changed.");
        assertThat(rows()).allMatch(List::isEmpty);
        assertThatThrownBy(() -> months().verify("facts-2026-03")).hasMessageContaining("is damaged");

        Files.delete(file);
        assertThatThrownBy(() -> months().restore("facts-2026-03")).isInstanceOf(UserException.class);
    }

    @Test
    void nothingIsDroppedWhileTheFolderIsMissing() throws IOException {
        Files.delete(archive);
        timePasses();

        assertThat(rows()).isEqualTo(before);
        assertThatThrownBy(() -> months().list())
                .isInstanceOf(UserException.class)
                .hasMessageStartingWith("The folder of the archive is not there: " + archive.toAbsolutePath());

        Files.createDirectory(archive);
        timePasses();
        assertThat(rows()).allMatch(List::isEmpty);
    }

    @Test
    void restoringTwiceChangesNothing() {
        timePasses();
        months().restore("facts-2026-03");
        var once = rows();

        assertThatThrownBy(() -> months().restore("facts-2026-03"))
                .isInstanceOf(UserException.class)
                .hasMessageContaining("are in the database already");
        assertThat(rows()).isEqualTo(once);
        assertThatThrownBy(() -> months().restore("facts-2020-01"))
                .isInstanceOf(UserException.class)
                .hasMessageEndingWith("See: vss archive list");
    }
}
