package vssledger.pipeline;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalTime;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.scheduling.support.CronExpression;
import vssledger.platform.UserException;

/**
 * When the nightly job runs by itself, and when a month may be closed.
 *
 * @param nightlyAt when the nightly job runs, as a cron expression of six fields, seconds first, in the report time
 *     zone; {@code -} for never
 * @param doneBy the time of the day, in the report time zone, by which yesterday has to be done; later, operations get
 *     an alert; null for no alert
 * @param patience how long a run waits for other work: for days with {@code --wait}, and for the inbox and for sending,
 *     which one run uses at a time
 * @param undecidedUpTo a month can be closed only if all breaks with more than this at stake, in any currency, are
 *     decided
 */
@ConfigurationProperties("vss.run")
record PipelineProperties(
        @DefaultValue("0 30 2 * * *") String nightlyAt,
        @Nullable LocalTime doneBy,
        @DefaultValue("12h") Duration patience,
        @DefaultValue("0") BigDecimal undecidedUpTo) {

    PipelineProperties {
        if (patience.isNegative() || patience.isZero()) {
            throw new UserException("vss.run.patience = " + patience + " is no time to wait. Write one such as 12h.");
        }
        if (!nightlyAt.equals("-") && !CronExpression.isValidExpression(nightlyAt)) {
            throw new UserException("vss.run.nightly-at = \"" + nightlyAt + "\" is no cron expression."
                    + " Write six fields, seconds first (\"0 30 2 * * *\" = every day at 02:30), or \"-\" for never.");
        }
    }

    boolean isScheduled() {
        return !nightlyAt.equals("-");
    }
}
