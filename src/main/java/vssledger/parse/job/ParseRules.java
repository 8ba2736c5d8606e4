package vssledger.parse.job;

import java.util.TreeMap;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;
import vssledger.platform.LedgerProperties;
import vssledger.platform.SubAccountProducts;
import vssledger.platform.ThisProcess;

/** What the same delivery is parsed by: processes that work on the same run have to agree on it. */
@Component
class ParseRules implements Supplier<String> {

    private final String text;

    ParseRules(LedgerProperties ledger, SubAccountProducts products) {
        this.text = ThisProcess.version() + " " + ledger.timeZone() + " " + new TreeMap<>(products.subAccounts());
    }

    @Override
    public String get() {
        return text;
    }
}
