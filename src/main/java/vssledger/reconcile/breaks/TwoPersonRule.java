package vssledger.reconcile.breaks;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import vssledger.platform.actor.Actor;
import vssledger.platform.db.SqlFiles;
import vssledger.reconcile.ReconcileProperties;

/**
 * The rule that much money is never accepted by one person alone: somebody notes or disputes the break first, with the figures
 * that it has, and another person accepts it.
 */
@Component
class TwoPersonRule {

    private final JdbcClient jdbc;
    private final SqlFiles sql;
    private final ReconcileProperties properties;

    TwoPersonRule(JdbcClient jdbc, SqlFiles sql, ReconcileProperties properties) {
        this.jdbc = jdbc;
        this.sql = sql;
        this.properties = properties;
    }

    /** Why this person may not accept this break, and what to do instead; empty if this person may. */
    Optional<String> obstacle(Break found, Actor who) {
        var amount = amountInQuestion(found);
        if (amount.isPresent() && amount.get().compareTo(properties.twoPersonsAbove()) <= 0) {
            return Optional.empty();
        }
        var stake = "Break " + found.id() + ": "
                + (amount.isEmpty()
                        ? "what is at stake is not known"
                        : "more than " + properties.twoPersonsAbove().toPlainString()
                                + (found.amountAtStake() == null ? " may be at stake" : " is at stake"));
        var sameAsFirst = jdbc.sql(sql.load("reconcile/query/first_person.sql"))
                .param("id", found.id())
                .query((row, n) -> who.mayBe(row.getString("who"), List.of((String[])
                        row.getArray("who_aliases").getArray())))
                .list();
        if (sameAsFirst.isEmpty()) {
            return Optional.of(
                    stake + ", so one person alone cannot accept it, and nobody has noted or disputed it with the"
                            + " figures that it has now. Note or dispute it first, with the reason; then another person accepts"
                            + " it.");
        }
        return !sameAsFirst.contains(false)
                ? Optional.of(stake + ", so another person than who noted or disputed it has to accept it. You are "
                        + who.name()
                        + ", and so may have been who did; --as makes nobody another person. The other logs"
                        + " in to the console, or calls this as a system user of their own.")
                : Optional.empty();
    }

    private Optional<BigDecimal> amountInQuestion(Break found) {
        return Optional.ofNullable(jdbc.sql(sql.load("reconcile/query/amount_in_question.sql"))
                .param("id", found.id())
                .query((row, n) -> row.getBigDecimal(1))
                .list()
                .get(0));
    }
}
