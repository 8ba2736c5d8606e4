package vssledger.reconcile.period;

import java.math.BigDecimal;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * When a month may be closed.
 *
 * @param undecidedUpTo a break with more than this amount at stake, in its own currency, has to be decided before its month closes
 */
@ConfigurationProperties("vss.period")
record PeriodProperties(@DefaultValue("0") BigDecimal undecidedUpTo) {}
