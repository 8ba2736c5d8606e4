package vssledger.expected.format;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import vssledger.expected.ExpectedSource;
import vssledger.expected.file.ColumnRoles;
import vssledger.expected.file.ReadingChoice;
import vssledger.expected.line.Line;
import vssledger.platform.text.Sha256;

/**
 * A list of the client's own, one row a session. A line without an id is known by its subaccount, destination and time, so
 * that it is the same in a later file; reconciliation looks for its session by these.
 */
final class ListFormat implements SourceFormat {

    private static final PhoneNumberUtil PLANS = PhoneNumberUtil.getInstance();
    private static final int ROW_ID = 20;

    private final ListMapping mapping;
    private final Spellings spellings;

    ListFormat(ListMapping mapping, Spellings spellings) {
        this.mapping = mapping;
        this.spellings = spellings;
    }

    @Override
    public ExpectedSource source() {
        return ExpectedSource.SESSIONS;
    }

    @Override
    public List<List<String>> requiredColumns() {
        return mapping.required();
    }

    @Override
    public ColumnRoles columns() {
        var columns = mapping.columns();
        return new ColumnRoles(
                requiredColumns(),
                Set.of(),
                Set.of(),
                Set.of(columns.time()),
                Set.of(columns.sessionId(), columns.clientRequestId(), columns.subAccountId(), columns.destination()));
    }

    @Override
    public ReadingChoice reading() {
        return mapping.reading();
    }

    @Override
    public boolean isOnlyCsv() {
        return false;
    }

    @Override
    public List<String> stagingColumns() {
        return CallflowsFormat.STAGING;
    }

    @Override
    public boolean isExpected(Line line) {
        return mapping.isExpected(line.text(mapping.columns().status()));
    }

    @Override
    public Optional<@Nullable Object[]> row(Line line) {
        if (!isExpected(line)) {
            return Optional.empty();
        }
        var columns = mapping.columns();
        var subAccountId = mapping.subAccountId() == null
                ? line.requiredId(columns.subAccountId())
                : Objects.requireNonNullElse(line.id(columns.subAccountId()), mapping.subAccountId());
        var sessionId = line.id(columns.sessionId());
        var clientRequestId = line.id(columns.clientRequestId());
        var time = line.requiredTime(mapping.zone(), columns.time());
        var destination = destination(line.phone(columns.destination()));
        var productSpelling = line.text(columns.product());
        var product = spellings.product(productSpelling);
        var isRow = sessionId == null && clientRequestId == null;
        if (isRow && destination == null) {
            line.reject(columns.destination(), "", "it is empty, and a line without an id is found by its destination");
        }
        return Optional.of(new @Nullable Object[] {
            line.number(),
            true,
            subAccountId,
            sessionId,
            isRow ? rowId(subAccountId, String.valueOf(destination), time.toString()) : clientRequestId,
            isRow,
            product != null ? product.code() : productSpelling == null ? mapping.product() : null,
            time,
            mapping.statusOf(line.text(columns.status())),
            destination,
            null, // only answers of 8x8 have this and the next three
            null,
            null,
            null,
            product == null ? productSpelling : null,
        });
    }

    /** In E.164 where its country is known, else as it came. */
    private @Nullable String destination(@Nullable String text) {
        if (text == null) {
            return null;
        }
        try {
            var number = PLANS.parse(text.startsWith("00") ? "+" + text.substring(2) : text, mapping.country());
            return PLANS.isPossibleNumber(number) ? PLANS.format(number, PhoneNumberFormat.E164) : text;
        } catch (NumberParseException e) {
            return text;
        }
    }

    /** The same for the same line in any file. */
    static String rowId(String subAccountId, String destination, String time) {
        var said = Stream.of(subAccountId, destination, time).toList().toString();
        return "row-"
                + HexFormat.of()
                        .formatHex(Sha256.of(said.getBytes(StandardCharsets.UTF_8)))
                        .substring(0, ROW_ID);
    }

    @Override
    public List<String> transforms() {
        return CallflowsFormat.TRANSFORMS;
    }
}
