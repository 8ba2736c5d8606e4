package vssledger.alert;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import vssledger.platform.text.Amounts;

/** What is at stake in breaks that nobody decided on, by currency: too much and too little do not make up for each other. */
@Component
class BreakWatch implements Watch {

    private final JdbcClient jdbc;
    private final Map<String, BigDecimal> most;

    BreakWatch(JdbcClient jdbc, AlertProperties properties) {
        this.jdbc = jdbc;
        this.most = properties.breaks();
    }

    private record AtStake(String currency, long breaks, BigDecimal amount) {}

    @Override
    public Set<AlertKind> kinds() {
        return Set.of(AlertKind.BREAKS);
    }

    @Override
    public List<AlertCondition> look() {
        if (most.isEmpty()) {
            return List.of();
        }
        return jdbc
                .sql("""
                        SELECT currency, count(*) AS breaks, sum(abs(amount_at_stake)) AS amount
                        FROM recon.break
                        WHERE state NOT IN ('RESOLVED', 'ACCEPTED') AND state <> 'DISPUTED'
                          AND currency IS NOT NULL AND amount_at_stake IS NOT NULL
                        GROUP BY currency
                        ORDER BY currency
                        """)
                .query((row, n) -> new AtStake(row.getString(1), row.getLong(2), row.getBigDecimal(3)))
                .list()
                .stream()
                .filter(stake ->
                        most.containsKey(stake.currency()) && stake.amount().compareTo(most.get(stake.currency())) > 0)
                .map(stake -> new AlertCondition(
                        AlertKind.BREAKS,
                        stake.currency(),
                        Amounts.textOfSum(stake.amount(), stake.currency()) + " at stake in undecided breaks",
                        stake.breaks() + " breaks wait for a decision; "
                                + Amounts.text(Objects.requireNonNull(most.get(stake.currency())), stake.currency())
                                + " is what config/alerts.yml lets wait. See: vss breaks list"))
                .toList();
    }
}
