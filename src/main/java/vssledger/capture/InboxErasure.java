package vssledger.capture;

import java.nio.charset.StandardCharsets;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import vssledger.capture.store.TextEncoding;
import vssledger.platform.Ids;
import vssledger.platform.text.ErasedNumber;

/** Erases phone numbers from the inbox: the one thing that ever changes a body. In the transaction of the caller. */
@Component
public class InboxErasure {

    private static final Pattern NUMBERS = Pattern.compile(
            "\"(?:source|destination)\"\\s*:\\s*(?:\"([^\"\\\\]*)\"|([0-9]+))", Pattern.CASE_INSENSITIVE);
    private static final Pattern NOT_A_DIGIT = Pattern.compile("[^0-9]");
    private static final int FEWEST_DIGITS = 5;

    private final JdbcTemplate jdbc;
    private final JdbcClient client;
    private final Clock clock;

    InboxErasure(JdbcTemplate jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.client = JdbcClient.create(jdbc);
        this.clock = clock;
    }

    /**
     * Notes that something is erased, and not what.
     *
     * @param what number or session
     * @return what tells this time from others
     */
    public long begin(String what) {
        return client.sql("INSERT INTO capture.erasure (erased_at, what) VALUES (:now, :what) RETURNING id")
                .param("now", Timestamp.from(clock.instant()))
                .param("what", what)
                .query(Long.class)
                .single();
    }

    /** The deliveries in whose bodies it stands, by a look at all of them. */
    public List<Long> deliveriesWith(ErasedNumber number) {
        return client.sql("SELECT id FROM capture.delivery WHERE body::text ~ :pattern ORDER BY id")
                .param("pattern", number.pattern())
                .query(Long.class)
                .list();
    }

    /** The deliveries in whose bodies this identifier stands as a text, by a look at all of them. */
    public List<Long> deliveriesWithId(String id) {
        var isFound = Ids.isUuid(id) // is the same in whatever case
                ? "position(lower(:text) in lower(body::text)) > 0"
                : "position(:text in body::text) > 0";
        return client.sql("SELECT id FROM capture.delivery WHERE " + isFound + " ORDER BY id")
                .param("text", '"' + id + '"')
                .query(Long.class)
                .list();
    }

    /** The digits of all numbers that their legs name. */
    public SortedSet<String> numbersIn(Collection<Long> deliveryIds) {
        var numbers = new TreeSet<String>();
        client.sql("SELECT body::text FROM capture.delivery WHERE id = ANY (:ids)")
                .param("ids", deliveryIds.toArray(Long[]::new))
                .query(String.class)
                .list()
                .forEach(body -> NUMBERS.matcher(body).results().forEach(found -> {
                    var number = found.group(1) != null ? found.group(1) : found.group(2);
                    var digits = NOT_A_DIGIT.matcher(number).replaceAll("");
                    if (!ErasedNumber.isErased(number) && digits.length() >= FEWEST_DIGITS) {
                        numbers.add(digits);
                    }
                }));
        return numbers;
    }

    /** Puts their words in the place of these numbers. */
    public void erase(Collection<Long> deliveryIds, Collection<ErasedNumber> numbers) {
        record Changed(long id, Timestamp receivedAt, String body) {}
        var changed = client.sql("SELECT id, received_at, body::text FROM capture.delivery WHERE id = ANY (:ids)")
                .param("ids", deliveryIds.toArray(Long[]::new))
                .query((row, n) -> new Changed(row.getLong(1), row.getTimestamp(2), erased(row.getString(3), numbers)))
                .list();
        jdbc.batchUpdate(
                "UPDATE capture.delivery SET body = ?::json WHERE id = ? AND received_at = ?",
                changed.stream()
                        .map(one -> new Object[] {one.body(), one.id(), one.receivedAt()})
                        .toList());
    }

    private static String erased(String body, Collection<ErasedNumber> numbers) {
        var text = body;
        for (var number : numbers) {
            text = number.erasedFromJson(text);
        }
        return text;
    }

    /**
     * The same in what was rejected.
     *
     * @return from how many
     */
    public int eraseRejected(ErasedNumber number) {
        record Changed(long id, byte[] before, byte[] after) {}
        var changed = client
                .sql("SELECT id, body FROM capture.rejected")
                .query((row, n) -> {
                    var body = row.getBytes(2);
                    return new Changed(row.getLong(1), body, erased(body, number));
                })
                .stream()
                .filter(one -> !Arrays.equals(one.before(), one.after()))
                .toList();
        jdbc.batchUpdate(
                "UPDATE capture.rejected SET body = ? WHERE id = ?",
                changed.stream()
                        .map(one -> new Object[] {one.after(), one.id()})
                        .toList());
        return changed.size();
    }

    /** The bytes themselves if the number is not in them. */
    private static byte[] erased(byte[] body, ErasedNumber number) {
        var encoding = TextEncoding.of(body);
        var charset = encoding == TextEncoding.UTF_8
                ? StandardCharsets.ISO_8859_1 // a byte per character, so that bytes that are no text stay as they are
                : encoding.charset();
        var text = new String(body, charset);
        var erased = number.erasedFrom(text);
        return erased.equals(text) ? body : erased.getBytes(charset);
    }
}
