package vssledger.platform;

import java.nio.file.Path;
import java.time.ZoneId;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What concerns the whole ledger.
 *
 * @param home the home of the ledger: the folder with {@code config}, {@code reports} and {@code var}
 * @param timeZone the report time zone, in which a business day is a day
 * @param database name of the database in the embedded PostgreSQL
 */
@ConfigurationProperties("vss")
public record LedgerProperties(
        @DefaultValue(".") Path home,
        @DefaultValue("UTC") ZoneId timeZone,
        @DefaultValue("vss_ledger") String database) {

    /** A path of the configuration, as seen from the ledger's home. */
    public Path resolve(Path path) {
        return home.resolve(path).normalize();
    }
}
