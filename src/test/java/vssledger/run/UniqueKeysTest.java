package vssledger.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import vssledger.testing.TestDatabase;

/**
 * What the tables that grow with the sessions may be spread by: each of their unique keys holds the subaccount, and what they are
 * partitioned by. PostgreSQL sees to the latter where a table is partitioned, this test to the former, for new keys too.
 */
class UniqueKeysTest {

    /** Keys without a subaccount, and why. */
    private static final Map<String, String> WITHOUT = Map.ofEntries(
            Map.entry(
                    "capture.delivery(id, received_at)",
                    "nobody knows the subaccount before it is parsed: spread by id"),
            Map.entry("capture.rejected(id)", "no subaccount can be read in it"),
            Map.entry(
                    "capture.batch(id)", "a batch has deliveries of many subaccounts, and is forgotten after 30 days"),
            Map.entry("capture.ingested_file(sha256, product)", "a row a file"),
            Map.entry("capture.dropped_month(month)", "a row a month"),
            Map.entry("capture.counted(only_row)", "one row"),
            Map.entry("capture.erasure(id)", "a row an erasure"),
            Map.entry("parse.outcome(delivery_id)", "a delivery has one outcome, also where it tells no subaccount"),
            Map.entry("parse.quarantine(delivery_id)", "what is in quarantine often has no subaccount"),
            Map.entry("parse.watermark(only_row)", "one row"),
            Map.entry("parse.touched_day(business_day, run_id, xid)", "a row a day and run"),
            Map.entry("fact.dropped_month(month)", "a row a month"),
            Map.entry("fact.code(family, code)", "a row a code"),
            Map.entry("expected.import(id)", "a row an import"),
            Map.entry("expected.import(source, sha256)", "a row an import"),
            Map.entry("expected.import(rank)", "a row an import"),
            Map.entry("expected.import_event(id)", "a row a decision about an import"),
            Map.entry("expected.touched_day(business_day, import_id)", "a row a day and import"),
            Map.entry("expected.pull(id)", "a row an export that was asked for"),
            Map.entry("recon.break(id)", "its number, by which people call it; few beside the sessions"),
            Map.entry("recon.break_event(id)", "belongs to a break"),
            Map.entry("recon.match_candidate(id)", "its number, by which people call it; few beside the sessions"),
            Map.entry("recon.touched_day(business_day, xid)", "a row a day and decision"),
            Map.entry("recon.control_total(run_id, business_day, source)", "a row a run, day and source"),
            Map.entry(
                    "recon.finished_partition(snapshot, first_day)",
                    "a row per partition of days, while the days are reconciled"),
            Map.entry("recon.closing(id)", "a row a closing"),
            Map.entry("recon.closing(month)", "a row a closing"),
            Map.entry("recon.adjustment(id)", "a figure, not a session"),
            Map.entry("recon.day_version(business_day, version)", "a row a day and version"));

    @Test
    void everyKeyOfASessionHoldsItsSubaccount() {
        try (var db = TestDatabase.fresh()) {
            var without = db.jdbc().sql("""
                            SELECT DISTINCT format('%s.%s(%s)', relnamespace::regnamespace, relname, columns)
                            FROM pg_index
                            JOIN pg_class ON pg_class.oid = indrelid
                            CROSS JOIN LATERAL (
                                SELECT string_agg(coalesce(attname, '…'), ', ' ORDER BY position) AS columns
                                FROM unnest(indkey) WITH ORDINALITY AS key (number, position)
                                LEFT JOIN pg_attribute ON attrelid = indrelid AND attnum = number AND number > 0) AS keyed
                            WHERE indisunique AND NOT relispartition
                              AND relnamespace::regnamespace::text IN ('capture', 'parse', 'fact', 'expected', 'recon')
                              AND 'sub_account_id' <> ALL (string_to_array(columns, ', '))
                            """).query(String.class).list();

            assertThat(without)
                    .as("unique keys without sub_account_id: widen a new one, or say here why it need not hold it")
                    .containsOnlyOnceElementsOf(WITHOUT.keySet())
                    .allMatch(WITHOUT::containsKey);
        }
    }

    @Test
    void holdThePartitionKey() {
        try (var db = TestDatabase.fresh()) {
            assertThat(db.jdbc().sql("""
                                    SELECT indexrelid::regclass
                                    FROM pg_partitioned_table
                                    JOIN pg_index ON indrelid = partrelid AND indisunique
                                    WHERE NOT partattrs::int2[] <@ indkey::int2[]
                                    """).query(String.class).list()).isEmpty();
        }
    }
}
