package vssledger.reconcile.matching;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.annotation.JsonNaming;
import tools.jackson.databind.json.JsonMapper;
import vssledger.platform.LedgerProperties;
import vssledger.platform.Product;
import vssledger.platform.UserException;

/**
 * The client's contract with 8x8, where there is a {@code config/rates.csv}: what a call to a destination costs. Of the rates
 * for a call, that of the longest prefix counts.
 */
@Component
public class RateCard {

    private static final List<String> COLUMNS = List.of(
            "product", "direction", "prefix", "valid_from", "valid_to", "increment", "unit", "unit_price", "currency");
    private static final Map<String, Integer> UNITS = Map.of("second", 1, "minute", 60);

    private final Path file;

    public RateCard(LedgerProperties ledger) {
        this.file = ledger.home().resolve("config").resolve("rates.csv");
    }

    /**
     * A line of the contract.
     *
     * @param product its code; null for all
     * @param direction OUTBOUND or INBOUND; null for both
     * @param prefix of the destination, digits with the country's first; empty for all
     * @param validFrom first day; null for ever
     * @param validTo last day; null for ever
     * @param unitSeconds what the price is for
     */
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    record Rate(
            @Nullable String product,
            @Nullable String direction,
            String prefix,
            @Nullable LocalDate validFrom,
            @Nullable LocalDate validTo,
            int firstIncrement,
            int nextIncrement,
            int unitSeconds,
            BigDecimal unitPrice,
            String currency) {}

    /** As the SQL reads it; no rates where there is no contract. */
    public String asJson() {
        return JsonMapper.shared().writeValueAsString(rates());
    }

    /** @throws UserException that names the first line which is not usable */
    List<Rate> rates() {
        if (!Files.exists(file)) {
            return List.of();
        }
        var rates = new ArrayList<Rate>();
        try (var lines = CsvReader.builder().skipEmptyLines(true).ofNamedCsvRecord(file)) {
            for (var line : lines) {
                for (var column : COLUMNS) {
                    if (line.findField(column).isEmpty()) {
                        throw wrong(line, "it lacks the column " + column);
                    }
                }
                rates.add(rate(line));
            }
        } catch (CsvParseException | UncheckedIOException | IOException e) {
            throw new UserException(file + " cannot be read: " + e.getMessage() + ". Write it as CSV in UTF-8.", e);
        }
        return rates;
    }

    private Rate rate(NamedCsvRecord line) {
        var product = line.getField("product").strip();
        if (!product.isEmpty() && Product.find(product).isEmpty()) {
            throw wrong(line, "there is no product \"" + product + "\"; use one of " + Product.codes());
        }
        var direction = line.getField("direction").strip().toUpperCase(Locale.ROOT);
        if (!List.of("", "INBOUND", "OUTBOUND").contains(direction)) {
            throw wrong(line, "a direction is inbound, outbound or empty");
        }
        var increment = match(
                line,
                "increment",
                "([1-9]\\d{0,5})\\s*\\+\\s*([1-9]\\d{0,5})",
                "first and following seconds, as 60+60");
        var unit = UNITS.get(line.getField("unit").strip().toLowerCase(Locale.ROOT));
        if (unit == null) {
            throw wrong(line, "a unit is minute or second");
        }
        return new Rate(
                product.isEmpty() ? null : product,
                direction.isEmpty() ? null : direction,
                match(line, "prefix", "\\+?(\\d{0,15})", "digits that a destination begins with, as 65")
                        .group(1),
                day(line, "valid_from"),
                day(line, "valid_to"),
                Integer.parseInt(increment.group(1)),
                Integer.parseInt(increment.group(2)),
                unit,
                new BigDecimal(match(line, "unit_price", "(\\d{1,9}(\\.\\d{1,12})?)", "a price with a point, as 0.0375")
                        .group(1)),
                match(line, "currency", "([A-Z]{3})", "three letters, as SGD").group(1));
    }

    private Matcher match(NamedCsvRecord line, String column, String pattern, String what) {
        var matcher = Pattern.compile(pattern).matcher(line.getField(column).strip());
        if (!matcher.matches()) {
            throw wrong(line, column + " \"" + line.getField(column) + "\" should be " + what);
        }
        return matcher;
    }

    private @Nullable LocalDate day(NamedCsvRecord line, String column) {
        var text = line.getField(column).strip();
        try {
            return text.isEmpty() ? null : LocalDate.parse(text);
        } catch (DateTimeException e) {
            throw wrong(line, column + " \"" + text + "\" should be a day, as 2026-11-20, or empty");
        }
    }

    private UserException wrong(NamedCsvRecord line, String why) {
        return new UserException(
                file + ", line " + line.getStartingLineNumber() + ": " + why + ". Correct it, then run again.");
    }
}
