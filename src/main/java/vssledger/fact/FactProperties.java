package vssledger.fact;

import java.time.Period;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import vssledger.platform.check.SettingCheck;

/**
 * How long facts are kept.
 *
 * @param keep how long facts are kept after the end of their month; null if they are kept for ever
 */
@ConfigurationProperties("vss.fact")
record FactProperties(@Nullable Period keep) {

    FactProperties {
        SettingCheck.keepsADay("vss.fact.keep", keep);
    }
}
