package vssledger.eightxeight;

import java.time.Duration;
import org.springframework.stereotype.Component;

/** Waits between two attempts or looks; a test waits for nothing. */
@Component
public class RetryPauses {

    /**
     * Waits so long.
     *
     * @throws InterruptedException if the wait is to end
     */
    public void pause(Duration time) throws InterruptedException {
        Thread.sleep(time.toMillis());
    }
}
