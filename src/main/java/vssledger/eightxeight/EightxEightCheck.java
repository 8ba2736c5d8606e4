package vssledger.eightxeight;

import java.util.List;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import vssledger.platform.check.Check;
import vssledger.platform.check.Finding;

/** Whether 8x8 takes the key, and has each configured subaccount's VSS webhook with the ledger's own URL. */
@Component
@Order(8)
class EightxEightCheck implements Check {

    private final Webhooks webhooks;

    EightxEightCheck(Webhooks webhooks) {
        this.webhooks = webhooks;
    }

    @Override
    public String subject() {
        return "8x8";
    }

    @Override
    public List<Finding> findings() {
        if (!webhooks.hasKey()) {
            return List.of(Finding.good("There is no API key, so nothing is asked of 8x8."));
        }
        var subAccounts = webhooks.subAccounts();
        if (subAccounts.isEmpty()) {
            return List.of(Finding.warning(
                    "No subaccount is configured, so no webhook can be looked at.",
                    "Name yours in config/products.yml or as vss.eightxeight.sub-accounts."));
        }
        return webhooks.check(subAccounts).stream()
                .map(EightxEightCheck::finding)
                .toList();
    }

    private static Finding finding(WebhookCheck check) {
        return check.isRight()
                ? Finding.good(check.subAccountId() + " sends its session summaries to " + check.url() + ".")
                : Finding.problem(check.subAccountId() + ": " + check.problem(), "Look again: vss webhook verify");
    }
}
