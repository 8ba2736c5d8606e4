package vssledger.parse;

import java.util.TreeMap;
import org.springframework.stereotype.Component;
import vssledger.platform.LedgerProperties;
import vssledger.platform.SubAccountProducts;
import vssledger.platform.ThisProcess;

/** What the same delivery is parsed by: processes that share a run have to agree on it. */
@Component
class ParseRules {

    private final String text;

    ParseRules(LedgerProperties ledger, SubAccountProducts products) {
        this.text = ThisProcess.version() + " " + ledger.timeZone() + " " + new TreeMap<>(products.subAccounts());
    }

    String text() {
        return text;
    }
}
