package vssledger.capture.activity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.dao.DataAccessException;
import vssledger.testing.TestDatabase;

/** What is counted of the webhooks that come, and what of it reaches the database. */
class ArrivalsTest {

    private static final Instant EIGHT = Instant.parse("2026-03-02T08:00:00Z");

    @SuppressWarnings("NullAway.Init")
    private TestDatabase db;

    @SuppressWarnings("NullAway.Init")
    private Arrivals arrivals;

    @BeforeEach
    void open() {
        db = TestDatabase.fresh();
        arrivals = new Arrivals(db.dataSource());
    }

    @AfterEach
    void close() {
        db.close();
    }

    @Test
    void countsBySubAccountAndHour() {
        arrivals.arrived("acme", EIGHT);
        arrivals.arrived("acme", EIGHT.plusSeconds(3599));
        arrivals.arrived("acme", EIGHT.plusSeconds(3600));
        arrivals.arrived("globex", EIGHT.plusMillis(1500));
        arrivals.flush();

        assertThat(written())
                .containsExactly(
                        "acme 2026-03-02 08:00:00 2 08:59:59",
                        "acme 2026-03-02 09:00:00 1 09:00:00",
                        "globex 2026-03-02 08:00:00 1 08:00:01.5");
    }

    @Test
    void addsToWhatIsWrittenAlready() {
        arrivals.arrived("acme", EIGHT.plusSeconds(30));
        arrivals.flush();
        var otherServer = new Arrivals(db.dataSource());
        otherServer.arrived("acme", EIGHT.plusSeconds(20));
        otherServer.arrived("acme", EIGHT.plusSeconds(10));
        otherServer.flush();
        otherServer.flush();

        assertThat(written()).containsExactly("acme 2026-03-02 08:00:00 3 08:00:30");
    }

    @Test
    void losesNoneThatComesDuringAFlush() throws Exception {
        var threads = Executors.newFixedThreadPool(4);
        try {
            var work = new ArrayList<Callable<Void>>();
            for (var i = 0; i < 4; i++) {
                work.add(() -> {
                    for (var n = 0; n < 20_000; n++) {
                        arrivals.arrived("sub-" + n % 50, EIGHT);
                        if (n % 1000 == 0) {
                            arrivals.flush();
                        }
                    }
                    return null;
                });
            }
            for (var done : threads.invokeAll(work)) {
                done.get();
            }
        } finally {
            threads.shutdown();
        }
        arrivals.flush();

        assertThat(numbers("SELECT DISTINCT deliveries FROM capture.arrival_hour"))
                .containsExactly(1600L);
        assertThat(numbers("SELECT count(*) FROM capture.arrival_hour")).containsExactly(50L);
    }

    @Test
    void aFlushThatFailsIsMadeUpForByTheNext() {
        arrivals.arrived("acme", EIGHT);
        db.jdbc().sql("ALTER TABLE capture.arrival_hour RENAME TO away").update();
        assertThatThrownBy(() -> arrivals.flush()).isInstanceOf(DataAccessException.class);

        arrivals.arrived("acme", EIGHT.plusSeconds(1));
        assertThatThrownBy(() -> arrivals.flush()).isInstanceOf(DataAccessException.class);
        db.jdbc().sql("ALTER TABLE capture.away RENAME TO arrival_hour").update();
        arrivals.flush();

        assertThat(written()).containsExactly("acme 2026-03-02 08:00:00 2 08:00:01");
    }

    @Test
    void moreSubAccountsThanFitAreCountedUnderNoName() {
        arrivals.arrived("acme", EIGHT);
        for (var n = 0; n < Arrivals.MOST + 500; n++) {
            arrivals.arrived("made-up-" + n, EIGHT);
        }
        arrivals.arrived("acme", EIGHT);
        arrivals.flush();

        assertThat(numbers("SELECT count(*) FROM capture.arrival_hour WHERE sub_account_id <> ''"))
                .containsExactly((long) Arrivals.MOST);
        assertThat(written()).contains(" 2026-03-02 08:00:00 501 08:00:00", "acme 2026-03-02 08:00:00 2 08:00:00");
    }

    @Test
    void flushesThatFailDoNotFillTheMemoryEither() {
        db.jdbc().sql("ALTER TABLE capture.arrival_hour RENAME TO away").update();
        for (var round = 0; round < 3; round++) {
            for (var n = 0; n < Arrivals.MOST; n++) {
                arrivals.arrived("made-up-" + round + "-" + n, EIGHT);
            }
            assertThatThrownBy(() -> arrivals.flush()).isInstanceOf(DataAccessException.class);
        }

        assertThat(arrivals.lastOfWaiting()).hasSizeLessThanOrEqualTo(Arrivals.MOST);
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "  ", "null", "a\0b", "a\nb", "half \ud83d"})
    void whatIsNoNameIsCountedUnderNone(String name) {
        arrivals.arrived(name, EIGHT);
        arrivals.arrived("x".repeat(513), EIGHT);
        arrivals.flush();

        assertThat(written()).containsExactly(" 2026-03-02 08:00:00 2 08:00:00");
        assertThat(arrivals.lastOfWaiting()).isEmpty();
    }

    @Test
    void knowsTheLastOfWhatIsNotYetWritten() {
        arrivals.arrived("acme", EIGHT.plusSeconds(3600));
        arrivals.arrived("acme", EIGHT);
        assertThat(arrivals.lastOfWaiting()).containsOnly(java.util.Map.entry("acme", EIGHT.plusSeconds(3600)));

        arrivals.flush();
        assertThat(arrivals.lastOfWaiting()).isEmpty();
    }

    @Test
    void forgetsHoursThatBeganBefore() {
        arrivals.arrived("acme", EIGHT.minusSeconds(1));
        arrivals.arrived("acme", EIGHT);
        arrivals.flush();

        arrivals.forgetBefore(EIGHT);

        assertThat(written()).containsExactly("acme 2026-03-02 08:00:00 1 08:00:00");
    }

    private List<String> written() {
        return db.jdbc().sql("""
                        SELECT concat_ws(' ', sub_account_id, hour AT TIME ZONE 'UTC', deliveries,
                                         (last_at AT TIME ZONE 'UTC')::time)
                        FROM capture.arrival_hour
                        ORDER BY sub_account_id COLLATE "C", hour
                        """).query(String.class).list();
    }

    private List<Long> numbers(String sql) {
        return db.jdbc().sql(sql).query(Long.class).list();
    }
}
