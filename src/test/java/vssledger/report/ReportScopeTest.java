package vssledger.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import vssledger.platform.DateRange;
import vssledger.platform.UserException;

/** How a scope is written down, and read again. */
class ReportScopeTest {

    private static final DateRange DAY = DateRange.of(LocalDate.parse("2026-11-20"));

    @Test
    void isKeptAndReadAgain() {
        var scope = new ReportScope(DAY, List.of("number-masking", "ivr", "ivr"), List.of("b_2", "a-1"));

        assertThat(scope.narrowedTo()).isEqualTo("product:ivr product:number-masking sub-account:a-1 sub-account:b_2");
        assertThat(ReportScope.of(DAY, scope.narrowedTo())).isEqualTo(scope);
        assertThat(ReportScope.of(DAY, ""))
                .isEqualTo(ReportScope.of(DAY))
                .extracting(ReportScope::isNarrowed)
                .isEqualTo(false);
    }

    @Test
    void namesAFolderOfItsOwn() {
        assertThat(ReportScope.of(DAY)).hasToString("2026-11-20_2026-11-20");
        assertThat(new ReportScope(DAY, List.of("ivr"), List.of())).hasToString("2026-11-20_2026-11-20_ivr");
        assertThat(new ReportScope(DAY, List.of(), List.of("ivr"))).hasToString("2026-11-20_2026-11-20_all_ivr");
        var many = IntStream.range(0, 100).mapToObj(i -> "acme_" + i).toList();
        assertThat(new ReportScope(DAY, List.of(), many).toString())
                .hasSizeLessThan(60)
                .isNotEqualTo(new ReportScope(DAY, List.of(), many.subList(0, 99)).toString());
    }

    @Test
    void takesNoIdThatCouldLeadElsewhere() {
        assertThatThrownBy(() -> new ReportScope(DAY, List.of(), List.of("../x")))
                .isInstanceOf(UserException.class)
                .hasMessageContaining("is no subaccount's id");
        assertThatThrownBy(() -> new ReportScope(DAY, List.of("sip"), List.of()))
                .isInstanceOf(UserException.class);
    }
}
