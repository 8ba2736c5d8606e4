package vssledger.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Objects;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import vssledger.platform.db.MonthlyTables;

/** Many days that were carried through before, put into all tables by SQL. */
public final class History {

    private History() {}

    /** So many days from this one on, each with so many sessions: see {@code history.sql}. */
    public static void insert(TestDatabase db, LocalDate from, int days, int sessionsADay) {
        var jdbc = db.jdbc();
        for (var month = YearMonth.from(from);
                !month.atDay(1).isAfter(from.plusDays(days - 1L));
                month = month.plusMonths(1)) {
            for (var table : Plan.partitioned(jdbc)) {
                jdbc.sql("CREATE TABLE " + MonthlyTables.part(table, month) + " PARTITION OF " + table
                                + " FOR VALUES FROM ('" + month.atDay(1) + "') TO ('"
                                + month.plusMonths(1).atDay(1) + "')")
                        .update();
            }
        }
        new TransactionTemplate(new JdbcTransactionManager(db.dataSource()))
                .executeWithoutResult(status -> jdbc.sql(text())
                        .param("from", from)
                        .param("days", days)
                        .param("sessions", sessionsADay)
                        .update());
        jdbc.sql("VACUUM ANALYZE").update();
    }

    private static String text() {
        try (var file = Objects.requireNonNull(History.class.getResourceAsStream("history.sql"))) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
