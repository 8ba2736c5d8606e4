package vssledger.bench.export;

import java.nio.file.Path;
import java.util.Objects;
import java.util.Set;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import vssledger.VssLedger;
import vssledger.platform.DateRange;
import vssledger.report.ReportFormat;
import vssledger.report.ReportScope;
import vssledger.report.Reports;

/** The way of {@code vss report}: definition, snapshot, draft, SHA-256 and all. Phone numbers are masked in CSV. */
final class Ledger implements Contender {

    private final Reports reports;

    Ledger(String url) {
        this.reports = new SpringApplicationBuilder(VssLedger.class)
                .web(WebApplicationType.NONE)
                .run(
                        "--spring.datasource.url=" + url,
                        "--vss.run.nightly-at=-",
                        "--vss.home=" + Detail.HOME,
                        "--vss.reports.csv.byte-order-mark=false",
                        "--vss.reports.csv.numbers=masked")
                .getBean(Reports.class);
    }

    @Override
    public void export(DateRange range, Path file) {
        var folder = Objects.requireNonNull(file.getParent());
        var format = file.toString().endsWith(".csv") ? ReportFormat.CSV : ReportFormat.XLSX;
        reports.write(ReportScope.of(range), Set.of(Detail.REPORT), Set.of(format), folder);
    }
}
