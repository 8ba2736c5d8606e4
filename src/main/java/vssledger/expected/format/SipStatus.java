package vssledger.expected.format;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** How the column {@code SipStatus} of a bill is read: 8x8 does not document whether it holds a number, words or a status line. */
final class SipStatus {

    private static final Pattern STATUS = Pattern.compile(
            "(?:SIP\\W*(?:2\\.0\\s+)?)?([1-6]\\d\\d)(?:\\.0+)?(?:(?!\\.\\d)\\D.*)?", Pattern.CASE_INSENSITIVE);

    private SipStatus() {}

    /**
     * The number alone, of {@code 486}, {@code 486 Busy Here} or {@code SIP/2.0 486 Busy Here}.
     *
     * @return the text as it is if it has no such number, so that it can be named; null for null
     */
    static @Nullable String of(@Nullable String text) {
        if (text == null) {
            return null;
        }
        var number = STATUS.matcher(text);
        return number.matches() ? number.group(1) : text;
    }
}
