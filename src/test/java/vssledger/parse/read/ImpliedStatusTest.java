package vssledger.parse.read;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vssledger.fact.LegFact;

/** What two legs say of their session, and whether a session's own status says the same. */
class ImpliedStatusTest {

    @ParameterizedTest(name = "A {0}, B {1} -> {2}")
    @CsvSource({
        "COMPLETED, COMPLETED, COMPLETED",
        "COMPLETED, NO_ANSWER, NO_ANSWER",
        "COMPLETED, BUSY,      BUSY",
        "COMPLETED, FAILED,    FAILED",
        "COMPLETED, ERROR,     ERROR",
        "CANCELED,  CANCELED,  CANCELED",
        "COMPLETED, ,          COMPLETED",
        "ERROR,     ,          ERROR",
        "NO_ANSWER, ,          NO_ANSWER",
        "COMPLETED, CANCELED,  ", // not in 8x8's table
        "CANCELED,  COMPLETED, ",
        ",          ,          ",
    })
    void followsFromTheLegs(@Nullable String first, @Nullable String second, @Nullable String implied) {
        var legs = new ArrayList<LegFact>();
        if (first != null) {
            legs.add(leg("A", first));
        }
        if (second != null) {
            legs.add(leg("B", second));
        }

        assertThat(ImpliedStatus.of(legs)).isEqualTo(implied);
    }

    @ParameterizedTest(name = "{0} agrees with {1}: {2}")
    @CsvSource({
        "COMPLETED,              COMPLETED, true",
        "COMPLETED,              BUSY,      false",
        "COMPLETED_UNSUBSCRIBED, COMPLETED, true",
        "COMPLETED_UNSUB_ERROR,  COMPLETED, true",
        "COMPLETED_UNSUB_ERROR,  BUSY,      false",
        "UNSUBSCRIBED_CONTACT,   FAILED,    true",
        "BUSY,                   ,          true",
    })
    void mayAgreeWithTheSessionsOwn(String status, @Nullable String implied, boolean agrees) {
        assertThat(ImpliedStatus.agrees(status, implied)).isEqualTo(agrees);
    }

    @ParameterizedTest
    @CsvSource({"3", "4"})
    void moreThanTwoLegsSayNothing(int count) {
        assertThat(ImpliedStatus.of(List.of("A", "B", "C", "D").subList(0, count).stream()
                        .map(letter -> leg(letter, "COMPLETED"))
                        .toList()))
                .isNull();
    }

    private static LegFact leg(String letter, String status) {
        return new LegFact(
                letter, null, null, null, null, null, null, null, null, null, null, null, status, null, null, null,
                null);
    }
}
