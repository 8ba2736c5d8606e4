package vssledger.run;

import java.time.LocalTime;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.scheduling.support.CronExpression;
import vssledger.platform.UserException;

/**
 * When the nightly job runs by itself.
 *
 * @param nightlyAt cron expression of six fields, seconds first, in the report time zone; {@code -} for never
 * @param doneBy by this time of the day, in the report time zone, yesterday has to be carried through, or operations are told;
 *     null for never
 */
@ConfigurationProperties("vss.run")
public record RunProperties(
        @DefaultValue("0 30 2 * * *") String nightlyAt,
        @Nullable LocalTime doneBy) {

    public RunProperties {
        if (!nightlyAt.equals("-") && !CronExpression.isValidExpression(nightlyAt)) {
            throw new UserException("vss.run.nightly-at = \"" + nightlyAt + "\" is no cron expression."
                    + " Write six fields, seconds first (\"0 30 2 * * *\" = every day at 02:30), or \"-\" for never.");
        }
    }

    public boolean isScheduled() {
        return !nightlyAt.equals("-");
    }
}
