package vssledger.cli;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Whether Java can read the names of files here: it does so by the locale, and the one of cron and systemd knows ASCII only. */
public final class FileNames {

    private FileNames() {}

    /**
     * What is wrong, and what to do; empty if nothing is.
     *
     * @param encoding of names of files, as {@code sun.jnu.encoding} has it
     * @param folder in which the program runs, as Java reads it
     * @param words of the command line, as Java reads them
     */
    public static Optional<String> problem(String encoding, String folder, List<String> words) {
        if (encoding.toLowerCase(Locale.ROOT).startsWith("utf")) {
            return Optional.empty();
        }
        return isUnread(folder) || words.stream().anyMatch(FileNames::isUnread)
                ? Optional.of("The locale (character set " + encoding + ") has no letters for the names of files here."
                        + " Set LC_ALL=C.UTF-8, or start the program by the script vss, which does so.")
                : Optional.empty();
    }

    /** A letter beyond ASCII has several bytes, each of which is read as one of these. */
    private static boolean isUnread(String name) {
        return name.contains("??") || name.contains("\uFFFD");
    }
}
