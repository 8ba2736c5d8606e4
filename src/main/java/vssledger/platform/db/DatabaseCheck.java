package vssledger.platform.db;

import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import vssledger.platform.check.Check;
import vssledger.platform.check.Finding;

/** Whether the database answers, is one that the ledger can work with, and has the same time. */
@Component
@Order(1)
class DatabaseCheck implements Check {

    private static final Duration APART = Duration.ofSeconds(2);
    private static final Duration FAR_APART = Duration.ofMinutes(1);

    private final DatabaseTerms terms;
    private final JdbcClient jdbc;
    private final Clock clock;

    DatabaseCheck(DatabaseTerms terms, JdbcClient jdbc, Clock clock) {
        this.terms = terms;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    @Override
    public String subject() {
        return "database";
    }

    @Override
    public List<Finding> findings() {
        return Stream.concat(terms.findings().stream(), Stream.of(time())).toList();
    }

    /** Half of the way to the database and back belongs to neither clock. */
    private Finding time() {
        var before = clock.instant();
        var there = jdbc.sql("SELECT clock_timestamp()")
                .query((row, n) -> row.getObject(1, OffsetDateTime.class).toInstant())
                .single();
        var here = before.plus(Duration.between(before, clock.instant()).dividedBy(2));
        var apart = Duration.between(here, there).abs();
        var text = String.format(
                Locale.ROOT, "Its clock and that of this machine are %.1f s apart.", apart.toMillis() / 1000.0);
        var next = "Let both keep their time by NTP: arrivals near midnight may count for the wrong day.";
        return apart.compareTo(FAR_APART) > 0
                ? Finding.problem(text, next)
                : apart.compareTo(APART) > 0 ? Finding.warning(text, next) : Finding.good(text);
    }
}
