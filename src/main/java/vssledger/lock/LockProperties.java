package vssledger.lock;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import vssledger.platform.UserException;

/**
 * How long locks are waited for.
 *
 * @param patience how long a run waits for other work: for days with {@code --wait}, and for the inbox or for sending, which one run
 *     uses at a time
 */
@ConfigurationProperties("vss.lock")
record LockProperties(@DefaultValue("12h") Duration patience) {

    LockProperties {
        if (patience.isNegative() || patience.isZero()) {
            throw new UserException("vss.lock.patience = " + patience + " is no time to wait. Write one such as 12h.");
        }
    }
}
