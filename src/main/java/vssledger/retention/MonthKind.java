package vssledger.retention;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import vssledger.capture.DeliveryMonths;
import vssledger.fact.FactMonths;
import vssledger.parse.OutcomeMonths;
import vssledger.platform.UserException;

/** What goes by the month. */
enum MonthKind {
    /** By month of their arrival. */
    DELIVERIES,

    /** By month of their business day, with what became of the deliveries that they are made of. */
    FACTS;

    /** In the order in which they are restored. */
    List<String> tables() {
        return switch (this) {
            case DELIVERIES -> DeliveryMonths.tables();
            case FACTS ->
                Stream.concat(FactMonths.tables().stream(), OutcomeMonths.tables().stream())
                        .toList();
        };
    }

    /** As in the names of files. */
    String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    static MonthKind of(String code) {
        return Stream.of(values())
                .filter(kind -> kind.code().equals(code))
                .findFirst()
                .orElseThrow(() -> new UserException(
                        "This ledger knows of no archived " + code + ". A newer one may have written them: use that."));
    }
}
