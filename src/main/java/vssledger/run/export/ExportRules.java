package vssledger.run.export;

import java.util.function.Supplier;
import org.springframework.stereotype.Component;
import vssledger.fact.Codes;
import vssledger.platform.ThisProcess;
import vssledger.report.Reports;

/** What the same edition, and each report of it, is written by: processes that work on the same run have to agree on it. */
@Component
class ExportRules implements Supplier<String> {

    private final Reports reports;
    private final Codes codes;

    ExportRules(Reports reports, Codes codes) {
        this.reports = reports;
        this.codes = codes;
    }

    /** @throws vssledger.platform.UserException if a definition is broken */
    @Override
    public String get() {
        return ThisProcess.version() + " " + reports.rules() + " " + codes.rules();
    }
}
