package vssledger.alert;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import vssledger.platform.LedgerProperties;
import vssledger.platform.db.SqlFiles;
import vssledger.platform.text.DisplayNames;

/** The share of each product's sessions that end badly, against its usual one. Facts change with runs: so it looks once a run. */
@Component
class OutcomeWatch implements Watch {

    private final JdbcClient jdbc;
    private final SqlFiles sql;
    private final AlertProperties.Failures failures;
    private final LedgerProperties ledger;
    private final Clock clock;
    private @Nullable Look last;

    OutcomeWatch(JdbcClient jdbc, SqlFiles sql, AlertProperties properties, LedgerProperties ledger, Clock clock) {
        this.jdbc = jdbc;
        this.sql = sql;
        this.failures = properties.failures();
        this.ledger = ledger;
        this.clock = clock;
    }

    private record Look(long run, LocalDate today, List<AlertCondition> conditions) {}

    private record Share(
            String product,
            LocalDate day,
            long sessions,
            long failed,
            @Nullable BigDecimal baseline) {

        BigDecimal value() {
            return BigDecimal.valueOf(failed).divide(BigDecimal.valueOf(sessions), 6, RoundingMode.HALF_UP);
        }
    }

    @Override
    public Set<AlertKind> kinds() {
        return Set.of(AlertKind.FAILURES);
    }

    @Override
    public synchronized List<AlertCondition> look() {
        var run = jdbc.sql("SELECT coalesce(max(run_id), 0) FROM run.control_total")
                .query(Long.class)
                .single();
        var today = LocalDate.ofInstant(clock.instant(), ledger.timeZone());
        if (last == null || last.run() != run || !last.today().equals(today)) {
            var conditions = failures.statuses().stream()
                    .flatMap(status -> shares(status, today).stream()
                            .filter(this::isTooMuch)
                            .map(share -> condition(status, share)))
                    .toList();
            last = new Look(run, today, conditions);
        }
        return last.conditions();
    }

    private List<Share> shares(String status, LocalDate today) {
        return jdbc.sql(sql.load("alert/outcome_rate.sql"))
                .param("status", status)
                .param("today", today)
                .param("window_days", failures.windowDays())
                .param("baseline_days", failures.baselineDays())
                .param("min_sessions", failures.minSessions())
                .query(OutcomeWatch::share)
                .list();
    }

    private static Share share(ResultSet row, int number) throws SQLException {
        return new Share(
                row.getString("product"),
                row.getObject("day", LocalDate.class),
                row.getLong("sessions"),
                row.getLong("failed"),
                row.getBigDecimal("baseline"));
    }

    private boolean isTooMuch(Share share) {
        var usual = share.baseline() == null ? BigDecimal.ZERO : share.baseline();
        return share.value().compareTo(failures.minShare()) >= 0
                && share.value().compareTo(usual.multiply(failures.timesBaseline())) >= 0;
    }

    private AlertCondition condition(String status, Share share) {
        return new AlertCondition(
                AlertKind.FAILURES,
                share.product() + " " + status,
                DisplayNames.of(share.product()) + ": " + percent(share.value()) + " of sessions end as "
                        + DisplayNames.of(status),
                String.format(
                        Locale.ROOT,
                        "Of %,d sessions up to %s, %,d ended as %s; %s. See the error reports in ops.xlsx.",
                        share.sessions(),
                        share.day(),
                        share.failed(),
                        DisplayNames.of(status),
                        share.baseline() == null
                                ? "there are too few sessions before to tell what is usual"
                                : "in the " + failures.baselineDays() + " days before it were "
                                        + percent(share.baseline())));
    }

    private static String percent(BigDecimal share) {
        return String.format(Locale.ROOT, "%.1f %%", share.movePointRight(2));
    }
}
