package vssledger.parse.resolve;

import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.core.NestedExceptionUtils;
import vssledger.platform.UserException;

/**
 * A delivery that cannot be made a fact of, or several that cannot together: which and why, in words that cite nothing of
 * what they say.
 */
public final class DeliveryFailureException extends UserException {

    /** Of what goes wrong with data: a value of the wrong size or form, a rule of a table, an exception of a trigger. */
    private static final List<String> OF_DATA = List.of("21", "22", "23", "44", "54", "P0");

    private static final int MOST_NAMED = 20;

    private final List<Long> deliveryIds;

    private DeliveryFailureException(List<Long> deliveryIds, String what, Throwable cause) {
        super(
                capital(names(deliveryIds)) + " cannot be " + what + ": " + why(cause) + ". To look at "
                        + (deliveryIds.size() == 1 ? "it: " : "them: ") + command(deliveryIds),
                silent(cause));
        this.deliveryIds = deliveryIds;
    }

    /** Of a delivery on which the parser itself fails. */
    public static DeliveryFailureException ofParser(long deliveryId, RuntimeException cause) {
        return new DeliveryFailureException(List.of(deliveryId), "parsed", cause);
    }

    /**
     * Of deliveries that fail, together where they are several.
     *
     * @param verb what cannot be done, such as {@code written}
     * @param othersToo whether the rest of their chunk fails without them as well
     */
    static DeliveryFailureException of(List<Long> deliveryIds, String verb, boolean othersToo, RuntimeException cause) {
        return new DeliveryFailureException(
                deliveryIds,
                verb + (deliveryIds.size() == 1 ? "" : " together") + (othersToo ? ", nor can others" : ""),
                cause);
    }

    /** In order. */
    List<Long> deliveryIds() {
        return deliveryIds;
    }

    /** Whether data may be the cause of a failure, rather than a database that is away, full, locked or not as it should be. */
    static boolean mayBeOfData(Throwable failure) {
        return causes(failure)
                .filter(SQLException.class::isInstance)
                .findFirst()
                .map(sql -> OF_DATA.stream().anyMatch(state(sql)::startsWith))
                .orElse(!(failure instanceof UserException));
    }

    private static String state(Throwable sql) {
        return String.valueOf(((SQLException) sql).getSQLState());
    }

    /** {@code delivery 7}, or {@code deliveries 7 and 9}. */
    static String names(List<Long> ids) {
        var named = ids.stream().limit(MOST_NAMED).map(String::valueOf).toList();
        if (ids.size() > MOST_NAMED) {
            return "deliveries " + String.join(", ", named) + " and " + (ids.size() - MOST_NAMED) + " more";
        }
        var last = named.size() - 1;
        return last == 0
                ? "delivery " + named.get(0)
                : "deliveries " + String.join(", ", named.subList(0, last)) + " and " + named.get(last);
    }

    private static String command(List<Long> ids) {
        return "vss deliveries show "
                + ids.stream().limit(MOST_NAMED).map(String::valueOf).collect(Collectors.joining(" "));
    }

    /** What the database says, without the values that it cites; of a fault of the program only where it is. */
    private static String why(Throwable failure) {
        var root = NestedExceptionUtils.getMostSpecificCause(failure);
        return root instanceof SQLException
                ? String.valueOf(root.getMessage())
                        .lines()
                        .findFirst()
                        .orElse("")
                        .replaceFirst("^ERROR: ", "")
                        .replaceFirst(": \".*$", "")
                        .replaceAll("\\+?\\d{5,}", "…")
                : root.getClass().getSimpleName() + place(root);
    }

    /** The same place in the program, without words: stack traces are kept, and a body may be cited in them. */
    private static Throwable silent(Throwable failure) {
        var cause = failure.getCause();
        var silent = new IllegalStateException(failure.getClass().getName(), cause == null ? null : silent(cause));
        silent.setStackTrace(failure.getStackTrace());
        return silent;
    }

    private static String place(Throwable fault) {
        return Stream.of(fault.getStackTrace())
                .filter(frame -> frame.getClassName().startsWith("vssledger."))
                .findFirst()
                .map(frame -> " in " + frame.getFileName() + ", line " + frame.getLineNumber())
                .orElse("");
    }

    private static Stream<Throwable> causes(Throwable failure) {
        return Stream.iterate(failure, cause -> cause != null, Throwable::getCause);
    }

    private static String capital(String words) {
        return words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
    }
}
