package vssledger.capture.spool;

import java.util.ArrayList;
import java.util.List;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import vssledger.capture.CaptureProperties;
import vssledger.capture.SpoolGauge;
import vssledger.platform.LedgerProperties;
import vssledger.platform.check.Check;
import vssledger.platform.check.Finding;
import vssledger.platform.check.FolderCheck;

/** Whether webhooks could be kept while the database is away, and whether any wait for it now. */
@Component
@Order(3)
class SpoolCheck implements Check {

    private final CaptureProperties properties;
    private final SpoolGauge spool;
    private final LedgerProperties ledger;

    SpoolCheck(CaptureProperties properties, SpoolGauge spool, LedgerProperties ledger) {
        this.properties = properties;
        this.spool = spool;
        this.ledger = ledger;
    }

    @Override
    public String subject() {
        return "spool";
    }

    @Override
    public List<Finding> findings() {
        var findings =
                new ArrayList<>(FolderCheck.of(ledger.resolve(properties.spool().folder())));
        var depth = spool.now();
        findings.add(
                depth.deliveries() == 0
                        ? Finding.good("No delivery waits in it.")
                        : Finding.problem(
                                depth.deliveries() + " deliveries wait in it for the database, the first since "
                                        + depth.oldest() + ".",
                                "Let vss serve run with its database: it carries them over by itself."));
        return findings;
    }
}
