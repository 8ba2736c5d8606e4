package vssledger.capture.activity;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import vssledger.platform.text.Spelling;

/**
 * Counts webhooks by subaccount and hour: in memory as they come, and in {@code capture.arrival_hour} with each
 * {@link #flush}. May be used by several threads at once. The names come from bodies, which anyone may write, so no more
 * than {@value #MOST} counts wait in memory; webhooks of further subaccounts are counted under no name until the next
 * flush.
 */
@Component
public class Arrivals {

    /** Older hours tell nothing of today's rhythm. */
    public static final Duration KEPT = Duration.ofDays(60);

    static final int MOST = 10_000;

    /** As long as an identifier may be in the database. */
    private static final int LONGEST_NAME = 512;

    private static final String NO_NAME = "";

    private final JdbcClient jdbc;
    private final ConcurrentHashMap<Hour, Tally> waiting = new ConcurrentHashMap<>();

    Arrivals(DataSource database) {
        this.jdbc = JdbcClient.create(database);
    }

    private record Hour(String subAccountId, Instant start) {}

    private record Tally(long deliveries, Instant lastAt) {

        Tally plus(Tally other) {
            return new Tally(deliveries + other.deliveries, later(lastAt, other.lastAt));
        }
    }

    /**
     * One webhook has come.
     *
     * @param subAccountId as its body names it; null where it names none
     */
    public void arrived(@Nullable String subAccountId, Instant at) {
        add(new Hour(name(subAccountId), at.truncatedTo(ChronoUnit.HOURS)), new Tally(1, at));
    }

    /**
     * Writes what has come since the last flush.
     *
     * @throws org.springframework.dao.DataAccessException if the database does not take it; the next flush writes it then
     */
    public synchronized void flush() {
        var taken = new HashMap<Hour, Tally>();
        for (var hour : waiting.keySet()) {
            // at one stroke: an arrival is either in what is removed, or begins a new count
            var tally = waiting.remove(hour);
            if (tally != null) {
                taken.merge(hour, tally, Tally::plus);
            }
        }
        var written = false;
        try {
            write(taken);
            written = true;
        } finally {
            if (!written) {
                taken.forEach(this::add);
            }
        }
    }

    /** Deletes the hours that began before this time. */
    public void forgetBefore(Instant time) {
        jdbc.sql("DELETE FROM capture.arrival_hour WHERE hour < ?::timestamptz")
                .param(time.toString())
                .update();
    }

    /** When each subaccount of which something waits to be written sent the last of it. */
    Map<String, Instant> lastOfWaiting() {
        var last = new HashMap<String, Instant>();
        waiting.forEach((hour, tally) -> last.merge(hour.subAccountId(), tally.lastAt(), Arrivals::later));
        last.remove(NO_NAME);
        return last;
    }

    private void add(Hour hour, Tally tally) {
        var fits = waiting.mappingCount() < MOST || waiting.containsKey(hour);
        waiting.merge(fits ? hour : new Hour(NO_NAME, hour.start()), tally, Tally::plus);
    }

    private void write(Map<Hour, Tally> taken) {
        if (taken.isEmpty()) {
            return;
        }
        jdbc.sql("""
                        INSERT INTO capture.arrival_hour (sub_account_id, hour, deliveries, last_at)
                        SELECT sub_account_id, hour, deliveries, last_at
                        FROM unnest(?::text[], ?::timestamptz[], ?::bigint[], ?::timestamptz[])
                             AS arrived (sub_account_id, hour, deliveries, last_at)
                        ORDER BY sub_account_id, hour -- two servers lock rows in one order
                        ON CONFLICT (sub_account_id, hour) DO UPDATE
                        SET deliveries = arrival_hour.deliveries + excluded.deliveries,
                            last_at = greatest(arrival_hour.last_at, excluded.last_at)
                        """)
                .param(column(taken, row -> row.getKey().subAccountId()))
                .param(column(taken, row -> row.getKey().start()))
                .param(column(taken, row -> row.getValue().deliveries()))
                .param(column(taken, row -> row.getValue().lastAt()))
                .update();
    }

    private static String[] column(Map<Hour, Tally> rows, Function<Map.Entry<Hour, Tally>, Object> cell) {
        return rows.entrySet().stream().map(row -> cell.apply(row).toString()).toArray(String[]::new);
    }

    /** A name that a column of text can hold; none for what cannot be a subaccount's. */
    private static String name(@Nullable String subAccountId) {
        var name = Spelling.text(subAccountId);
        return name == null
                        || name.length() > LONGEST_NAME
                        || name.chars().anyMatch(c -> Character.isISOControl(c) || Character.isSurrogate((char) c))
                ? NO_NAME
                : name;
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }
}
