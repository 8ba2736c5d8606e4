package vssledger.reconcile.breaks;

import java.util.List;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import vssledger.platform.check.Check;
import vssledger.platform.check.Finding;

/** Whether all that was billed or listed could be compared with what happened. */
@Component
@Order(6)
class NotCheckableCheck implements Check {

    private static final int MOST_REASONS = 10;

    private final NotCheckableBreaks notCheckable;

    NotCheckableCheck(NotCheckableBreaks notCheckable) {
        this.notCheckable = notCheckable;
    }

    @Override
    public String subject() {
        return "bill";
    }

    @Override
    public List<Finding> findings() {
        var reasons = notCheckable.reasons(MOST_REASONS);
        return reasons.isEmpty()
                ? List.of(Finding.good("All that was billed or listed could be compared, or was decided on."))
                : reasons.stream().map(NotCheckableCheck::finding).toList();
    }

    private static Finding finding(NotCheckableBreaks.Reason reason) {
        return Finding.warning(
                reason.breaks() + (reason.breaks() == 1 ? " break says" : " breaks say")
                        + " that something expected cannot be compared: " + reason.what() + ".",
                "Write what a unit or product means under vss.spellings in config/products.yml, then run: vss run. If the"
                        + " bill does not state it, ask 8x8, and decide on the breaks: vss breaks list --kind NOT_CHECKABLE.");
    }
}
