package vssledger.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import vssledger.platform.db.SqlFiles;
import vssledger.testing.TestDatabase;
import vssledger.worker.PartitionTable.State;

/** A share has one holder at a time, whatever became of those before. */
class PartitionTableTest {

    private static final long MANAGER = 7;
    private static final Map<String, String> RULES = Map.of("parse-range", "as here");

    private final TestDatabase db = TestDatabase.fresh();
    private final JdbcClient jdbc = db.jdbc();
    private final PartitionTable table = new PartitionTable(jdbc, new SqlFiles());
    private final UUID one = member();
    private final UUID other = member();

    @AfterEach
    void close() {
        db.close();
    }

    @Test
    void theOldestThatIsFreeIsTakenOnce() {
        offer(11, 12);

        assertThat(table.takeAny(RULES, one))
                .map(PartitionTable.Taken::stepExecutionId)
                .contains(11L);
        assertThat(table.takeOf(MANAGER, other))
                .map(PartitionTable.Taken::stepExecutionId)
                .contains(12L);
        assertThat(table.takeAny(RULES, one)).isEmpty();
        assertThat(table.open(MANAGER)).isEqualTo(2);
    }

    @Test
    void whatIsDoneByOtherRulesIsLeftAloneButByItsOwnManager() {
        offer(11);
        var otherRules = Map.of("parse-range", "as elsewhere");

        assertThat(table.takeAny(otherRules, one)).isEmpty();
        assertThat(table.takeAny(Map.of(), one)).isEmpty();
        assertThat(table.runByOtherRules(otherRules)).contains(1L);
        assertThat(table.runByOtherRules(RULES)).isEmpty();
        assertThat(table.takeOf(MANAGER, one)).isPresent();
    }

    @Test
    void whoLostItNeitherHoldsNorEndsItAnyMore() {
        offer(11);
        var lost = table.takeAny(RULES, one).orElseThrow();
        table.freeAllOf(one);
        var taken = table.takeAny(RULES, one).orElseThrow();

        assertThat(taken.times()).isEqualTo(2);
        assertThat(table.hold(lost))
                .as("even where the same process has it again")
                .isFalse();
        assertThat(table.hold(taken)).isTrue();
        table.end(lost, State.DONE, null);
        assertThat(table.open(MANAGER)).isEqualTo(1);
        table.end(taken, State.FAILED, "why");
        assertThat(table.close(MANAGER)).containsExactly(new PartitionTable.End(11, State.FAILED, "why"));
    }

    @Test
    void nothingIsTakenByWhoIsGone() {
        offer(11);
        jdbc.sql("UPDATE worker.worker SET is_dead = true WHERE id = ?")
                .param(one)
                .update();

        assertThat(table.takeAny(RULES, one)).isEmpty();
        assertThat(table.hasTakersBeside(other)).isFalse();
        assertThat(table.hasTakersBeside(one)).isTrue();
    }

    @Test
    void whatAChunkHoldsIsWithdrawnOnlyAfterTheChunk() {
        offer(11);
        var taken = table.takeAny(RULES, one).orElseThrow();

        new TransactionTemplate(new JdbcTransactionManager(db.dataSource())).executeWithoutResult(chunk -> {
            var inChunk = new PartitionTable(JdbcClient.create(db.dataSource()), new SqlFiles());
            assertThat(inChunk.hold(taken)).isTrue();
            try (var another = db.dataSource().getConnection();
                    var statement = another.createStatement()) {
                statement.execute("SET lock_timeout = '100ms'");
                assertThat(catchThrowable(
                                () -> statement.executeUpdate("DELETE FROM worker.partition WHERE run_id = 1")))
                        .hasMessageContaining("lock timeout");
                statement.execute("RESET lock_timeout");
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        });
        table.withdrawAllBut("any", List.of(1L));
        table.withdrawAllBut("another", List.of());
        assertThat(table.hold(taken)).isTrue();
        table.withdrawAllBut("any", List.of(2L));

        assertThat(table.hold(taken)).isFalse();
    }

    private void offer(long... ids) {
        table.offer(
                MANAGER,
                "any",
                1,
                "parse-range",
                "as here",
                LongStream.of(ids).boxed().toList());
    }

    private UUID member() {
        var id = UUID.randomUUID();
        jdbc.sql("INSERT INTO worker.worker (id, application, name, is_elsewhere, since)"
                        + " VALUES (?, 'any', 'any', true, now())")
                .param(id)
                .update();
        return id;
    }
}
