package vssledger.platform.db;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import vssledger.platform.UserException;
import vssledger.platform.db.Migrations.Comparison;
import vssledger.platform.db.Migrations.State;
import vssledger.run.db.V0002__BatchTables;
import vssledger.testing.TestDatabase;

/** What a database is to this program, and what is done about it. */
class MigrationsTest {

    private final TestDatabase db = TestDatabase.fresh();
    private final Migrations migrations = of(db);

    @AfterEach
    void close() {
        db.close();
    }

    private static Migrations of(TestDatabase db) {
        return new Migrations(db.dataSource(), List.of(new V0002__BatchTables()));
    }

    private void history(String change) {
        assertThat(db.jdbc()
                        .sql(change.replace("HISTORY", "public.vss_schema_history"))
                        .update())
                .isPositive();
    }

    @Test
    void anEmptyDatabaseGetsAllTables() {
        try (var empty = TestDatabase.empty()) {
            var ofEmpty = of(empty);

            assertThat(ofEmpty.compare().state()).isEqualTo(State.EMPTY);
            assertThat(ofEmpty.migrate()).isTrue();
            assertThat(ofEmpty.compare()).isEqualTo(new Comparison(State.CURRENT, 0, 0));
        }
    }

    @Test
    void aDatabaseThatIsUpToDateIsLeftAsItIs() {
        assertThat(migrations.compare().state()).isEqualTo(State.CURRENT);
        assertThat(migrations.migrate()).isFalse();
    }

    @Test
    void aMissingMigrationIsApplied() {
        db.jdbc().sql("DROP SCHEMA console CASCADE").update();
        history("DELETE FROM HISTORY WHERE script = 'V0015__console.sql'");

        assertThat(migrations.compare()).isEqualTo(new Comparison(State.BEHIND, 1, 0));
        assertThat(migrations.migrate()).isTrue();
        assertThat(db.jdbc()
                        .sql("SELECT count(*) FROM console.audit")
                        .query(Long.class)
                        .single())
                .isZero();
        assertThat(migrations.compare().state()).isEqualTo(State.CURRENT);
    }

    @Test
    void aViewThatHasChangedIsMadeAgain() {
        db.jdbc().sql("DROP VIEW expected.day_change").update();
        history("UPDATE HISTORY SET checksum = 1 WHERE script = 'R__expected_views.sql'");

        assertThat(migrations.compare()).isEqualTo(new Comparison(State.BEHIND, 1, 0));
        assertThat(migrations.migrate()).isTrue();
        assertThat(db.jdbc()
                        .sql("SELECT count(*) FROM expected.day_change")
                        .query(Long.class)
                        .single())
                .isZero();
        assertThat(migrations.migrate())
                .as("of several rows of a view the last counts")
                .isFalse();
    }

    @Test
    void theTablesOfANewerVersionAreNotTouched() {
        history("INSERT INTO HISTORY SELECT 9999, '9999', 'new', 'SQL', 'V9999__new.sql', 1, 'x', now(), 1, true");

        assertThat(migrations.compare()).isEqualTo(new Comparison(State.NEWER, 0, 1));
        assertThatThrownBy(migrations::migrate)
                .isInstanceOf(UserException.class)
                .hasMessageStartingWith("The database was made by a newer version of the ledger.");
    }

    @Test
    void theTablesOfAnEarlyVersionAreNotTouched() {
        history("UPDATE HISTORY SET script = 'V0001__capture.sql', checksum = 1 WHERE version = '0001'");
        history("INSERT INTO HISTORY SELECT 9999, '0077', 'old', 'SQL', 'V0077__old.sql', 1, 'x', now(), 1, true");

        assertThat(migrations.compare().state()).isEqualTo(State.FOREIGN);
        assertThatThrownBy(migrations::migrate)
                .isInstanceOf(UserException.class)
                .hasMessageStartingWith("The database was made by an early version of the ledger");
    }
}
