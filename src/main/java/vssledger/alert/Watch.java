package vssledger.alert;

import java.util.List;
import java.util.Set;

/** Looks after something. Each look tells all that is wrong then; what is not told any more is over. */
public interface Watch {

    /** Of which kinds its conditions are; no other watch has them. */
    Set<AlertKind> kinds();

    /**
     * All that is wrong now.
     *
     * @throws RuntimeException where it cannot see: alerts of its kinds stay as they are
     */
    List<AlertCondition> look();
}
