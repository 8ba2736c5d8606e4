package vssledger.report;

import java.nio.file.Path;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where reports go.
 *
 * @param out folder of the editions, as seen from the ledger's home
 */
@ConfigurationProperties("vss.reports")
public record ReportProperties(@DefaultValue("reports/out") Path out) {}
