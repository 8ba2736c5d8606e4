package vssledger.platform.check;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Period;
import org.jspecify.annotations.Nullable;
import org.springframework.util.unit.DataSize;
import vssledger.platform.UserException;

/** Says in one sentence that the value of a setting is out of its range. */
public final class SettingCheck {

    private SettingCheck() {}

    /**
     * Both limits are allowed.
     *
     * @param name of the setting, such as {@code vss.parse.chunk-size}
     * @throws UserException if the value is out of the range
     */
    public static void between(String name, long value, long least, long most) {
        require(value >= least && value <= most, name, value, "from " + least + " to " + most);
    }

    /**
     * There is no upper limit.
     *
     * @throws UserException if the value is below the least
     */
    public static void atLeast(String name, long value, long least) {
        require(value >= least, name, value, "at least " + least);
    }

    /**
     * For a length of time.
     *
     * @throws UserException if it is shorter than the least
     */
    public static void atLeast(String name, Duration value, Duration least) {
        require(value.compareTo(least) >= 0, name, words(value), "at least " + words(least));
    }

    /**
     * For an amount of money.
     *
     * @throws UserException if it is below zero
     */
    public static void notNegative(String name, BigDecimal value) {
        require(value.signum() >= 0, name, value.toPlainString(), "at least 0");
    }

    /**
     * For a size.
     *
     * @throws UserException if it is below the least
     */
    public static void atLeast(String name, DataSize value, DataSize least) {
        require(value.compareTo(least) >= 0, name, value.toBytes() + "B", "at least " + least.toBytes() + "B");
    }

    /**
     * For a time after which something is deleted: one below a day would delete what has just come.
     *
     * @param value null if nothing is deleted
     * @throws UserException if it is shorter than a day
     */
    public static void keepsADay(String name, @Nullable Period value) {
        if (value != null) {
            require(!value.isNegative() && !value.isZero(), name, value, "at least 1d, or nothing would be kept");
        }
    }

    private static void require(boolean isUsable, String name, Object value, String range) {
        if (!isUsable) {
            throw new UserException(
                    "The setting " + name + " = " + value + " is not usable: it should be " + range + ".");
        }
    }

    /** As settings are written. */
    private static String words(Duration duration) {
        return duration.toMillisPart() == 0 ? duration.toSeconds() + "s" : duration.toMillis() + "ms";
    }
}
