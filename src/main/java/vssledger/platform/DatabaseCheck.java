package vssledger.platform;

import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Whether the database answers, is of a version that does, and has the same time. */
@Component
@Order(1)
class DatabaseCheck implements Check {

    private static final int OLDEST = 150_000;
    private static final Duration APART = Duration.ofSeconds(2);
    private static final Duration FAR_APART = Duration.ofMinutes(1);

    private final JdbcClient jdbc;
    private final Clock clock;

    DatabaseCheck(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    @Override
    public String subject() {
        return "database";
    }

    @Override
    public List<Finding> findings() {
        return List.of(version(), time());
    }

    private Finding version() {
        return jdbc.sql("SELECT current_setting('server_version_num')::integer, current_setting('server_version'),"
                        + " current_database()")
                .query((row, n) -> row.getInt(1) >= OLDEST
                        ? Finding.good(
                                "PostgreSQL " + row.getString(2) + " answers, database " + row.getString(3) + ".")
                        : Finding.problem(
                                "PostgreSQL " + row.getString(2) + " is too old.",
                                "Upgrade it to 15 or later, or name another with SPRING_DATASOURCE_URL."))
                .single();
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
        var next = "Let both keep their time by NTP: arrivals near midnight may be told of the wrong day.";
        return apart.compareTo(FAR_APART) > 0
                ? Finding.problem(text, next)
                : apart.compareTo(APART) > 0 ? Finding.warning(text, next) : Finding.good(text);
    }
}
