package vssledger.run.day;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import vssledger.expected.ExpectedSource;
import vssledger.platform.DateRange;
import vssledger.reconcile.breaks.NotCheckableBreaks;
import vssledger.report.ReportScope;

/** The newest control totals of days, whichever run counted them. */
@Component
public class RunTotals {

    private static final String BILL = ExpectedSource.LOG_EXPORT.code();

    private final JdbcClient jdbc;
    private final NotCheckableBreaks notCheckable;

    RunTotals(JdbcClient jdbc, NotCheckableBreaks notCheckable) {
        this.jdbc = jdbc;
        this.notCheckable = notCheckable;
    }

    public ControlTotal deliveries(DateRange range) {
        return jdbc.sql("""
                        WITH newest AS (
                            SELECT DISTINCT ON (business_day) *
                            FROM run.control_total
                            WHERE business_day BETWEEN :from AND :to
                            ORDER BY business_day, run_id DESC
                        )
                        SELECT coalesce(sum(deliveries), 0), coalesce(sum(facts), 0), coalesce(sum(duplicates), 0),
                               coalesce(sum(superseded), 0), coalesce(sum(quarantined), 0), coalesce(sum(not_vss), 0)
                        FROM newest
                        """)
                .param("from", range.from())
                .param("to", range.to())
                .query((row, n) -> new ControlTotal(
                        range.to(),
                        row.getLong(1),
                        row.getLong(2),
                        row.getLong(3),
                        row.getLong(4),
                        row.getLong(5),
                        row.getLong(6)))
                .single();
    }

    List<ReconciliationTotal> reconciliation(DateRange range) {
        return jdbc.sql("""
                        WITH newest AS (
                            SELECT DISTINCT ON (business_day, source) *
                            FROM recon.control_total
                            WHERE business_day BETWEEN :from AND :to
                            ORDER BY business_day, source, run_id DESC
                        )
                        SELECT source, sum(expected), sum(facts), sum(matched), sum(broken), sum(missing), sum(unexpected)
                        FROM newest
                        GROUP BY source
                        HAVING sum(expected) + sum(facts) > 0
                        ORDER BY source COLLATE "C"
                        """)
                .param("from", range.from())
                .param("to", range.to())
                .query(RunTotals::reconciliationTotal)
                .list();
    }

    public static ReconciliationTotal reconciliationTotal(ResultSet row, int number) throws SQLException {
        return new ReconciliationTotal(
                row.getString(1),
                row.getLong(2),
                row.getLong(3),
                row.getLong(4),
                row.getLong(5),
                row.getLong(6),
                row.getLong(7));
    }

    /** All of them by the name under which people read them, in that order; of a narrowed scope its facts alone. */
    public Map<String, Long> byName(ReportScope scope) {
        return scope.isNarrowed() ? Map.of("facts", facts(scope)) : byName(scope.range());
    }

    private long facts(ReportScope scope) {
        return jdbc.sql("""
                        SELECT count(*)
                        FROM fact.session
                        WHERE business_day BETWEEN :from AND :to
                          AND fact.is_asked(product, :products)
                          AND fact.is_asked(sub_account_id, :subAccounts)
                        """)
                .param("from", scope.range().from())
                .param("to", scope.range().to())
                .param("products", scope.products().toArray(String[]::new))
                .param("subAccounts", scope.subAccounts().toArray(String[]::new))
                .query(Long.class)
                .single();
    }

    private Map<String, Long> byName(DateRange range) {
        var named = new LinkedHashMap<String, Long>();
        var deliveries = deliveries(range);
        named.put("deliveries", deliveries.deliveries());
        named.put("facts", deliveries.facts());
        named.put("duplicates", deliveries.duplicates());
        named.put("superseded", deliveries.superseded());
        named.put("quarantined", deliveries.quarantined());
        named.put("not VSS", deliveries.notVss());
        for (var total : reconciliation(range)) {
            named.put(total.source() + " expected", total.expected());
            named.put(total.source() + " matched", total.matched());
            named.put(total.source() + " broken", total.broken());
            named.put(total.source() + " missing", total.missing());
            named.put(total.source() + " unexpected", total.unexpected());
            if (total.source().equals(BILL)) {
                named.put(BILL + " not checkable", notCheckable.breaks(range));
            }
        }
        return named;
    }
}
