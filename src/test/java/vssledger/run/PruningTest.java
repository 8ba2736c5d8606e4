package vssledger.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.jdbc.core.SqlParameterValue;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import vssledger.platform.db.DateArray;
import vssledger.platform.db.SqlFiles;
import vssledger.testing.History;
import vssledger.testing.Plan;
import vssledger.testing.TestDatabase;

/**
 * What a run does takes as long as its days are large, however much was kept before: of tables by month it reads the months of its
 * days, of the others little beside their rows of those days.
 */
class PruningTest {

    private static final LocalDate FIRST = LocalDate.parse("2026-01-01");
    private static final int DAYS = 90;
    private static final int SESSIONS = 200;

    /** A day that something came late for, and one that nobody was at work on yet, in the last of three months. */
    private static final List<LocalDate> RUN = List.of(LocalDate.parse("2026-03-11"), LocalDate.parse("2026-03-31"));

    private static final Set<String> THEIR_MONTHS = Set.of("2026_03");

    /** Those that are found by session or delivery, whatever the day, and are not kept by the month. */
    private static final List<String> BY_KEY = List.of("parse.outcome", "expected.session", "expected.leg");

    /** In the order of a run; of reconcile, the order that Reconciliation gives them. */
    private static final List<String> OF_A_RUN = List.of(
            "parse/pending_range",
            "parse/pending",
            "parse/known_session",
            "parse/fact_lock",
            "parse/version",
            "parse/rederivable_range",
            "parse/rederivable",
            "expected/query/not_understood",
            "expected/meaning/01_leg_understood",
            "expected/meaning/02_session_understood",
            "reconcile/match/01_candidate",
            "reconcile/match/02_matched",
            "reconcile/match/03_match_candidate",
            "run/run_day",
            "run/control_total",
            "reconcile/partition/01_coverage",
            "reconcile/partition/02_session_to_compare",
            "reconcile/partition/03_rate",
            "reconcile/partition/04_off_card",
            "reconcile/partition/05_unequal_pair",
            "reconcile/partition/06_indirect_match",
            "reconcile/partition/07_indirect_match_applied",
            "reconcile/partition/08_tolerance",
            "reconcile/partition/09_billed_leg",
            "reconcile/partition/10_unbilled_call",
            "reconcile/partition/11_difference",
            "reconcile/partition/12_break_of_session",
            "reconcile/partition/13_break_of_leg",
            "reconcile/partition/14_break_of_bill",
            "reconcile/partition/15_not_checkable",
            "reconcile/partition/16_tolerated",
            "reconcile/partition/17_result",
            "reconcile/partition/18_control_total",
            "reconcile/partition/19_difference_stored",
            "reconcile/settle/01_break_resolved",
            "reconcile/settle/02_break_kept",
            "reconcile/settle/03_break_new",
            "reconcile/settle/04_difference_cleared",
            "reconcile/period/restatement",
            "reconcile/period/adjustment",
            "reconcile/query/control_total_kept",
            "run/imbalance",
            "run/day_figures",
            "run/day_state");

    /**
     * A small file of a source, about the last day.
     *
     * @param staged what its lines come to: here they say again what is expected already
     * @param statements that take them up, in the order that the source's format gives them
     */
    private record Import(String source, String staged, List<String> statements) {

        @Override
        public String toString() {
            return source;
        }
    }

    private static final Import BILL = new Import(
            "8x8-log-export",
            "SELECT * FROM expected.leg WHERE business_day = :to LIMIT 20",
            List.of(
                    "expected/import/01_billed_total",
                    "expected/import/02_leg_superseded",
                    "expected/import/03_leg",
                    "expected/import/07_session_superseded",
                    "expected/import/09_billed_session",
                    "expected/query/uncheckable",
                    "expected/import/11_price_decimals",
                    "expected/import/14_touched_day"));

    private static final Import CALLFLOWS = new Import(
            "callflows",
            "SELECT *, true AS is_created, client_request_id AS request_key"
                    + " FROM expected.session WHERE source = :source AND business_day = :to LIMIT 20",
            List.of(
                    "expected/import/04_sent_line",
                    "expected/import/05_sent_total",
                    "expected/import/06_sent_session_known",
                    "expected/import/07_session_superseded",
                    "expected/import/08_request_superseded",
                    "expected/import/10_sent_session",
                    "expected/import/12_rejected_superseded",
                    "expected/import/13_rejected_request",
                    "expected/query/sent_uncheckable",
                    "expected/import/14_touched_day"));

    /** What a person asks for now and then, or is about what waits rather than about days. */
    private static final Set<String> OF_NO_RUN = Set.of(
            "capture/batch",
            "capture/rhythm",
            "expected/query/import_list",
            "expected/query/import_superseding",
            "expected/query/import_total",
            "expected/query/left_standing",
            "expected/recount/05_key_first",
            "expected/recount/06_key_more",
            "expected/recount/02_leg",
            "expected/recount/01_leg_affected",
            "expected/recount/13_rejected",
            "expected/recount/12_sent_day",
            "expected/recount/07_sent_gone",
            "expected/recount/11_sent_matched",
            "expected/recount/08_sent_import",
            "expected/recount/10_sent_range",
            "expected/recount/09_sent_staged",
            "expected/recount/03_session_gone",
            "expected/recount/04_session_owner",
            "expected/recount/14_touched_day",
            "parse/delivery",
            "reconcile/query/ageing",
            "reconcile/query/amount_in_question",
            "reconcile/query/billed_line_of_break",
            "reconcile/query/break_list",
            "reconcile/query/break_of_import",
            "reconcile/query/code_of_session",
            "reconcile/period/closed_figure",
            "reconcile/period/closing_difference",
            "reconcile/period/closing_hash",
            "reconcile/query/first_person",
            "reconcile/query/match_candidate_list",
            "run/lock_conflict",
            "run/closing_obstacle",
            "run/inbox",
            "run/run_list",
            "alert/outcome_rate");

    /** What reads more than the months of its days, and why. */
    private static final Map<String, String> READS_MORE = Map.of(
            "parse/pending_range",
                    "of months of the inbox without new deliveries it sees in their index that they have none",
            "run/run_day", "a request whose session is not known yet may have come on any day",
            "reconcile/partition/06_indirect_match",
                    "a request whose session is not known yet may have come on any day",
            "run/control_total",
                    "of months of the inbox without these deliveries it sees in their index that they have none",
            "run/imbalance", "of months of the inbox without new deliveries it sees in their index that they have none",
            "run/day_state",
                    "of months of the inbox without new deliveries it sees in their index that they have none");

    private static final Map<String, String> REPORTS_READ_MORE =
            Map.of("period-comparison", "holds the days against those of the period before");

    @SuppressWarnings("NullAway.Init")
    private static TestDatabase db;

    private static final SqlFiles SQL = new SqlFiles();

    @BeforeAll
    static void threeMonthsOfWhichTwoDaysAreToBeRun() {
        db = TestDatabase.fresh();
        History.insert(db, FIRST, DAYS, SESSIONS);
        RUN.forEach(day -> db.jdbc()
                .sql("INSERT INTO parse.touched_day (business_day, run_id) VALUES (?, 2)")
                .param(day)
                .update());
        db.jdbc().sql("UPDATE run.proven_inbox SET xid = '20'").update();
    }

    @AfterAll
    static void close() {
        db.close();
    }

    @Test
    void everyStatementOfARunReadsItsDaysAndLittleElse() {
        var wrong = new ArrayList<String>();
        new TransactionTemplate(new JdbcTransactionManager(db.dataSource())).executeWithoutResult(status -> {
            status.setRollbackOnly();
            asATableIsThatIsLarge();
            for (var file : OF_A_RUN) {
                var plan = Plan.of(db.jdbc(), named(SQL.load(file + ".sql")), parameters());
                wrong.addAll(tooMuch(file, plan, READS_MORE.containsKey(file)));
            }
        });
        assertThat(wrong).isEmpty();
    }

    static List<Import> imports() {
        return List.of(BILL, CALLFLOWS);
    }

    /** What is expected lies by no month, and is found by its keys; tables that do are not asked at all. */
    @ParameterizedTest
    @MethodSource("imports")
    void everyStatementOfAnImportReadsWhatItsLinesSpeakOf(Import of) {
        new TransactionTemplate(new JdbcTransactionManager(db.dataSource())).executeWithoutResult(status -> {
            status.setRollbackOnly();
            asATableIsThatIsLarge();
            var parameters =
                    Map.of("source", of.source(), "import", anImportOf(of.source()), "zone", "UTC", "to", RUN.get(1));
            db.jdbc()
                    .sql("CREATE TEMPORARY TABLE staged ON COMMIT DROP AS " + of.staged())
                    .params(parameters)
                    .update();
            db.jdbc().sql("ANALYZE staged").update();
            assertThat(db.jdbc().sql("SELECT line FROM staged").query().listOfRows())
                    .isNotEmpty();
            for (var file : of.statements()) {
                var plan = Plan.of(db.jdbc(), SQL.load(file + ".sql"), parameters);
                assertThat(tooMuch(file, plan, false)).isEmpty();
                assertThat(Plan.partitioned(db.jdbc()))
                        .as("tables by month that %s reads", file)
                        .noneMatch(table ->
                                plan.rowsOf(table) > 0 || !plan.monthsOf(table).isEmpty());
            }
        });
    }

    private static long anImportOf(String source) {
        return db.jdbc()
                .sql("INSERT INTO expected.import (source, file_name, sha256, imported_at, rows, skipped)"
                        + " VALUES (?, 'again', 'again', '2026-04-01Z', 1, 0) RETURNING id")
                .param(source)
                .query(Long.class)
                .single();
    }

    @Test
    void everyStatementIsLookedAt() throws IOException {
        var there = new ArrayList<String>();
        for (var module : List.of("capture", "expected", "parse", "reconcile", "run", "alert")) {
            try (var files = Files.walk(Path.of("db/transform", module))) {
                files.filter(Files::isRegularFile)
                        .forEach(file -> there.add(Path.of("db/transform")
                                .relativize(file)
                                .toString()
                                .replace(".sql", "")));
            }
        }
        assertThat(Stream.of(OF_A_RUN, BILL.statements(), CALLFLOWS.statements(), OF_NO_RUN)
                        .flatMap(Collection::stream)
                        .distinct())
                .containsExactlyInAnyOrderElementsOf(there);
    }

    static List<String> reports() throws IOException {
        try (var folders = Files.list(Path.of("reports"))) {
            return folders.filter(folder -> Files.exists(folder.resolve("query.sql")))
                    .map(folder -> folder.getFileName().toString())
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("reports")
    void everyReportOfADayReadsItsMonthOnly(String report) {
        new TransactionTemplate(new JdbcTransactionManager(db.dataSource())).executeWithoutResult(status -> {
            status.setRollbackOnly();
            asATableIsThatIsLarge();
            var plan = Plan.of(db.jdbc(), read(Path.of("reports", report, "query.sql")), reportParameters());
            assertThat(tooMuch(report, plan, REPORTS_READ_MORE.containsKey(report)))
                    .isEmpty();
        });
    }

    /** Sessions are asked for in arrays, by their place in the statement. */
    private static String named(String sql) {
        return sql.replace("unnest(?::text[], ?::text[])", "unnest(:sub_account_ids::text[], :session_ids::text[])");
    }

    /** The planner rightly reads a small table whole; whether it need not is what is asked here. */
    private static void asATableIsThatIsLarge() {
        db.jdbc().sql("SET LOCAL enable_seqscan = off").update();
    }

    private static List<String> tooMuch(String file, Plan plan, boolean mayReadMonths) {
        var wrong = new ArrayList<String>();
        for (var table : Plan.partitioned(db.jdbc())) {
            if (!mayReadMonths && !THEIR_MONTHS.containsAll(plan.monthsOf(table))) {
                wrong.add(file + " reads other months of " + table + ": " + plan.monthsOf(table));
            }
        }
        var all = Stream.concat(BY_KEY.stream(), Plan.partitioned(db.jdbc()).stream());
        all.filter(table -> plan.rowsOf(table) > DAYS * SESSIONS / 2)
                .forEach(table -> wrong.add(file + " reads too much of " + table + ":\n" + plan));
        return wrong;
    }

    private static Map<String, Object> parameters() {
        var parameters = new HashMap<String, Object>();
        parameters.put("run", 2L);
        parameters.put("days", new DateArray(RUN));
        parameters.put("from", RUN.get(1));
        parameters.put("to", RUN.get(1));
        parameters.put("late", true);
        parameters.put("which", new String[] {"STALE", "FAILED", "MISSING"});
        parameters.put("product", new SqlParameterValue(Types.VARCHAR, null));
        parameters.put("rules", "rules");
        parameters.put("now", Timestamp.from(Instant.parse("2026-04-01T02:30:00Z")));
        parameters.put("booked", RUN.get(1));
        parameters.put("window", 120L);
        parameters.put("priceDecimals", 4);
        parameters.put("tolerances", "[{\"seconds\": 1, \"amount\": 0, \"percent\": 0}]");
        parameters.put("decimals", "[]");
        parameters.put("meanings", "[{\"unit\": \"block\", \"seconds\": 30}]");
        parameters.put("rates", "[]");
        parameters.put("upTo", "20");
        parameters.put("zone", "UTC");
        parameters.put("status", "ERROR");
        parameters.put("today", RUN.get(1));
        parameters.putAll(ofAChunk());
        parameters.put("window_days", 2);
        parameters.put("baseline_days", 28);
        parameters.put("min_sessions", 10);
        return parameters;
    }

    /** The deliveries of the last day, and their sessions. */
    private static Map<String, Object> ofAChunk() {
        return db.jdbc()
                .sql("SELECT min(delivery_id) - 1 AS after, max(delivery_id) AS last, 100 AS most,"
                        + " array_agg(sub_account_id) AS sub_account_ids, array_agg(session_id) AS session_ids"
                        + " FROM parse.outcome WHERE business_day = ? AND session_id IS NOT NULL")
                .param(RUN.get(1))
                .query()
                .singleRow();
    }

    private static Map<String, Object> reportParameters() {
        return Map.of(
                "from",
                RUN.get(0),
                "to",
                RUN.get(0),
                "time_zone",
                "UTC",
                "status",
                "BUSY",
                "top",
                5,
                "least",
                20,
                "products",
                new String[0],
                "sub_accounts",
                new String[0]);
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
