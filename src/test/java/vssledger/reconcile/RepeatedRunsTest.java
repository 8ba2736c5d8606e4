package vssledger.reconcile;

import static org.assertj.core.api.Assertions.assertThat;
import static vssledger.testing.ExpectedRows.billed;
import static vssledger.testing.ExpectedRows.sent;
import static vssledger.testing.FactRows.aSession;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What runs over some days, one after the other, leave of each other's results and breaks. */
@Tag("runs")
class RepeatedRunsTest {

    private static final String FIRST = "2026-11-20";
    private static final String SECOND = "2026-11-21";

    private final ReconcileFixture recon = new ReconcileFixture();

    @AfterEach
    void close() {
        recon.close();
    }

    @Test
    void aRequestIdThatTheClientUsedAgainOnAnotherDayKeepsItsOwnResult() {
        recon.happened(
                aSession("s1").clientRequestId("order 7"),
                aSession("s2").clientRequestId("order 7").status("BUSY").at("2026-11-21T10:00:00Z"));
        recon.expected(
                sent("s1", "order 7"), sent("s2", "order 7").status("COMPLETED").at("2026-11-21T10:00:00Z"));
        recon.reconcile(FIRST, SECOND);
        var before = everything();

        recon.reconcile(FIRST);

        assertThat(everything()).isEqualTo(before);
        assertThat(recon.rows("SELECT session_id, outcome FROM recon.result ORDER BY 1"))
                .containsExactly("s1 | MATCHED", "s2 | BROKEN");
        assertThat(recon.rows("SELECT session_id, kind, state FROM recon.break"))
                .containsExactly("s2 | STATUS | OPEN");
    }

    @Test
    void aSessionOfAnotherProductThanItsListSpeaksOfIsFoundAllTheSame() {
        recon.happened(aSession("s").product("voice-messaging"));
        recon.expected(sent("s", null).product("ivr"));

        recon.reconcile(FIRST);

        assertThat(recon.rows("SELECT session_id, product, outcome FROM recon.result"))
                .containsExactly("s | voice-messaging | BROKEN");
        assertThat(recon.rows("SELECT kind, expected_value, actual_value FROM recon.break"))
                .containsExactly("PRODUCT | ivr | voice-messaging");
        assertThat(recon.imbalances()).isEmpty();
    }

    @Test
    void whatStandsIsNotWrittenAgain() {
        recon.happened(aSession("right"), aSession("billed too dear").call("c", 23));
        recon.expected(billed("right"), billed("billed too dear").call("c", 23, "total_price=9"), billed("never"));
        recon.reconcile(FIRST);
        var places = recon.rows("SELECT ctid, xmin FROM recon.result ORDER BY session_id");

        recon.reconcile(FIRST);

        assertThat(recon.rows("SELECT ctid, xmin FROM recon.result ORDER BY session_id"))
                .isEqualTo(places)
                .hasSize(3);
        assertThat(recon.rows("SELECT count(*) FROM recon.found_difference")).containsExactly("0");
    }

    @Test
    void anEarlierSessionOfTheSameRequestTakesThePairOverFromALaterDay() {
        recon.happened(aSession("later").clientRequestId("r").status("BUSY").at("2026-11-21T10:00:00Z"));
        recon.expected(sent(null, "r").status("COMPLETED"), sent("any", null).at("2026-11-21T10:00:00Z"));
        recon.reconcile(FIRST, SECOND);
        assertThat(recon.rows("SELECT session_id, kind, state FROM recon.break ORDER BY 1"))
                .containsExactly("any | MISSING_VSS | OPEN", "later | STATUS | OPEN");

        recon.happened(aSession("earlier").clientRequestId("r"));
        recon.reconcile(FIRST, SECOND);

        assertThat(recon.rows("SELECT session_id, client_request_id, outcome FROM recon.result ORDER BY 1"))
                .containsExactly("any | null | MISSING_VSS", "earlier | r | MATCHED", "later | null | UNEXPECTED");
        assertThat(recon.rows("SELECT session_id, kind, state FROM recon.break ORDER BY 1, 2"))
                .containsExactly("any | MISSING_VSS | OPEN", "later | STATUS | RESOLVED", "later | UNEXPECTED | OPEN");
        assertThat(recon.imbalances()).isEmpty();
    }

    @Test
    void idsFollowOnEachOtherHoweverOftenADayIsReconciled() {
        recon.expected(billed("a").call("c", 23), billed("b").call("d", 23));
        recon.reconcile(FIRST);
        recon.reconcile(FIRST);
        recon.reconcile(FIRST);

        recon.expected(billed("c").call("e", 23).at("2026-11-21T10:00:00Z"));
        recon.reconcile(SECOND);

        assertThat(recon.rows("SELECT id, session_id FROM recon.break ORDER BY id"))
                .containsExactly("1 | a", "2 | b", "3 | c");
        assertThat(recon.rows("SELECT session_id FROM recon.result ORDER BY 1")).containsExactly("a", "b", "c");
    }

    @Test
    void aRunThatDoesItsWorkAnewKeepsOneSetOfTotals() {
        recon.expected(billed("a").call("c", 23));
        recon.reconcile(7, FIRST);
        recon.happened(aSession("a").call("c", 23));

        recon.reconcile(7, FIRST);

        assertThat(recon.rows("SELECT run_id, expected, facts, matched, broken, missing, unexpected"
                        + " FROM recon.control_total"))
                .containsExactly("7 | 1 | 1 | 1 | 0 | 0 | 0");
    }

    @Test
    void whatWasDecidedStaysWhereALaterListAddsTheClientsOwnId() {
        recon.happened(aSession("s").status("BUSY"));
        recon.expected(sent("s", null).status("COMPLETED"));
        recon.reconcile(FIRST);
        recon.jdbc.sql("UPDATE recon.break SET state = 'ACCEPTED'").update();

        recon.expected(sent("s", "order 7").status("COMPLETED"));
        recon.reconcile(FIRST);

        assertThat(recon.rows("SELECT id, session_id, client_request_id, kind, state FROM recon.break"))
                .containsExactly("1 | s | order 7 | STATUS | ACCEPTED");
        assertThat(recon.rows("SELECT session_id, client_request_id, outcome FROM recon.result"))
                .containsExactly("s | order 7 | BROKEN");
    }

    @Test
    void aSessionWhoseStartIsCorrectedToAnotherDayMovesWithItsDecisions() {
        recon.happened(aSession("s").call("c", 23));
        recon.expected(billed("s").call("c", 23, "total_price=9"));
        recon.reconcile(FIRST);
        recon.jdbc.sql("UPDATE recon.break SET state = 'DISPUTED'").update();

        Stream.of("fact.ivr_session", "fact.call_leg", "parse.outcome")
                .forEach(table -> recon.jdbc
                        .sql("UPDATE " + table + " SET business_day = '2026-11-21'")
                        .update());
        recon.reconcile(FIRST, SECOND);

        assertThat(recon.rows("SELECT id, business_day, kind, state FROM recon.break"))
                .containsExactly("1 | 2026-11-21 | PRICE | DISPUTED");
        assertThat(recon.rows("SELECT business_day, outcome FROM recon.result")).containsExactly("2026-11-21 | BROKEN");
        recon.reconcile(FIRST);
        assertThat(recon.rows("SELECT id, business_day, state FROM recon.break"))
                .containsExactly("1 | 2026-11-21 | DISPUTED");
        assertThat(recon.imbalances()).isEmpty();
    }

    private List<String> everything() {
        return List.of(
                String.join("\n", recon.rows("SELECT r::text FROM recon.result r ORDER BY 1")),
                String.join("\n", recon.rows("SELECT b::text FROM recon.break b ORDER BY id")));
    }
}
