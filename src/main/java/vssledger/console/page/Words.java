package vssledger.console.page;

import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.web.util.UriComponentsBuilder;
import vssledger.platform.text.Amounts;
import vssledger.platform.text.DisplayNames;
import vssledger.report.MaskedNumber;
import vssledger.report.ReportScope;
import vssledger.report.edition.EditionId;

/** How pages write times (in the report time zone), ages, numbers and codes. */
final class Words {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT);
    private static final DateTimeFormatter EXACT = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT);

    private final ZoneId zone;
    private final Clock clock;

    Words(ZoneId zone, Clock clock) {
        this.zone = zone;
        this.clock = clock;
    }

    public String zone() {
        return zone.getId();
    }

    public String time(@Nullable Instant time) {
        return time == null ? "–" : TIME.format(time.atZone(zone));
    }

    public String exactly(@Nullable Instant time) {
        return time == null ? "–" : EXACT.format(time.atZone(zone));
    }

    public String now() {
        return time(clock.instant());
    }

    /** How long ago: whole units, cut off. */
    public String age(@Nullable Instant time) {
        return time == null ? "–" : span(Duration.between(time, clock.instant()));
    }

    /** How long it took, or has taken so far. */
    public String took(@Nullable Instant from, @Nullable Instant to) {
        return from == null ? "–" : span(Duration.between(from, to == null ? clock.instant() : to));
    }

    private static String span(Duration span) {
        if (span.toDays() >= 2) {
            return span.toDays() + " days";
        }
        if (span.toHours() >= 1) {
            return span.toHours() + " h";
        }
        if (span.toMinutes() >= 1) {
            return span.toMinutes() + " min";
        }
        return Math.max(0, span.toSeconds()) + " s";
    }

    public String count(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    /** A figure and what it would be. */
    public String change(long now, long then) {
        return now == then ? count(now) : count(now) + " → " + count(then);
    }

    public String signed(long number) {
        return number == 0 ? "±0" : String.format(Locale.ROOT, "%+,d", number).replace('-', '−');
    }

    public String percent(double share) {
        return String.format(Locale.ROOT, "%.1f %%", 100 * share);
    }

    /** The amount of one line. */
    public String amount(@Nullable BigDecimal amount, @Nullable String currency) {
        return amount == null ? "–" : Amounts.text(amount, currency);
    }

    public String sum(@Nullable BigDecimal sum, @Nullable String currency) {
        return sum == null ? "–" : Amounts.textOfSum(sum, currency);
    }

    public String talk(long seconds) {
        return String.format(Locale.ROOT, "%d:%02d:%02d", seconds / 3600, seconds / 60 % 60, seconds % 60);
    }

    /** Where the page of an edition is. */
    public String path(EditionId edition) {
        return path(edition, "");
    }

    public String path(ReportScope scope, int edition) {
        return path(new EditionId(scope, edition));
    }

    /** Where a file of an edition is taken. */
    public String path(EditionId edition, String file) {
        var scope = edition.scope();
        var path = UriComponentsBuilder.fromPath("/console/editions")
                .pathSegment(
                        scope.range().from().toString(),
                        scope.range().to().toString(),
                        Integer.toString(edition.number()));
        if (!file.isEmpty()) {
            path.pathSegment(file);
        }
        if (scope.isNarrowed()) {
            path.queryParam("of", scope.narrowedTo());
        }
        return path.encode().build().toString();
    }

    /** How long it took, to the tenth. */
    public String seconds(double seconds) {
        return seconds < 100 ? String.format(Locale.ROOT, "%.1f s", seconds) : span(Duration.ofSeconds((long) seconds));
    }

    public String rate(@Nullable Double rate) {
        return rate == null ? "–" : String.format(Locale.ROOT, "%,.0f", rate);
    }

    static String lower(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    /** A phone number that nobody can call. */
    public String masked(@Nullable String number) {
        return number == null ? "–" : MaskedNumber.of(number);
    }

    /** A code such as {@code NO_ANSWER}, or an enum's constant, for people. */
    public String code(@Nullable Object code) {
        return code == null
                ? "–"
                : DisplayNames.of(code instanceof Enum<?> constant ? constant.name() : code.toString());
    }
}
