package vssledger.report;

import java.util.ArrayList;
import java.util.List;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import vssledger.platform.LedgerProperties;
import vssledger.platform.check.Check;
import vssledger.platform.check.Finding;
import vssledger.platform.check.FolderCheck;

/** Whether reports can be made, and have a place to go to. */
@Component
@Order(5)
class ReportsCheck implements Check {

    private final Reports reports;
    private final ReportProperties properties;
    private final LedgerProperties ledger;

    ReportsCheck(Reports reports, ReportProperties properties, LedgerProperties ledger) {
        this.reports = reports;
        this.properties = properties;
        this.ledger = ledger;
    }

    @Override
    public String subject() {
        return "reports";
    }

    @Override
    public List<Finding> findings() {
        var findings = new ArrayList<>(FolderCheck.of(ledger.resolve(properties.out())));
        var problems = reports.problems();
        problems.forEach(problem ->
                findings.add(Finding.problem(problem.inWords(), "Mend that file; no run can export until then.")));
        if (problems.isEmpty()) {
            findings.add(Finding.good("All definitions can be used."));
        }
        return findings;
    }
}
