package vssledger.expected.format;

import com.google.i18n.phonenumbers.PhoneNumberUtil;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.DefaultValue;
import vssledger.expected.file.ReadingChoice;
import vssledger.platform.Ids;
import vssledger.platform.Product;
import vssledger.platform.UserException;
import vssledger.platform.text.Spelling;

/**
 * How a list of the client's own is read: a CRM's, a dialler's.
 *
 * @param columns what the list calls each of them
 * @param subAccountId of all lines that name none
 * @param product of all lines that name none; without any, the list tells of no session that it does not have
 * @param timeZone of times without an offset
 * @param country of numbers that begin without +, ISO 3166-1 alpha-2
 * @param statuses session status by what the list says
 * @param notExpected what the list says of a line that expects nothing
 * @param reading how its files are read
 */
record ListMapping(
        @DefaultValue Columns columns,
        @Nullable String subAccountId,
        @Nullable String product,
        @Nullable ZoneId timeZone,
        @Nullable String country,
        @DefaultValue Map<String, String> statuses,
        @DefaultValue Set<String> notExpected,
        @DefaultValue ReadingChoice reading) {

    /** Names of columns; in whatever case and with whatever separators. */
    record Columns(
            @DefaultValue("sub_account_id") String subAccountId,
            @DefaultValue("session_id") String sessionId,
            @DefaultValue("client_request_id") String clientRequestId,
            @DefaultValue("product") String product,
            @DefaultValue("time") String time,
            @DefaultValue("destination") String destination,
            @DefaultValue("status") String status) {}

    /** Such as it is where nothing is configured. */
    static final ListMapping PLAIN = new ListMapping(
            new Columns(
                    "sub_account_id", "session_id", "client_request_id", "product", "time", "destination", "status"),
            null,
            null,
            null,
            null,
            Map.of(),
            Set.of(),
            ReadingChoice.NONE);

    ListMapping {
        subAccountId = Ids.keyOrNull(subAccountId);
        if (product != null && Product.find(product).isEmpty()) {
            throw new UserException("There is no product \"" + product
                    + "\", which a list of vss.lists names. Use one of: " + Product.codes() + ".");
        }
        if (country != null
                && !PhoneNumberUtil.getInstance().getSupportedRegions().contains(country)) {
            throw new UserException("There is no country \"" + country
                    + "\", which a list of vss.lists names. Write its two letters, as SG.");
        }
        statuses = statuses.entrySet().stream()
                .collect(Collectors.toUnmodifiableMap(
                        entry -> plain(entry.getKey()), entry -> status(entry.getValue())));
        notExpected = notExpected.stream().map(ListMapping::plain).collect(Collectors.toUnmodifiableSet());
    }

    /** Equal wherever the same line comes to the same row. */
    String rules() {
        return List.of(
                        columns,
                        String.valueOf(subAccountId),
                        String.valueOf(product),
                        zone(),
                        String.valueOf(country),
                        new TreeMap<>(statuses),
                        new TreeSet<>(notExpected))
                .toString();
    }

    ZoneId zone() {
        return timeZone == null ? ZoneOffset.UTC : timeZone;
    }

    /** Columns without which a file is none of this list. */
    List<List<String>> required() {
        var always = List.of(
                List.of(columns.time), List.of(columns.sessionId, columns.clientRequestId, columns.destination));
        return subAccountId != null ? always : List.of(List.of(columns.subAccountId), always.get(0), always.get(1));
    }

    boolean isExpected(@Nullable String status) {
        return status == null || !notExpected.contains(plain(status));
    }

    /** The session status that the list's word stands for; null where it stands for none. */
    @Nullable String statusOf(@Nullable String word) {
        if (word == null) {
            return null;
        }
        var mapped = statuses.get(plain(word));
        if (mapped != null) {
            return mapped;
        }
        var status = Spelling.status(word);
        return status != null && Spelling.isStatus(status) ? status : null;
    }

    private static String status(String configured) {
        var status = Spelling.status(configured);
        if (status == null || !Spelling.isStatus(status)) {
            throw new UserException(
                    "\"" + configured + "\", under the statuses of a list of vss.lists, is no session status."
                            + " Use one such as COMPLETED, NO_ANSWER, BUSY or FAILED.");
        }
        return status;
    }

    private static String plain(String word) {
        return word.replaceAll("[^\\p{L}\\p{N}]+", "").toLowerCase(Locale.ROOT);
    }
}
