package vssledger.platform;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Identifiers as they are compared. A UUID is the same in whatever case it is written, since that is how it is defined; any other
 * identifier is only the same as itself.
 */
public final class Ids {

    private static final int LENGTH_OF_UUID = 36;

    private Ids() {}

    /**
     * The spelling by which an identifier is kept as a key and looked up.
     *
     * @param id of a session, call, request or anything else
     * @return in lower case if it is a UUID, else as it is
     */
    public static String key(String id) {
        return id.length() == LENGTH_OF_UUID && hasUpperCase(id) && isUuid(id) ? id.toLowerCase(Locale.ROOT) : id;
    }

    /** The same of what a person writes, around which there may be white space; null for null. */
    public static @Nullable String keyOrNull(@Nullable String id) {
        return id == null ? null : key(id.strip());
    }

    /** Whether it is a UUID, in whatever case. */
    public static boolean isUuid(String id) {
        if (id.length() != LENGTH_OF_UUID) {
            return false;
        }
        for (var i = 0; i < LENGTH_OF_UUID; i++) {
            var c = id.charAt(i);
            var isRight = (i == 8 || i == 13 || i == 18 || i == 23) ? c == '-' : isHexadecimal(c);
            if (!isRight) {
                return false;
            }
        }
        return true;
    }

    private static boolean isHexadecimal(char c) {
        return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
    }

    private static boolean hasUpperCase(String id) {
        for (var i = 0; i < id.length(); i++) {
            if (id.charAt(i) >= 'A' && id.charAt(i) <= 'F') {
                return true;
            }
        }
        return false;
    }
}
