package vssledger.workers;

import java.net.UnknownHostException;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.NestedExceptionUtils;

/** Whether a broker answers. It is told when that ends and when it begins again, and not with each request. */
final class BrokerState {

    private static final Logger log = LoggerFactory.getLogger(BrokerState.class);

    private final String broker;
    private final String settings;
    private boolean isAway;

    /**
     * @param broker and where it is
     * @param settings by which it is reached, in words
     */
    BrokerState(String broker, String settings) {
        this.broker = broker;
        this.settings = settings;
    }

    /** It did what it was asked. @return whether it could not before */
    synchronized boolean answers() {
        var wasAway = isAway;
        isAway = false;
        if (wasAway) {
            log.info("{} answers again: it wakes workers", broker);
        }
        return wasAway;
    }

    /** It could not do what it was asked. */
    synchronized void isAway(Throwable because) {
        if (!isAway) {
            log.warn(
                    "{} cannot be used ({}). Runs go on, and workers look for shares by themselves, four times in each"
                            + " vss.workers.lease. See that it runs there, and that this is right: {}.",
                    broker,
                    reason(because),
                    settings);
        }
        log.debug("{} cannot be used", broker, because);
        isAway = true;
    }

    private static String reason(Throwable because) {
        var root = NestedExceptionUtils.getMostSpecificCause(because);
        var text = String.valueOf(root.getMessage()).lines().findFirst().orElse("");
        if (root instanceof UnknownHostException) {
            return "there is no such host";
        }
        return root.getMessage() == null || text.isBlank()
                ? Stream.of(root.getClass().getSimpleName().split("(?<=[a-z])(?=[A-Z])"))
                        .map(String::toLowerCase)
                        .filter(word -> !word.equals("exception"))
                        .reduce((words, word) -> words + " " + word)
                        .orElse("no reason was given")
                : text;
    }
}
