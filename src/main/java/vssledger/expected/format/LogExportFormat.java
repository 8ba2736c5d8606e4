package vssledger.expected.format;

import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import vssledger.expected.ExpectedSource;
import vssledger.expected.file.ColumnRoles;
import vssledger.expected.line.Line;
import vssledger.platform.text.Spelling;

/** 8x8's voice log export: CSV, one row a call leg, with what is billed for it. */
@Component
final class LogExportFormat implements SourceFormat {

    private static final Pattern INCREMENT = Pattern.compile("(\\d{1,6})\\s*\\+\\s*(\\d{1,6})");
    private static final Pattern CURRENCY = Pattern.compile("[A-Z]{3}");

    private final Spellings spellings;

    LogExportFormat(Spellings spellings) {
        this.spellings = spellings;
    }

    @Override
    public ExpectedSource source() {
        return ExpectedSource.LOG_EXPORT;
    }

    @Override
    public List<List<String>> requiredColumns() {
        return Stream.of(
                        "SessionId",
                        "CallId",
                        "SubAccountId",
                        "InitiatedAt",
                        "DurationInSec",
                        "Product",
                        "BillingUnit",
                        "BillingIncrement",
                        "BillableDurationInSec",
                        "UnitPrice",
                        "UnitPriceCurrency",
                        "TotalPriceOfCall",
                        "SessionStatus")
                .map(List::of)
                .toList();
    }

    @Override
    public ColumnRoles columns() {
        return new ColumnRoles(
                requiredColumns(),
                Set.of("UnitPrice", "TotalPriceOfCall", "DurationInSec", "BillableDurationInSec"),
                Set.of("TotalPriceOfCall", "DurationInSec", "BillableDurationInSec"),
                Set.of("InitiatedAt", "ConnectedAt", "DisconnectedAt"),
                Set.of("SessionId", "CallId", "SubAccountId", "SourceEndpoint", "DestinationEndpoint"));
    }

    @Override
    public boolean isOnlyCsv() {
        return true;
    }

    @Override
    public boolean isExpected(Line line) {
        return true;
    }

    @Override
    public List<String> stagingColumns() {
        return List.of(
                "line bigint",
                "sub_account_id text",
                "session_id text",
                "call_id text",
                "product text",
                "product_spelling text",
                "direction text",
                "source_number text",
                "destination text",
                "initiated_at timestamptz",
                "connected_at timestamptz",
                "disconnected_at timestamptz",
                "session_status text",
                "call_status text",
                "duration_seconds integer",
                "billing_unit text",
                "unit_seconds integer",
                "first_increment integer",
                "next_increment integer",
                "billable_seconds integer",
                "unit_price numeric",
                "total_price numeric",
                "currency text",
                "session_id_spelling text",
                "call_id_spelling text",
                "sip_status text");
    }

    @Override
    public Optional<@Nullable Object[]> row(Line line) {
        var product = spellings.product(line.text("Product"));
        var increment = increment(line);
        var unitPrice = line.decimal("UnitPrice");
        var total = line.decimal("TotalPriceOfCall");
        return Optional.of(new @Nullable Object[] {
            line.number(),
            line.requiredId("SubAccountId"),
            line.requiredId("SessionId"),
            line.requiredId("CallId"),
            product == null ? null : product.code(),
            line.text("Product"),
            Spelling.constant(line.text("Direction")),
            line.phone("SourceEndpoint"),
            line.phone("DestinationEndpoint"),
            line.requiredTime("InitiatedAt"),
            line.time("ConnectedAt"),
            line.time("DisconnectedAt"),
            Spelling.status(line.text("SessionStatus")),
            Spelling.status(line.text("CallStatus")),
            line.requiredSeconds("DurationInSec"),
            line.text("BillingUnit"),
            spellings.unitSeconds(line.text("BillingUnit")),
            increment == null ? null : increment[0],
            increment == null ? null : increment[1],
            line.seconds("BillableDurationInSec"),
            unitPrice,
            total,
            currency(line, isMoney(unitPrice) || isMoney(total)),
            line.spellingOfId("SessionId"),
            line.spellingOfId("CallId"),
            SipStatus.of(line.text("SipStatus")),
        });
    }

    @Override
    public List<String> transforms() {
        return List.of(
                "expected/import/01_billed_total.sql",
                "expected/import/02_leg_superseded.sql",
                "expected/import/03_leg.sql",
                "expected/import/07_session_superseded.sql",
                "expected/import/09_billed_session.sql",
                "expected/import/11_price_decimals.sql",
                "expected/import/14_touched_day.sql");
    }

    /** First interval and following ones, in seconds; null where none is stated. */
    private static int @Nullable [] increment(Line line) {
        var value = line.text("BillingIncrement");
        if (value == null) {
            return null;
        }
        var parts = INCREMENT.matcher(value);
        if (parts.matches() && Integer.parseInt(parts.group(1)) > 0 && Integer.parseInt(parts.group(2)) > 0) {
            return new int[] {Integer.parseInt(parts.group(1)), Integer.parseInt(parts.group(2))};
        }
        line.reject("BillingIncrement", value, "no increment; write first and following seconds as 60+60");
        return null;
    }

    /** Nothing costs as much in every currency. */
    private static boolean isMoney(@Nullable BigDecimal price) {
        return price != null && price.signum() != 0;
    }

    private static @Nullable String currency(Line line, boolean isPriced) {
        var value = line.text("UnitPriceCurrency");
        if (value == null) {
            if (isPriced) {
                line.reject("UnitPriceCurrency", "", "a price needs its currency");
            }
            return null;
        }
        var code = value.toUpperCase(Locale.ROOT);
        if (!CURRENCY.matcher(code).matches()) {
            line.reject("UnitPriceCurrency", value, "no currency; write its three letters, as SGD");
        }
        return code;
    }
}
