package vssledger.run.day;

import java.util.Set;
import org.springframework.stereotype.Component;
import vssledger.fact.FactMonths;
import vssledger.platform.UserException;
import vssledger.run.RunRequest;

/** What months whose facts were dropped mean to a run: it cannot carry their days through again. */
@Component
public class DroppedMonths {

    private final FactMonths facts;

    DroppedMonths(FactMonths facts) {
        this.facts = facts;
    }

    /**
     * Checks that the facts of all days that a request names are kept.
     *
     * @throws UserException if the facts of one of these days were dropped
     */
    public void requireKept(RunRequest request) {
        if (request.only().equals(Set.of(RunRequest.Part.SEND))) {
            return; // files, which are kept
        }
        facts.dropped().stream()
                .filter(month -> !request.range().to().isBefore(month.atDay(1))
                        && !request.range().from().isAfter(month.atEndOfMonth()))
                .reduce((one, later) -> later)
                .ifPresent(month -> {
                    throw new UserException(
                            "The facts of " + month + " were dropped once their time (vss.fact.keep) was over;"
                                    + " its reports stand as they are. Begin with "
                                    + month.plusMonths(1).atDay(1) + ".");
                });
    }
}
