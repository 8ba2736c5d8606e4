package vssledger.cli.failure;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.Objects;
import vssledger.cli.Ledger;

/** What a failure to read or write a file means to whoever typed the command, and what to do. */
final class FileFailures {

    private static final String FULL = "No space left on device";

    private FileFailures() {}

    /** In the words of whoever wrote the file, who names it. Empty if it has none of its own. */
    static String explain(UncheckedIOException failure) {
        var cause = Objects.requireNonNull(failure.getCause());
        var words = String.valueOf(failure.getMessage());
        return words.equals(String.valueOf(cause)) ? "" : words + " (" + reason(cause) + "). " + next(cause);
    }

    /** Empty if it is not known of which file it is. */
    static String explain(IOException failure) {
        if (failure instanceof FileSystemException file && file.getFile() != null) {
            return file.getFile() + " cannot be used (" + reason(file) + "). " + next(file);
        }
        return isFull(failure)
                ? "A disk is full (" + FULL + "). Make room on those of "
                        + Ledger.home().resolve("var").toAbsolutePath().normalize() + " and "
                        + Ledger.home().resolve("reports/out").toAbsolutePath().normalize() + ", then repeat."
                : "";
    }

    private static String next(IOException failure) {
        return isFull(failure)
                ? "Make room on that disk, then repeat."
                : "See that the user that runs the ledger may use it, then repeat.";
    }

    private static boolean isFull(IOException failure) {
        return String.valueOf(failure.getMessage()).contains(FULL);
    }

    private static String reason(IOException failure) {
        if (failure instanceof NoSuchFileException) {
            return "it does not exist";
        }
        if (failure instanceof AccessDeniedException) {
            return "permission denied";
        }
        return failure instanceof FileSystemException file && file.getReason() != null
                ? file.getReason()
                : Failures.firstLine(failure);
    }
}
