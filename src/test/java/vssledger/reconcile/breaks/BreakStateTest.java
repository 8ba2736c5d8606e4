package vssledger.reconcile.breaks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vssledger.platform.UserException;

/** Every decision on a break in every state. */
class BreakStateTest {

    @ParameterizedTest(name = "{1} a break that is {0}: {2}")
    @CsvSource({
        "OPEN,     NOTE,    NOTED",
        "OPEN,     DISPUTE, DISPUTED",
        "OPEN,     ACCEPT,  ACCEPTED",
        "OPEN,     REOPEN,  ",
        "NOTED,    NOTE,    NOTED",
        "NOTED,    DISPUTE, DISPUTED",
        "NOTED,    ACCEPT,  ACCEPTED",
        "NOTED,    REOPEN,  OPEN",
        "DISPUTED, NOTE,    DISPUTED",
        "DISPUTED, DISPUTE, ",
        "DISPUTED, ACCEPT,  ACCEPTED",
        "DISPUTED, REOPEN,  OPEN",
        "ACCEPTED, NOTE,    ACCEPTED",
        "ACCEPTED, DISPUTE, ",
        "ACCEPTED, ACCEPT,  ",
        "ACCEPTED, REOPEN,  OPEN",
        "RESOLVED, NOTE,    RESOLVED",
        "RESOLVED, DISPUTE, ",
        "RESOLVED, ACCEPT,  ",
        "RESOLVED, REOPEN,  ",
    })
    void isLegalOrNot(BreakState state, BreakState.Decision decision, BreakState next) {
        assertThat(decision.of(state).orElse(null)).isEqualTo(next);
    }

    @Test
    void aDecisionIsNamedByItsWordOrItsState() {
        assertThat(BreakState.Decision.named(" Accept ")).isEqualTo(BreakState.Decision.ACCEPT);
        assertThat(BreakState.Decision.named("DISPUTED")).isEqualTo(BreakState.Decision.DISPUTE);
        assertThatThrownBy(() -> BreakState.Decision.named("pay"))
                .isInstanceOf(UserException.class)
                .hasMessage("\"pay\" is no decision. Use one of: note, dispute, accept, reopen.");
    }
}
