package vssledger.cli.text;

import java.io.Console;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import vssledger.platform.UserException;

/** Asks whoever sits at the terminal; whoever does not is a script, and says beforehand what is to be done. */
public final class Question {

    private Question() {}

    /**
     * Whether they say yes.
     *
     * @param withoutTerminal what a script is told, which nobody can be asked for
     * @throws UserException that says it
     */
    public static boolean isAnsweredYes(String question, String withoutTerminal) {
        var console = terminal();
        if (console == null) {
            throw new UserException(withoutTerminal);
        }
        var answer = console.readLine("%s [y/N] ", question);
        return answer != null && answer.strip().toLowerCase(Locale.ROOT).matches("y|yes");
    }

    @SuppressWarnings("SystemConsoleNull") // with a newer Java it is no terminal's: see isTerminal
    private static @Nullable Console terminal() {
        var console = System.console();
        return console != null && isTerminal(console) ? console : null;
    }

    /** Since Java 22 there may be a console without a terminal, and a method that tells. */
    private static boolean isTerminal(Console console) {
        try {
            return Boolean.TRUE.equals(Console.class.getMethod("isTerminal").invoke(console));
        } catch (ReflectiveOperationException e) {
            return true;
        }
    }
}
