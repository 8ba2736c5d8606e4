package vssledger.cli.text;

import java.time.Duration;
import java.time.Instant;

/** How long ago something was, in words: {@code 12 s}, {@code 3 min}, {@code 5 h}, {@code 2 days}. Whole units, cut off. */
public final class Age {

    private Age() {}

    public static String of(Instant time, Instant now) {
        var age = Duration.between(time, now);
        if (age.toDays() >= 2) {
            return age.toDays() + " days";
        }
        if (age.toHours() >= 1) {
            return age.toHours() + " h";
        }
        if (age.toMinutes() >= 1) {
            return age.toMinutes() + " min";
        }
        return Math.max(0, age.toSeconds()) + " s";
    }
}
