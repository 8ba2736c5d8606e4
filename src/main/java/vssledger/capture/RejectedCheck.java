package vssledger.capture;

import java.util.List;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import vssledger.platform.check.Check;
import vssledger.platform.check.Finding;

/** Whether bodies that were refused wait for somebody to look at them. */
@Component
@Order(4)
class RejectedCheck implements Check {

    private final RejectedBodies rejected;

    RejectedCheck(RejectedBodies rejected) {
        this.rejected = rejected;
    }

    @Override
    public String subject() {
        return "rejected";
    }

    @Override
    public List<Finding> findings() {
        var counts =
                rejected.counts().stream().filter(count -> count.open() > 0).toList();
        return counts.isEmpty()
                ? List.of(Finding.good("No body that was refused waits for a decision."))
                : counts.stream()
                        .map(
                                count -> Finding.warning(
                                        count.open() + (count.open() == 1 ? " body was" : " bodies were") + " refused: "
                                                + count.reason() + ".",
                                        "Look at them with vss rejected list; then vss rejected replay, or vss rejected discard."))
                        .toList();
    }
}
