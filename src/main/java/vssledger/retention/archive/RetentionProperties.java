package vssledger.retention.archive;

import java.nio.file.Path;
import java.time.Period;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import vssledger.platform.check.SettingCheck;

/**
 * What becomes of months whose time is over.
 *
 * @param archive folder in which months are kept as files before they are dropped; null if they are only dropped
 * @param keepRestored how long a month is kept that was restored from the archive
 */
@ConfigurationProperties("vss.retention")
record RetentionProperties(
        @Nullable Path archive, @DefaultValue("30d") Period keepRestored) {

    RetentionProperties {
        SettingCheck.keepsADay("vss.retention.keep-restored", keepRestored);
    }
}
