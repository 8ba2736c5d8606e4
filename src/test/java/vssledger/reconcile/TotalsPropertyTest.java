package vssledger.reconcile;

import static org.assertj.core.api.Assertions.assertThat;
import static vssledger.testing.ExpectedRows.billed;
import static vssledger.testing.FactRows.aSession;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.Tag;
import vssledger.testing.ExpectedRows;
import vssledger.testing.FactRows;

/**
 * Whatever the books: without a tolerance every difference is found and no other, both sides balance, and swapping them mirrors
 * what is found.
 */
@Tag("property")
class TotalsPropertyTest {

    private static final String FIRST = "2026-11-20";
    private static final String SECOND = "2026-11-21";
    private static final int TOO_MANY = 7;
    private static final int SECONDS_OF_OTHER_LEG = 11;

    /** What is wrong with a session that is on both sides. */
    enum Difference {
        NONE,
        SECONDS("DURATION", "BILLABLE_SECONDS"),
        PRICE("PRICE"),
        STATUS("STATUS"),
        BILLED_LEG("LEG_MISSING"),
        RECEIVED_LEG("LEG_UNEXPECTED"),
        TWICE("DUPLICATE_BILLED");

        @SuppressWarnings("ImmutableEnumChecker") // it is
        private final Set<String> kinds;

        Difference(String... kinds) {
            this.kinds = Set.of(kinds);
        }
    }

    /** On which side a session is. */
    enum Side {
        BOTH,
        BILL,
        WEBHOOK
    }

    /**
     * A session of the books.
     *
     * @param number what tells it from others
     * @param seconds of its call
     */
    record Entry(int number, String subAccount, String day, Side side, int seconds, Difference difference) {

        String id() {
            return "s-" + number;
        }

        ExpectedRows bill() {
            var charged = seconds + (difference == Difference.SECONDS ? TOO_MANY : 0);
            var price = BigDecimal.valueOf(charged, 3);
            var rows = billed(id())
                    .subAccount(subAccount)
                    .at(day + "T10:00:00Z")
                    .call(
                            "call-" + number,
                            charged,
                            "total_price="
                                    + (difference == Difference.PRICE ? price.add(new BigDecimal("0.0100")) : price));
            if (difference == Difference.STATUS) {
                rows.status("FAILED");
            }
            if (difference == Difference.BILLED_LEG) {
                rows.call("ghost-" + number, SECONDS_OF_OTHER_LEG);
            }
            if (difference == Difference.TWICE) {
                rows.call("call-" + number, charged);
            }
            return rows;
        }

        FactRows webhook() {
            var session =
                    aSession(id()).subAccount(subAccount).at(day + "T10:00:00Z").call("call-" + number, seconds);
            return difference == Difference.RECEIVED_LEG
                    ? session.call("silent-" + number, SECONDS_OF_OTHER_LEG)
                    : session;
        }

        Set<String> kinds() {
            return switch (side) {
                case BILL -> Set.of("MISSING_VSS");
                case WEBHOOK -> Set.of("UNEXPECTED");
                case BOTH -> difference.kinds;
            };
        }

        /** What is billed and not due, in thousandths. */
        int tooMuch() {
            var price = seconds + (difference == Difference.SECONDS ? TOO_MANY : 0);
            if (side == Side.WEBHOOK) {
                return 0;
            }
            var own = switch (difference) {
                case SECONDS -> TOO_MANY;
                case PRICE -> 10;
                case BILLED_LEG -> SECONDS_OF_OTHER_LEG;
                case TWICE -> price;
                case NONE, STATUS, RECEIVED_LEG -> 0;
            };
            var paid = price
                    + switch (difference) {
                        case PRICE -> 10;
                        case BILLED_LEG -> SECONDS_OF_OTHER_LEG;
                        case TWICE -> price;
                        default -> 0;
                    };
            return side == Side.BILL ? paid : own;
        }

        /** As if the webhook were the bill, and the other way about. */
        Entry swapped() {
            var other = switch (side) {
                case BILL -> Side.WEBHOOK;
                case WEBHOOK -> Side.BILL;
                case BOTH -> Side.BOTH;
            };
            var mirrored = switch (difference) {
                case BILLED_LEG -> Difference.RECEIVED_LEG;
                case RECEIVED_LEG -> Difference.BILLED_LEG;
                default -> difference;
            };
            return new Entry(number, subAccount, day, other, seconds, mirrored);
        }
    }

    @Property(tries = 15, shrinking = ShrinkingMode.OFF)
    void withoutAToleranceEveryDifferenceIsFoundAndNoOther(@ForAll("books") List<Entry> books, @ForAll Random random) {
        try (var recon = reconciled(books, random)) {
            var found = new TreeMap<String, Set<String>>();
            recon.jdbc
                    .sql("SELECT session_id, kind FROM recon.break")
                    .query((row, n) -> found.computeIfAbsent(row.getString(1), id -> new HashSet<>())
                            .add(row.getString(2)))
                    .list();
            assertThat(found)
                    .isEqualTo(books.stream()
                            .filter(entry -> !entry.kinds().isEmpty())
                            .collect(Collectors.toMap(Entry::id, Entry::kinds, (a, b) -> a, TreeMap::new)));
            assertThat(new BigDecimal(recon.rows("SELECT coalesce(sum(amount_at_stake), 0) FROM recon.break")
                            .get(0)))
                    .isEqualByComparingTo(BigDecimal.valueOf(
                            books.stream().mapToInt(Entry::tooMuch).sum(), 3));
            assertThat(recon.imbalances()).isEmpty();
            assertThat(recon.rows("SELECT sum(expected), sum(facts) FROM recon.control_total"))
                    .containsExactly(books.stream()
                                    .filter(entry -> entry.side() != Side.WEBHOOK)
                                    .count() + " | "
                            + books.stream()
                                    .filter(entry -> entry.side() != Side.BILL)
                                    .count());
        }
    }

    @Property(tries = 8, shrinking = ShrinkingMode.OFF)
    void swappedSidesMirrorWhatIsFound(@ForAll("mirrorable") List<Entry> books, @ForAll Random random) {
        var mirror = Map.of(
                "MISSING_VSS", "UNEXPECTED",
                "UNEXPECTED", "MISSING_VSS",
                "LEG_MISSING", "LEG_UNEXPECTED",
                "LEG_UNEXPECTED", "LEG_MISSING");
        try (var one = reconciled(books, random);
                var other = reconciled(books.stream().map(Entry::swapped).toList(), random)) {
            assertThat(kinds(other, Map.of())).isEqualTo(kinds(one, mirror));
        }
    }

    private static List<String> kinds(ReconcileFixture recon, Map<String, String> otherwise) {
        return recon
                .jdbc
                .sql("SELECT session_id, kind FROM recon.break")
                .query((row, n) -> row.getString(1) + " " + otherwise.getOrDefault(row.getString(2), row.getString(2)))
                .list()
                .stream()
                .sorted()
                .toList();
    }

    /** In any order; with a session of every subaccount and day that is right, so that the bill speaks of them. */
    private static ReconcileFixture reconciled(List<Entry> books, Random random) {
        var recon = new ReconcileFixture(Path.of("."), 0);
        var inAnyOrder = new ArrayList<>(books);
        Collections.shuffle(inAnyOrder, random);
        inAnyOrder.stream()
                .filter(entry -> entry.side() != Side.WEBHOOK)
                .forEach(entry -> recon.expected(entry.bill()));
        Collections.shuffle(inAnyOrder, random);
        inAnyOrder.stream()
                .filter(entry -> entry.side() != Side.BILL)
                .forEach(entry -> recon.happened(entry.webhook()));
        recon.reconcile(FIRST, SECOND);
        return recon;
    }

    @Provide
    Arbitrary<List<Entry>> books() {
        return booksWith(Difference.values());
    }

    @Provide
    Arbitrary<List<Entry>> mirrorable() {
        return booksWith(Difference.NONE, Difference.BILLED_LEG, Difference.RECEIVED_LEG);
    }

    private static Arbitrary<List<Entry>> booksWith(Difference... differences) {
        var right = Stream.of("acme", "other")
                .flatMap(account -> Stream.of(FIRST, SECOND)
                        .map(day ->
                                new Entry((account + day).hashCode(), account, day, Side.BOTH, 30, Difference.NONE)))
                .toList();
        return Combinators.combine(
                        Arbitraries.integers().between(1, 1000),
                        Arbitraries.of("acme", "other"),
                        Arbitraries.of(FIRST, SECOND),
                        Arbitraries.of(Side.class),
                        Arbitraries.integers().between(20, 500),
                        Arbitraries.of(differences))
                .as(Entry::new)
                .list()
                .uniqueElements(Entry::number)
                .ofMaxSize(30)
                .map(entries -> Stream.concat(right.stream(), entries.stream()).toList());
    }
}
