package vssledger.platform.check;

import org.jspecify.annotations.Nullable;

/**
 * What a {@link Check} found.
 *
 * @param text a sentence
 * @param next what to do; null where nothing is to be done
 */
public record Finding(Grade grade, String text, @Nullable String next) {

    /** How good or bad it is. */
    public enum Grade {
        /** As it should be. */
        GOOD,
        /** It works, but somebody should look. */
        WARNING,
        /** Something does not work, or will not. */
        PROBLEM
    }

    public static Finding good(String text) {
        return new Finding(Grade.GOOD, text, null);
    }

    public static Finding warning(String text, String next) {
        return new Finding(Grade.WARNING, text, next);
    }

    public static Finding problem(String text, String next) {
        return new Finding(Grade.PROBLEM, text, next);
    }
}
