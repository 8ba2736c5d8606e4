package vssledger.alert;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.springframework.stereotype.Component;
import vssledger.parse.ParseLag;

/** Deliveries that wait for a run for too long. */
@Component
class ParseLagWatch implements Watch {

    private final ParseLag lag;
    private final Duration longest;

    ParseLagWatch(ParseLag lag, AlertProperties properties) {
        this.lag = lag;
        this.longest = properties.parseLag();
    }

    @Override
    public Set<AlertKind> kinds() {
        return Set.of(AlertKind.PARSE_LAG);
    }

    @Override
    public List<AlertCondition> look() {
        if (longest.isZero()) {
            return List.of();
        }
        var seconds = lag.seconds();
        if (Double.isNaN(seconds)) {
            throw new IllegalStateException("the database does not answer in time");
        }
        return seconds <= longest.toSeconds()
                ? List.of()
                : List.of(new AlertCondition(
                        AlertKind.PARSE_LAG,
                        "inbox",
                        "Deliveries wait for a run for too long",
                        "The oldest came " + Math.round(seconds / 3600) + " hours ago. See: vss status. To parse them"
                                + " now: vss run"));
    }
}
