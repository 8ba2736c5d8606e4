package vssledger.retention;

import java.io.UncheckedIOException;
import java.time.YearMonth;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import vssledger.capture.DeliveryCount;
import vssledger.capture.DeliveryMonths;
import vssledger.expected.ImportLeftovers;
import vssledger.fact.FactMonths;
import vssledger.parse.OutcomeMonths;
import vssledger.parse.Unparsed;
import vssledger.platform.UserException;
import vssledger.platform.db.RepeatableTransaction;

/**
 * Lets deliveries go once their time is over and their facts are known, facts once theirs is over, too, and at once what an import has
 * left whose process died.
 */
@Component
public class Retention {

    private static final Logger log = LoggerFactory.getLogger(Retention.class);

    private final DeliveryMonths deliveries;
    private final DeliveryCount count;
    private final Unparsed unparsed;
    private final ImportLeftovers leftovers;
    private final FactMonths facts;
    private final OutcomeMonths outcomes;
    private final ArchivedMonths months;
    private final RepeatableTransaction transaction;

    Retention(
            DeliveryMonths deliveries,
            DeliveryCount count,
            Unparsed unparsed,
            ImportLeftovers leftovers,
            FactMonths facts,
            OutcomeMonths outcomes,
            ArchivedMonths months,
            PlatformTransactionManager transactions) {
        this.deliveries = deliveries;
        this.count = count;
        this.unparsed = unparsed;
        this.leftovers = leftovers;
        this.facts = facts;
        this.outcomes = outcomes;
        this.months = months;
        this.transaction = new RepeatableTransaction(transactions);
        this.transaction.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
    }

    /** What cannot be done now, since others are at work there, is done by the next run. */
    public void dropOld() {
        try {
            leftovers.clearUp();
            deliveries.makeAhead();
            count.advance();
            if (!months.isReady()) {
                return;
            }
            deliveries.dropOld(
                    unparsed::none, month -> months.isKept(MonthKind.DELIVERIES, month), months.isArchiveOn());
            facts.past().stream()
                    .filter(month -> !months.isKept(MonthKind.FACTS, month))
                    .forEach(month -> transaction.executeWithoutResult(status -> dropFacts(month)));
            months.archive();
        } catch (DataAccessException e) {
            log.warn(
                    "Old deliveries or facts could not be dropped; the next run tries again. {}",
                    e.getMostSpecificCause().getMessage());
        } catch (UserException | UncheckedIOException e) {
            log.warn(
                    "Old deliveries or facts could not be archived and are kept; the next run tries again. {}",
                    NestedExceptionUtils.getMostSpecificCause(e).getMessage());
        }
    }

    /** Not while the inbox has deliveries of it: they would have no outcome any more. */
    private void dropFacts(YearMonth month) {
        if (outcomes.areGoneFromInbox(month)) {
            if (months.isArchiveOn()) {
                outcomes.detach(month);
            } else {
                outcomes.forget(month);
            }
            facts.drop(month, months.isArchiveOn());
        } else {
            log.warn("Facts of {} are past their time, but the inbox has deliveries of it: they are kept.", month);
        }
    }
}
