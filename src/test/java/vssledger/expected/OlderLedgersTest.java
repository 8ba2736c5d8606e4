package vssledger.expected;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import vssledger.run.db.V0002__BatchTables;
import vssledger.testing.TestDatabase;

/** A ledger of before imports had a life, and before UUIDs were the same in any case, has both after its upgrade. */
class OlderLedgersTest {

    private static final String UPPER = "0000000A-AAAA-11F0-8BCD-0123456789AB";
    private static final String LOWER = "0000000a-aaaa-11f0-8bcd-0123456789ab";

    @Test
    void areUpgraded() {
        try (var db = TestDatabase.empty()) {
            migrate(db, "49?");
            db.jdbc().sql("""
                            INSERT INTO expected.import (source, file_name, sha256, imported_at, rows, skipped) VALUES
                                ('8x8-log-export', 'bill.csv', '1', '2026-03-03', 2, 0),
                                ('callflows', 'sent.csv', '2', '2026-03-03', 1, 0),
                                ('callflows', 'refused.csv', '3', '2026-03-03', 0, 1);
                            INSERT INTO expected.leg (import_id, line, source, sub_account_id, session_id, call_id,
                                    business_day, initiated_at, duration_seconds, billable_seconds, total_price, currency)
                            VALUES (1, 2, '8x8-log-export', 'acme', '0000000A-AAAA-11F0-8BCD-0123456789AB', 'C-1',
                                    '2026-03-02', '2026-03-02 08:00Z', 23, 60, 0.05, 'SGD'),
                                   (1, 3, '8x8-log-export', 'acme', 'S-1', 'C-2',
                                    '2026-03-02', '2026-03-02 08:00Z', 23, NULL, 0.03, 'SGD');
                            INSERT INTO expected.session (import_id, line, source, sub_account_id, session_id,
                                    client_request_id, business_day, start_time, superseded_by)
                            VALUES (1, 2, '8x8-log-export', 'acme', '0000000A-AAAA-11F0-8BCD-0123456789AB', NULL,
                                    '2026-03-02', '2026-03-02 08:00Z', NULL),
                                   (2, 2, 'callflows', 'acme', NULL, 'req-1', '2026-03-02', '2026-03-02 08:00Z', 3);
                            INSERT INTO recon.break (business_day, sub_account_id, session_id, source, kind, state,
                                    first_seen, last_seen)
                            VALUES ('2026-03-02', 'acme', '0000000A-AAAA-11F0-8BCD-0123456789AB', '8x8-log-export',
                                    'PRICE', 'OPEN', '2026-03-03', '2026-03-03');
                            """).update();

            migrate(db, "latest");

            assertThat(rows(
                            db,
                            "SELECT session_id || ' ' || coalesce(session_id_spelling, '-') FROM expected.leg"
                                    + " ORDER BY line"))
                    .containsExactly(LOWER + " " + UPPER, "S-1 -");
            assertThat(rows(db, "SELECT session_id FROM expected.session WHERE session_id IS NOT NULL"))
                    .containsExactly(LOWER);
            assertThat(rows(db, "SELECT session_id FROM recon.break")).containsExactly(LOWER);
            assertThat(rows(db, "SELECT DISTINCT business_day::text FROM run.stale_day"))
                    .containsExactly("2026-03-02");
            assertThat(rows(
                            db,
                            "SELECT concat_ws(' ', import_id, business_day, currency, lines, seconds, amount)"
                                    + " FROM expected.import_total ORDER BY 1"))
                    .containsExactly("1 2026-03-02 SGD 2 83 0.08", "2 2026-03-02 1");
            assertThat(rows(
                            db,
                            "SELECT concat_ws(' ', import_id, is_created, client_request_id)"
                                    + " FROM expected.sent_line ORDER BY 1"))
                    .as("what was refused is known by what it took back")
                    .containsExactly("2 t req-1", "3 f req-1");
            assertThat(rows(db, "SELECT id || ' ' || rank FROM expected.import ORDER BY id"))
                    .containsExactly("1 1", "2 2", "3 3");
            assertThat(rows(db, "SELECT nextval('expected.import_rank')::text")).containsExactly("4");
        }
    }

    private static List<String> rows(TestDatabase db, String query) {
        return db.jdbc().sql(query).query(String.class).list();
    }

    private static void migrate(TestDatabase db, String target) {
        Flyway.configure()
                .dataSource(db.dataSource())
                .locations("classpath:db/migration")
                .table("vss_schema_history")
                .javaMigrations(new V0002__BatchTables())
                .target(target)
                .load()
                .migrate();
    }
}
