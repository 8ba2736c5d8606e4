package vssledger.parse.resolve;

import static org.assertj.core.api.Assertions.assertThat;
import static vssledger.testing.Summaries.aSummary;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.Tag;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import vssledger.parse.store.ParsedWriter;
import vssledger.parse.store.PendingDeliveries;
import vssledger.testing.TestLedger;

/**
 * The same deliveries give the same facts in any order, repeated at will, in any split into chunks, by any number of
 * workers: of each session the version that first came last.
 */
@Tag("property")
class AnyOrderPropertyTest {

    private static final Instant START = Instant.parse("2026-03-10T00:00:00Z");

    @SuppressWarnings("NullAway.Init")
    private static TestLedger ledger;

    @SuppressWarnings("NullAway.Init")
    private static Path home;

    @BeforeContainer
    static void open() throws IOException {
        home = Files.createTempDirectory("any-order");
        ledger = TestLedger.open(home);
    }

    @AfterContainer
    static void close() {
        ledger.close();
    }

    /**
     * A delivery.
     *
     * @param session of few, so that they meet
     * @param version what it says of it: another version, another business day and length
     * @param minute of its arrival; null for a file
     */
    record Sent(int session, int version, @Nullable Integer minute) {

        String body() {
            var day = version % 2 == 0 ? "2026-02-28" : "2026-03-01";
            return aSummary("s-" + session)
                    .from(day + "T08:00:00Z", day + "T08:0" + version + ":00Z")
                    .seconds(version)
                    .body();
        }

        Instant receivedAt() {
            return START.plusSeconds(60L * (minute == null ? 0 : minute));
        }
    }

    @Property(tries = 40, shrinking = ShrinkingMode.OFF)
    void theFactIsTheVersionThatFirstCameLast(
            @ForAll("deliveries") @Size(min = 1, max = 30) List<Sent> deliveries,
            @ForAll @IntRange(min = 1, max = 10) int chunk,
            @ForAll @IntRange(min = 1, max = 4) int workers)
            throws InterruptedException, ExecutionException {
        empty();
        var inbox = insert(deliveries);

        parse(inbox, chunk, workers);

        assertThat(ledger.rows("SELECT session_id, total_call_seconds, business_day, delivery_count FROM fact.session"
                        + " ORDER BY session_id"))
                .containsExactlyElementsOf(expected(deliveries));
        assertThat(ledger.rows("SELECT count(*) FROM parse.outcome")).containsExactly("" + deliveries.size());
        assertThat(ledger.rows("SELECT session_id, leg, call_seconds FROM fact.call_leg ORDER BY 1, 2"))
                .as("legs are those of the facts")
                .isEqualTo(ledger.rows(
                        "SELECT session_id, 'A', total_call_seconds FROM fact.session ORDER BY session_id"));
    }

    /** By the rule, in words of its own. */
    private static List<String> expected(List<Sent> deliveries) {
        var bySession =
                deliveries.stream().collect(Collectors.groupingBy(Sent::session, TreeMap::new, Collectors.toList()));
        return bySession.entrySet().stream()
                .map(session -> {
                    Map<Integer, Integer> firstArrival = new TreeMap<>();
                    session.getValue()
                            .forEach(sent -> firstArrival.merge(
                                    sent.version(),
                                    sent.minute() == null ? Integer.MAX_VALUE : sent.minute(),
                                    Math::min));
                    // what came in files only ranks below whatever came as a webhook
                    firstArrival.replaceAll((version, minute) -> minute == Integer.MAX_VALUE ? -1 : minute);
                    var fact = firstArrival.entrySet().stream()
                            .max(Map.Entry.<Integer, Integer>comparingByValue()
                                    .thenComparing((one, other) -> one.getValue() < 0
                                            ? laterEnd(one.getKey(), other.getKey())
                                            : laterPosted(
                                                    session.getValue(), one.getValue(), one.getKey(), other.getKey())))
                            .orElseThrow()
                            .getKey();
                    return String.format(
                            Locale.ROOT,
                            "s-%d | %d | %s | %d",
                            session.getKey(),
                            fact,
                            fact % 2 == 0 ? "2026-02-28" : "2026-03-01",
                            session.getValue().size());
                })
                .sorted()
                .toList();
    }

    /** Of two versions that first arrived in the same minute, the one that was taken later. */
    private static int laterPosted(List<Sent> sent, int minute, int one, int other) {
        return Integer.compare(first(sent, minute, one), first(sent, minute, other));
    }

    private static int first(List<Sent> sent, int minute, int version) {
        return IntStream.range(0, sent.size())
                .filter(i -> sent.get(i).version() == version
                        && Objects.equals(sent.get(i).minute(), minute))
                .findFirst()
                .orElseThrow();
    }

    private static int laterEnd(int one, int other) {
        return Comparator.<Integer>comparingInt(version -> version % 2)
                .thenComparingInt(version -> version)
                .compare(one, other);
    }

    @Provide
    Arbitrary<List<Sent>> deliveries() {
        var session = Arbitraries.integers().between(1, 4);
        var version = Arbitraries.integers().between(1, 4);
        var minute = Arbitraries.integers().between(0, 20).injectNull(0.2);
        return Combinators.combine(session, version, minute).as(Sent::new).list();
    }

    private static void empty() {
        ledger.jdbc()
                .sql("TRUNCATE capture.delivery, parse.outcome, parse.touched_day, fact.ivr_session,"
                        + " fact.voice_messaging_session, fact.number_masking_session, fact.other_session, fact.call_leg,"
                        + " fact.session_note")
                .update();
    }

    private static List<Long> insert(List<Sent> deliveries) {
        return deliveries.stream()
                .map(sent -> ledger.jdbc()
                        .sql("INSERT INTO capture.delivery (received_at, product, source, body)"
                                + " VALUES (:at, 'ivr', :source, :body::json) RETURNING id")
                        .param("at", Timestamp.from(sent.receivedAt()))
                        .param("source", sent.minute() == null ? "file" : "webhook")
                        .param("body", sent.body())
                        .query(Long.class)
                        .single())
                .toList();
    }

    /** In chunks of a transaction each, which the workers share. */
    private static void parse(List<Long> inbox, int chunk, int workers)
            throws InterruptedException, ExecutionException {
        var pending = ledger.the(PendingDeliveries.class);
        var writer = ledger.the(ParsedWriter.class);
        var transaction = new TransactionTemplate(ledger.the(PlatformTransactionManager.class));
        var chunks = new ArrayList<Callable<Boolean>>();
        IntStream.iterate(0, from -> from < inbox.size(), from -> from + chunk).forEach(from -> {
            var ids = inbox.subList(from, Math.min(inbox.size(), from + chunk));
            chunks.add(() -> {
                transaction.executeWithoutResult(status -> writer.write(pending.parseAgain(ids), 1));
                return true;
            });
        });
        var threads = Executors.newFixedThreadPool(workers);
        try {
            for (var done : threads.invokeAll(chunks)) {
                assertThat(done.get()).isTrue();
            }
        } finally {
            threads.shutdown();
        }
    }
}
