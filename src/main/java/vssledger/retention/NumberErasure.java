package vssledger.retention;

import java.time.LocalDate;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import vssledger.capture.InboxErasure;
import vssledger.expected.ExpectedErasure;
import vssledger.expected.ImportLeftovers;
import vssledger.fact.FactErasure;
import vssledger.fact.SessionKey;
import vssledger.lock.DayLocks;
import vssledger.parse.ParsedErasure;
import vssledger.platform.Ids;
import vssledger.platform.UserException;
import vssledger.platform.text.ErasedNumber;
import vssledger.report.ReportScope;
import vssledger.report.Reports;

/**
 * Erases phone numbers, in one transaction and while no run is at work: from bodies in the inbox and what was rejected, from
 * facts, notes and quarantine by deriving them anew, from what was expected. Each number gets a word in its place that
 * tells it from others, so that counts, duplicates and matches stay as they were.
 */
@Component
public class NumberErasure {

    private static final int AT_ONCE = 1000;

    private final DayLocks locks;
    private final InboxErasure inbox;
    private final ParsedErasure parsed;
    private final FactErasure facts;
    private final ExpectedErasure expected;
    private final ImportLeftovers leftovers;
    private final Reports reports;
    private final TransactionTemplate transaction;

    NumberErasure(
            DayLocks locks,
            InboxErasure inbox,
            ParsedErasure parsed,
            FactErasure facts,
            ExpectedErasure expected,
            ImportLeftovers leftovers,
            Reports reports,
            PlatformTransactionManager transactions) {
        this.locks = locks;
        this.inbox = inbox;
        this.parsed = parsed;
        this.facts = facts;
        this.expected = expected;
        this.leftovers = leftovers;
        this.reports = reports;
        this.transaction = new TransactionTemplate(transactions);
    }

    /**
     * What was erased, or would be.
     *
     * @param numbers different ones
     * @param deliveries bodies in the inbox in which one stood
     * @param rejected bodies that were rejected in which one stood
     * @param days whose facts or expectations told one; the next run makes new editions of their reports
     * @param editions of what there are earlier editions that hold one of these days: their files still tell it
     */
    public record Forgotten(
            int numbers, int deliveries, int rejected, List<LocalDate> days, List<ReportScope> editions) {}

    /**
     * Erases a number wherever it stands.
     *
     * @param really whether it is to be done, and not only told
     * @throws UserException if this is no number, or a run is at work
     */
    public Forgotten number(String number, boolean really) {
        var digits = ErasedNumber.digits(number);
        return alone(really, () -> {
            var id = inbox.begin("number");
            var erased = ErasedNumber.of(digits, Long.toString(id), ParsedErasure.country(digits));
            return erase(List.of(erased), inbox.deliveriesWith(erased), null);
        });
    }

    /**
     * Erases all numbers of a session, from it alone.
     *
     * @param writtenId of the session; a UUID in whatever case
     * @param subAccountId null where only one has such a session
     * @param really whether it is to be done, and not only told
     * @throws UserException if there is no such session, or several, or a run is at work
     */
    public Forgotten session(String writtenId, @Nullable String subAccountId, boolean really) {
        var sessionId = Ids.key(writtenId);
        return alone(really, () -> {
            var session = one(parsed.sessions(sessionId, Ids.keyOrNull(subAccountId)), sessionId);
            var deliveries = new HashSet<>(parsed.deliveries(session));
            deliveries.addAll(parsed.ofNoOther(inbox.deliveriesWithId(sessionId), session));
            var numbers = new TreeSet<>(inbox.numbersIn(deliveries));
            numbers.addAll(facts.numbersOf(session));
            var id = inbox.begin("session");
            var erased = numbers.stream()
                    .map(digits -> ErasedNumber.of(
                            digits, id + "." + (1 + numbers.headSet(digits).size()), ParsedErasure.country(digits)))
                    .toList();
            return erase(erased, deliveries, session);
        });
    }

    private static SessionKey one(List<SessionKey> sessions, String sessionId) {
        if (sessions.size() != 1) {
            throw new UserException(
                    sessions.isEmpty()
                            ? "There is no session " + sessionId
                                    + ". See whether its id is whole, and whether a run has" + " parsed it."
                            : "Several subaccounts have a session " + sessionId + ": "
                                    + sessions.stream()
                                            .map(SessionKey::subAccountId)
                                            .collect(Collectors.joining(", "))
                                    + ". Name one: --subaccount.");
        }
        return sessions.get(0);
    }

    private Forgotten erase(List<ErasedNumber> numbers, Collection<Long> deliveries, @Nullable SessionKey only) {
        var ids = List.copyOf(deliveries);
        for (var from = 0; from < ids.size(); from += AT_ONCE) {
            inbox.erase(ids.subList(from, Math.min(from + AT_ONCE, ids.size())), numbers);
        }
        for (var from = 0; from < ids.size(); from += AT_ONCE) {
            parsed.rederive(ids.subList(from, Math.min(from + AT_ONCE, ids.size())));
        }
        var days = new TreeSet<LocalDate>();
        var rejected = 0;
        for (var number : numbers) {
            days.addAll(facts.erase(number, only));
            days.addAll(expected.erase(
                    number, only == null ? null : only.subAccountId(), only == null ? null : only.sessionId()));
            if (only == null) {
                rejected += inbox.eraseRejected(number);
                parsed.eraseDetails(number);
            }
        }
        parsed.touch(days);
        var touched = parsed.touched();
        return new Forgotten(numbers.size(), ids.size(), rejected, touched, reports.scopesOverlapping(touched));
    }

    private Forgotten alone(boolean really, Supplier<Forgotten> work) {
        return locks.alone("The erasure of numbers", () -> {
            if (really) {
                leftovers.clearUp();
            }
            return Objects.requireNonNull(transaction.execute(status -> {
                if (!really) {
                    status.setRollbackOnly();
                }
                return work.get();
            }));
        });
    }
}
