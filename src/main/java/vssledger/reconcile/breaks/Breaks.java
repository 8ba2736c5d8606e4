package vssledger.reconcile.breaks;

import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import vssledger.platform.UserException;
import vssledger.platform.actor.Actor;
import vssledger.platform.db.RepeatableTransaction;
import vssledger.platform.db.SqlFiles;

/** Breaks, their history, and what people decide on them: each decision is added to the history, all of a kind or none. */
@Component
public class Breaks {

    private static final int LONGEST_NOTE = 2000;

    private final JdbcClient jdbc;
    private final SqlFiles sql;
    private final TwoPersonRule twoPersons;
    private final SessionCodes codes;
    private final BilledLines lines;
    private final Clock clock;
    private final RepeatableTransaction transaction;

    Breaks(
            JdbcClient jdbc,
            SqlFiles sql,
            TwoPersonRule twoPersons,
            SessionCodes codes,
            BilledLines lines,
            Clock clock,
            PlatformTransactionManager transactions) {
        this.jdbc = jdbc;
        this.sql = sql;
        this.twoPersons = twoPersons;
        this.codes = codes;
        this.lines = lines;
        this.clock = clock;
        this.transaction = new RepeatableTransaction(transactions);
    }

    /** The oldest first, then those at which most is at stake. */
    public List<Break> list(BreakFilter filter, int most) {
        return jdbc.sql(sql.load("reconcile/query/break_list.sql"))
                .param("now", now())
                .param("anyKind", filter.kinds().isEmpty())
                .param("kinds", filter.kinds().toArray(String[]::new))
                .param("anyState", filter.states().isEmpty())
                .param("states", filter.states().stream().map(Enum::name).toArray(String[]::new))
                .param("source", filter.source())
                .param("account", filter.subAccountId())
                .param("from", filter.from())
                .param("to", filter.to())
                .param("olderThan", filter.olderThanDays())
                .param("amountFrom", filter.amountFrom())
                .param("most", most)
                .query((row, n) -> found(row))
                .list();
    }

    /** Those that are neither resolved nor accepted, by age and currency. */
    public List<AgeingBucket> ageing() {
        return jdbc.sql(sql.load("reconcile/query/ageing.sql"))
                .param("now", now())
                .query((row, n) ->
                        new AgeingBucket(row.getString(1), row.getLong(2), row.getBigDecimal(3), row.getString(4)))
                .list();
    }

    /**
     * Breaks that hang on something.
     *
     * @param amountAtStake without signs; null if none of them has an amount
     * @param currency null for breaks without one
     */
    public record OfImport(
            long breaks,
            @Nullable BigDecimal amountAtStake,
            @Nullable String currency) {}

    /** Breaks that are not resolved of sessions of which an import speaks, by currency. */
    public List<OfImport> ofImport(long importId) {
        return jdbc.sql(sql.load("reconcile/query/break_of_import.sql"))
                .param("import", importId)
                .query((row, n) -> new OfImport(
                        row.getLong("breaks"), row.getBigDecimal("amount_at_stake"), row.getString("currency")))
                .list();
    }

    /**
     * One of them, with its history, with what the codes of its session mean, and with the lines of the bill.
     *
     * @throws UserException if there is none of this number
     */
    public Break.WithHistory show(long id) {
        var found = find(id);
        return new Break.WithHistory(
                found,
                history(id),
                codes.of(found.subAccountId(), found.sessionId(), found.clientRequestId()),
                lines.of(id));
    }

    /**
     * Why this person cannot accept a break now, because it needs a second person; empty if nothing is in the way, or if it is
     * in no state to be accepted.
     */
    public Optional<String> needsAnother(Break found, Actor who) {
        return BreakState.Decision.ACCEPT.of(found.state()).flatMap(next -> twoPersons.obstacle(found, who));
    }

    /**
     * A decision on one break.
     *
     * @param who decides
     * @param note why; a note needs one
     */
    public record Ruling(
            long breakId,
            BreakState.Decision decision,
            Actor who,
            @Nullable String note) {}

    /**
     * Takes these decisions, all of them or, where one cannot be taken, none.
     *
     * @return the breaks as they are then
     * @throws UserException that says of each why it cannot be taken
     */
    public List<Break> decide(List<Ruling> rulings) {
        return Objects.requireNonNull(transaction.execute(status -> {
            var refusals = new ArrayList<String>();
            var decided = new TreeSet<Long>();
            for (var ruling : rulings) {
                var refusal = decide(ruling);
                if (refusal == null) {
                    decided.add(ruling.breakId());
                } else {
                    refusals.add(refusal);
                }
            }
            if (!refusals.isEmpty()) {
                throw new UserException(
                        String.join("\n", refusals) + (rulings.size() == 1 ? "" : "\nNothing was decided."));
            }
            return decided.stream().map(this::find).toList();
        }));
    }

    /** @return why it cannot be taken; null where it was */
    private @Nullable String decide(Ruling ruling) {
        var id = ruling.breakId();
        var note = ruling.note() == null || ruling.note().isBlank()
                ? null
                : ruling.note().strip();
        if (note == null && ruling.decision() == BreakState.Decision.NOTE) {
            return "Break " + id + ": a note without words says nothing.";
        }
        if (note != null && note.length() > LONGEST_NOTE) {
            return "Break " + id + ": the note is longer than " + LONGEST_NOTE + " characters.";
        }
        var found = jdbc.sql("SELECT *, 0 AS age_days FROM recon.break WHERE id = :id FOR UPDATE")
                .param("id", id)
                .query((row, n) -> found(row))
                .optional();
        if (found.isEmpty()) {
            return "There is no break " + id + ". See: vss breaks list";
        }
        var state = found.get().state();
        var next = ruling.decision().of(state);
        if (next.isEmpty()) {
            return "Break " + id + " is " + state + ", so it cannot be "
                    + ruling.decision().name().toLowerCase(Locale.ROOT).replaceFirst("e?$", "ed") + "."
                    + (state == BreakState.RESOLVED ? " It was settled by itself." : " Reopen it first.");
        }
        if (ruling.decision() == BreakState.Decision.ACCEPT) {
            var obstacle = twoPersons.obstacle(found.get(), ruling.who());
            if (obstacle.isPresent()) {
                return obstacle.get();
            }
        }
        record(ruling, note, found.get(), next.get());
        return null;
    }

    private void record(Ruling ruling, @Nullable String note, Break found, BreakState next) {
        jdbc.sql("UPDATE recon.break SET state = :state WHERE id = :id")
                .param("state", next.name())
                .param("id", found.id())
                .update();
        jdbc.sql("""
                        INSERT INTO recon.break_event
                            (break_id, at, who, who_detail, who_aliases, from_state, to_state, note, expected_value,
                             actual_value, amount_at_stake, currency)
                        VALUES (:id, :now, :who, :detail, :aliases, :from, :to, :note, :expected, :actual, :amount,
                                :currency)
                        """)
                .param("id", found.id())
                .param("now", now())
                .param("who", ruling.who().name())
                .param("detail", ruling.who().detail())
                .param("aliases", ruling.who().aliases().toArray(String[]::new))
                .param("from", found.state().name())
                .param("to", next.name())
                .param("note", note)
                .param("expected", found.expectedValue())
                .param("actual", found.actualValue())
                .param("amount", found.amountAtStake())
                .param("currency", found.currency())
                .update();
        jdbc.sql("INSERT INTO recon.touched_day (business_day) VALUES (:day) ON CONFLICT DO NOTHING")
                .param("day", found.businessDay())
                .update();
    }

    private Break find(long id) {
        return jdbc.sql(
                        "SELECT *, greatest(0, floor(extract(epoch FROM :now - first_seen) / 86400))::bigint AS age_days"
                                + " FROM recon.break WHERE id = :id")
                .param("id", id)
                .param("now", now())
                .query((row, n) -> found(row))
                .optional()
                .orElseThrow(() -> new UserException("There is no break " + id + ". See: vss breaks list"));
    }

    private List<Break.Event> history(long id) {
        return jdbc.sql("SELECT * FROM recon.break_event WHERE break_id = :id ORDER BY id")
                .param("id", id)
                .query((row, n) -> new Break.Event(
                        row.getTimestamp("at").toInstant(),
                        row.getString("who"),
                        row.getString("who_detail"),
                        row.getObject("run_id", Long.class),
                        row.getString("from_state") == null ? null : BreakState.valueOf(row.getString("from_state")),
                        BreakState.valueOf(row.getString("to_state")),
                        row.getString("note"),
                        row.getString("expected_value"),
                        row.getString("actual_value"),
                        row.getBigDecimal("amount_at_stake"),
                        row.getString("currency")))
                .list();
    }

    private Timestamp now() {
        return Timestamp.from(clock.instant());
    }

    private static Break found(ResultSet row) throws SQLException {
        return new Break(
                row.getLong("id"),
                row.getObject("business_day", LocalDate.class),
                row.getString("product"),
                row.getString("sub_account_id"),
                row.getString("session_id"),
                row.getString("client_request_id"),
                row.getString("call_id"),
                row.getString("source"),
                row.getString("kind"),
                row.getString("expected_value"),
                row.getString("actual_value"),
                row.getBigDecimal("amount_at_stake"),
                row.getString("currency"),
                BreakState.valueOf(row.getString("state")),
                row.getTimestamp("first_seen").toInstant(),
                row.getTimestamp("last_seen").toInstant(),
                row.getLong("age_days"));
    }
}
