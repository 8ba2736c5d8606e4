package vssledger.parse;

import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import vssledger.platform.LedgerProperties;
import vssledger.platform.check.Check;
import vssledger.platform.check.Finding;

/** Subaccounts whose sessions of late nothing told the product of. */
@Component
@Order(6)
class ProductsCheck implements Check {

    private static final int OF_LATE = 31;

    private final JdbcClient jdbc;
    private final LedgerProperties ledger;
    private final Clock clock;

    ProductsCheck(JdbcClient jdbc, LedgerProperties ledger, Clock clock) {
        this.jdbc = jdbc;
        this.ledger = ledger;
        this.clock = clock;
    }

    @Override
    public String subject() {
        return "products";
    }

    @Override
    public List<Finding> findings() {
        if (jdbc.sql("SELECT to_regclass('fact.session') IS NULL")
                .query(Boolean.class)
                .single()) {
            return List.of(Finding.good("No delivery was parsed yet."));
        }
        var unknown = jdbc.sql("""
                        SELECT sub_account_id, count(*) AS sessions
                        FROM fact.session
                        WHERE product_decided_by = 'NONE' AND business_day > :since
                        GROUP BY sub_account_id
                        ORDER BY sub_account_id COLLATE "C"
                        """)
                .param(
                        "since",
                        LocalDate.ofInstant(clock.instant(), ledger.timeZone()).minusDays(OF_LATE))
                .query((row, n) -> Finding.warning(
                        "Nothing tells the product of " + row.getLong(2) + " sessions of " + row.getString(1)
                                + " of the last " + OF_LATE + " days.",
                        "Name it in config/products.yml, or register the webhook with the product in its URL; then: vss run"
                                + " --reparse --from DAY --to DAY"))
                .list();
        return unknown.isEmpty() ? List.of(Finding.good("The product of every session of late is known.")) : unknown;
    }
}
