package vssledger.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static vssledger.testing.Summaries.aSummary;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vssledger.platform.Product;
import vssledger.platform.UserException;
import vssledger.run.day.ControlTotal;
import vssledger.run.day.DayState;
import vssledger.run.history.RunSummary;
import vssledger.testing.TestLedger;

/** The rules that the data obeys, over the whole job. */
@Tag("runs")
class NightlyRunTest {

    private static final String DAY = "2026-03-02";

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path home;

    @SuppressWarnings("NullAway.Init")
    private TestLedger ledger;

    @BeforeEach
    void open() {
        ledger = TestLedger.open(home, "vss.sql-folder=db/transform");
    }

    @AfterEach
    void close() {
        ledger.close();
    }

    @Test
    void aDeliveryWhoseTransactionCommitsLateIsNotSkipped() throws SQLException {
        try (var slow = ledger.db().dataSource().getConnection()) {
            slow.setAutoCommit(false);
            insert(slow, aSummary("slow").body()); // takes the smaller id
            ledger.ingest(Product.IVR, aSummary("fast").body());

            assertThat(ledger.run(DAY, DAY).controlTotal().facts()).isEqualTo(1);
            ledger.ingest(Product.IVR, aSummary("fast 2").body());
            assertThat(ledger.run(DAY, DAY).controlTotal().facts()).isEqualTo(2);

            slow.commit();
        }
        assertThat(ledger.run(DAY, DAY).controlTotal().facts()).isEqualTo(3);
        assertThat(ledger.rows("SELECT session_id FROM fact.session ORDER BY delivery_id"))
                .containsExactly("slow", "fast", "fast 2");
    }

    @Test
    void aSecondRunChangesNoByte() throws IOException {
        ledger.ingest(
                Product.IVR, aSummary("1").body(), aSummary("2").status("BUSY").body(), "{}");
        ledger.run(DAY, DAY);
        var filesBefore = files();
        var rowsBefore = rows();

        ledger.at("2026-03-11T06:00:00Z");
        var again = ledger.run(DAY, DAY);

        assertThat(files()).isEqualTo(filesBefore);
        assertThat(rows()).isEqualTo(rowsBefore);
        assertThat(again.editions()).singleElement().satisfies(edition -> {
            assertThat(edition.isNew()).isFalse();
            assertThat(edition.number()).isEqualTo(1);
        });
    }

    @Test
    void theSameDeliveriesInAnyOrderAndAnySplitGiveTheSameFact() {
        var early = aSummary("s").subAccount("%s").seconds(10).body();
        var repeated = aSummary("s").subAccount("%s").seconds(10).bodyWrittenOtherwise();
        var corrected = aSummary("s")
                .subAccount("%s")
                .seconds(20)
                .from("2026-03-02T08:00:00Z", "2026-03-02T08:00:40Z")
                .body();
        var orders = new String[][] {
            {early, repeated, corrected}, {early, corrected, repeated}, {repeated, early, corrected},
            {repeated, corrected, early}, {corrected, early, repeated}, {corrected, repeated, early}
        };
        for (var i = 0; i < orders.length; i++) {
            for (var body : orders[i]) {
                ledger.ingest(Product.IVR, body.formatted("together_" + i));
            }
        }
        ledger.run(DAY, DAY);
        for (var step = 0; step < 3; step++) {
            for (var i = 0; i < orders.length; i++) {
                ledger.ingest(Product.IVR, orders[i][step].formatted("apart_" + i));
            }
            ledger.run(DAY, DAY);
        }

        assertThat(ledger.rows("SELECT DISTINCT session_status, total_call_seconds, end_time AT TIME ZONE 'UTC',"
                        + " delivery_count FROM fact.session"))
                .containsExactly("COMPLETED | 20 | 2026-03-02 08:00:40 | 3");
        assertThat(ledger.rows("SELECT count(*) FROM fact.session")).containsExactly("12");
        assertThat(ledger.rows("SELECT outcome, count(*) FROM parse.outcome GROUP BY outcome ORDER BY outcome"))
                .containsExactly("DUPLICATE | 12", "FACT | 12", "SUPERSEDED | 12");
        assertThat(ledger.rows("SELECT call_seconds, count(*) FROM fact.call_leg GROUP BY 1"))
                .containsExactly("20 | 12");
    }

    @Test
    void everyDeliveryIsAccountedFor() {
        ledger.at("2026-03-02T20:00:00Z");
        ledger.ingest(
                Product.IVR,
                aSummary("1").body(),
                aSummary("1").bodyWrittenOtherwise(),
                aSummary("2").seconds(1).body(),
                aSummary("2").seconds(2).body(),
                "{\"payload\":{}}",
                "{\"eventType\":\"CALL_STATUS\"}");
        ledger.at("2026-03-10T06:00:00Z");

        var run = ledger.run(DAY, DAY);

        assertThat(run.controlTotals())
                .containsExactly(new ControlTotal(java.time.LocalDate.parse(DAY), 6, 2, 1, 1, 1, 1));
        assertThat(run.controlTotal().balances()).isTrue();
        assertThat(run.wantsAttention()).isTrue();
        assertThat(ledger.rows("SELECT reason, detail, resolved_at FROM parse.quarantine"))
                .containsExactly(
                        "SESSION_ID_MISSING | \"sessionId\" is missing, empty or overlong, so the session cannot"
                                + " be identified. | null");
    }

    @Test
    void booksThatDoNotBalanceFailTheRunAndAreNotReported() {
        ledger.ingest(Product.IVR, aSummary("1").body(), aSummary("2").body());
        ledger.run(DAY, DAY);
        ledger.jdbc().sql("DELETE FROM fact.ivr_session WHERE session_id = '1'").update();

        assertThatThrownBy(() -> ledger.run(DAY, DAY))
                .isInstanceOf(RunFailedException.class)
                .cause()
                .isInstanceOf(UnbalancedTotalsException.class)
                .hasMessageContaining("2026-03-02: 2 deliveries, but 1 facts + 0 duplicates + 0 superseded"
                        + " + 0 quarantined + 0 not VSS");
        assertThat(ledger.rows("SELECT edition FROM report.edition")).containsExactly("1");
        assertThat(ledger.rows("SELECT count(*) FROM run.control_total WHERE deliveries <> facts"))
                .as("the totals that do not balance are kept")
                .containsExactly("1");
    }

    @Test
    void aFactWithAWrongCountOfDeliveriesFailsTheRun() {
        ledger.ingest(Product.IVR, aSummary("1").body());
        ledger.run(DAY, DAY);
        ledger.jdbc().sql("UPDATE fact.ivr_session SET delivery_count = 2").update();

        assertThatThrownBy(() -> ledger.run(DAY, DAY))
                .cause()
                .hasMessageContaining("2026-03-02: session 1 of acme has 1 deliveries, but its fact counts 2");
    }

    @Test
    void lateDataChangesADayThatWasReported() throws IOException {
        ledger.at("2026-03-03T02:30:00Z");
        ledger.ingest(Product.IVR, aSummary("1").body());
        ledger.runNightly();
        var first = files();

        ledger.ingest(Product.IVR, aSummary("2").body());
        ledger.at("2026-03-05T02:30:00Z");
        var run = ledger.runNightly();

        assertThat(run.days().stream().map(Object::toString))
                .as("late data touched the second, and the third was missed")
                .containsExactly("2026-03-02", "2026-03-03", "2026-03-04");
        assertThat(run.editions().stream().map(e -> e.scope() + " " + e.number() + " " + e.isNew()))
                .containsExactly(
                        "2026-03-02_2026-03-02 2 true", "2026-03-03_2026-03-03 1 true", "2026-03-04_2026-03-04 1 true");
        assertThat(files()).containsAllEntriesOf(first);
        assertThat(Files.readString(home.resolve("reports/out/2026-03-02_2026-03-02/edition-2/outcome-breakdown.csv")))
                .isEqualTo("\uFEFF" + """
                        business_day,product,sub_account_id,session_status,sessions,share,call_seconds\r
                        2026-03-02,ivr,acme,COMPLETED,2,1.0000,46\r
                        """);
    }

    @Test
    void aDayWithNothingNewIsNotRunAgain() {
        ledger.at("2026-03-03T02:30:00Z");
        ledger.ingest(Product.IVR, aSummary("1").body());
        ledger.runNightly();

        ledger.at("2026-03-04T02:30:00Z");
        assertThat(ledger.runNightly().days().stream().map(Object::toString)).containsExactly("2026-03-03");
    }

    @Test
    void daysThatNothingTouchedAreRecognised() {
        ledger.ingest(Product.IVR, aSummary("1").body());
        var first = ledger.run("2026-03-01", "2026-03-03");
        ledger.ingest(
                Product.IVR,
                aSummary("2")
                        .from("2026-03-03T08:00:00Z", "2026-03-03T08:00:30Z")
                        .body());

        var second = ledger.run("2026-03-01", "2026-03-03");
        var third = ledger.run("2026-03-01", "2026-03-03");

        assertThat(first.unchanged()).isEmpty();
        assertThat(second.unchanged().stream().map(Object::toString)).containsExactly("2026-03-01", "2026-03-02");
        assertThat(third.unchanged()).hasSize(3);
        assertThat(third.controlTotals()).isEqualTo(second.controlTotals());
    }

    @Test
    void reportsOfUnchangedDaysAreRestoredWhereAFileIsGoneAndMadeAnewByAnotherDefinition() throws IOException {
        ledger.ingest(Product.IVR, aSummary("1").body());
        var edition = ledger.run(DAY, DAY).editions().get(0);
        var csv = Path.of(edition.folder()).resolve("outcome-breakdown.csv");
        var text = Files.readString(csv);
        Files.delete(csv);

        assertThat(ledger.run(DAY, DAY).editions().get(0).number()).isEqualTo(1);
        assertThat(csv).hasContent(text);

        var definition = Files.createDirectories(home.resolve("reports/outcome-breakdown"));
        for (var file : List.of("report.yml", "query.sql")) {
            Files.copy(Path.of("reports/outcome-breakdown", file), definition.resolve(file));
        }
        var query = definition.resolve("query.sql");
        Files.writeString(
                query, Files.readString(query).replace("sum(total_call_seconds)", "1 + sum(total_call_seconds)"));

        assertThat(ledger.run(DAY, DAY).editions().get(0).number()).isEqualTo(2);
    }

    @Test
    void daysReconciledByOtherRulesAreReconciledAgain() throws IOException {
        ledger.ingest(Product.IVR, aSummary("1").body());
        ledger.run(DAY, DAY);
        var rules = Files.createDirectories(home.resolve("db/transform/reconcile/partition"));
        var rule = Files.readString(Path.of("db/transform/reconcile/partition/13_break_of_leg.sql"));
        Files.writeString(rules.resolve("13_break_of_leg.sql"), rule + " -- changed");

        assertThat(ledger.run(DAY, DAY).unchanged()).isEmpty();
        assertThat(ledger.run(DAY, DAY).unchanged()).hasSize(1);
    }

    @Test
    void theReportOfAMonthIsDoneAgainWhenOneOfItsDaysChanges() {
        ledger.ingest(Product.IVR, aSummary("1").body());
        ledger.run("2026-03-01", "2026-03-09");
        ledger.ingest(Product.IVR, aSummary("2").body());

        assertThat(ledger.run(DAY, DAY).editions().stream().map(e -> e.scope() + " " + e.number()))
                .containsExactly("2026-03-01_2026-03-09 2", "2026-03-02_2026-03-02 1");
    }

    @Test
    void theBusinessDayIsThatOfTheStartInTheReportTimeZone() {
        ledger.close();
        ledger = TestLedger.open(home, "vss.time-zone=Asia/Singapore");
        ledger.ingest(
                Product.IVR,
                aSummary("before")
                        .from("2026-03-02T15:59:59Z", "2026-03-02T16:10:00Z")
                        .body(),
                aSummary("after")
                        .from("2026-03-02T16:00:00Z", "2026-03-02T16:10:00Z")
                        .body());
        ledger.run("2026-03-01", "2026-03-09");

        assertThat(ledger.rows("SELECT session_id, business_day FROM fact.session ORDER BY 2"))
                .containsExactly("before | 2026-03-02", "after | 2026-03-03");
    }

    @Test
    void aRangeThatHasNotBegunIsRefused() {
        assertThatThrownBy(() -> ledger.run("2026-03-09", "2026-03-11"))
                .isInstanceOf(UserException.class)
                .hasMessage("The range ends on 2026-03-11, but today is 2026-03-10 (UTC). End it today or before.");
    }

    @Test
    void tellsHowItStands() {
        ledger.ingest(Product.IVR, aSummary("1").body(), "[]");
        ledger.at("2026-03-10T07:00:00Z");
        ledger.ingest(Product.IVR, "{}");
        var newest = Instant.parse("2026-03-10T07:00:00Z");
        var status = ledger.the(LedgerStatus.class);
        assertThat(status.now(10).inbox()).isEqualTo(new LedgerStatus.Inbox(2, 2, TestLedger.NOW, 0, 1, newest));

        ledger.run(DAY, DAY);

        var after = status.now(10);
        assertThat(after.inbox()).isEqualTo(new LedgerStatus.Inbox(2, 0, null, 1, 1, newest));
        assertThat(after.days().stream()
                        .filter(day -> day.state() != DayState.State.NONE)
                        .map(day -> day.day() + " " + day.sessions() + " " + day.state()))
                .containsExactly("2026-03-02 1 REPORTED", "2026-03-10 0 PARSED");
        assertThat(after.runs()).singleElement().satisfies(run -> {
            assertThat(run.state()).isEqualTo(RunSummary.State.COMPLETED);
            assertThat(run.range().toString()).isEqualTo("2026-03-02_2026-03-02");
        });
    }

    private static void insert(Connection connection, String body) throws SQLException {
        try (var insert = connection.prepareStatement(
                "INSERT INTO capture.delivery (received_at, product, source, body) VALUES (now(), 'ivr', 'file', ?::json)")) {
            insert.setString(1, body);
            insert.executeUpdate();
        }
    }

    private Map<String, String> rows() {
        var rows = new TreeMap<String, String>();
        for (var table : new String[] {
            "fact.session",
            "fact.call_leg",
            "parse.outcome",
            "recon.result",
            "recon.break",
            "report.edition",
            "report.file"
        }) {
            rows.put(
                    table,
                    ledger.rows("SELECT t::text FROM " + table + " t ORDER BY 1")
                            .toString());
        }
        return rows;
    }

    private Map<String, String> files() throws IOException {
        var files = new TreeMap<String, String>();
        try (var all = Files.walk(home.resolve("reports"))) {
            for (var file : all.filter(Files::isRegularFile).toList()) {
                files.put(
                        home.relativize(file).toString(),
                        java.util.HexFormat.of().formatHex(Files.readAllBytes(file)));
            }
        }
        return files;
    }
}
