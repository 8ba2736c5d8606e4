package vssledger.cli.text;

import java.time.Clock;
import java.time.LocalDate;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import vssledger.cli.Ledger;
import vssledger.platform.DateRange;
import vssledger.platform.LedgerProperties;

/** {@code --from} and {@code --to}. */
public final class RangeOptions {

    @Option(
            names = "--from",
            paramLabel = "DAY",
            description = "First business day: 2026-11-20, yesterday, this-week, last-week, this-month, last-month.")
    private @Nullable String from;

    @Option(names = "--to", paramLabel = "DAY", description = "Last business day, included. Default: yesterday.")
    private @Nullable String to;

    public Optional<DateRange> range(Ledger ledger) {
        var zone = ledger.the(LedgerProperties.class).timeZone();
        return DayNames.range(
                from, to, LocalDate.ofInstant(ledger.the(Clock.class).instant(), zone));
    }
}
