package vssledger.expected.file;

import java.util.List;
import java.util.stream.Collectors;
import vssledger.platform.UserException;

/** A file that can be taken once somebody has seen how it would be read: nothing of it was imported. */
public final class UnconfirmedReadingException extends UserException {

    private final String reading;

    /**
     * A file and how it would be read.
     *
     * @param reading how it would be read, a line for each thing
     * @param questions what only a person knows
     * @param whatToDo what to type to take it
     */
    UnconfirmedReadingException(String reading, List<String> questions, String whatToDo) {
        super(reading
                + questions.stream().map(question -> "\n" + question).collect(Collectors.joining())
                + "\nNothing of it was imported. " + whatToDo);
        this.reading = reading;
    }

    /** How it would be read. */
    String reading() {
        return reading;
    }
}
