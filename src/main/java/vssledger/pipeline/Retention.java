package vssledger.pipeline;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import vssledger.capture.DeliveryMonths;
import vssledger.parse.Unparsed;

/** Lets deliveries go once their time is over and their facts are known. */
@Component
class Retention {

    private static final Logger log = LoggerFactory.getLogger(Retention.class);

    private final DeliveryMonths months;
    private final Unparsed unparsed;

    Retention(DeliveryMonths months, Unparsed unparsed) {
        this.months = months;
        this.unparsed = unparsed;
    }

    /** What cannot be done now, since others are at work there, is done by the next run. */
    void dropOld() {
        try {
            months.makeAhead();
            months.dropOld(unparsed::none);
        } catch (DataAccessException e) {
            log.warn(
                    "Old deliveries could not be dropped; the next run tries again. {}",
                    e.getMostSpecificCause().getMessage());
        }
    }
}
