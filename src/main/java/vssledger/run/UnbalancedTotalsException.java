package vssledger.run;

import java.util.List;

/** A run whose control totals do not balance: a fault of the ledger, or of somebody who altered its tables, never of the input. */
public final class UnbalancedTotalsException extends RuntimeException {

    public UnbalancedTotalsException(List<String> imbalances) {
        super("The control totals do not balance, so nothing was reported:\n  " + String.join("\n  ", imbalances)
                + "\nNothing is lost: the inbox holds every delivery. See whether somebody altered the ledger's tables,"
                + " and report it with these lines.");
    }
}
