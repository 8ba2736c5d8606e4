package vssledger.capture;

import org.springframework.stereotype.Component;
import vssledger.capture.spool.Spool;
import vssledger.platform.LedgerProperties;

/** Tells how deep the spool of this ledger is, whichever process fills it. */
@Component
public class SpoolGauge {

    private final CaptureProperties properties;
    private final LedgerProperties ledger;

    SpoolGauge(CaptureProperties properties, LedgerProperties ledger) {
        this.properties = properties;
        this.ledger = ledger;
    }

    public SpoolDepth now() {
        return Spool.depth(ledger.resolve(properties.spool().folder()));
    }
}
