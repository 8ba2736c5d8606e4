package vssledger.platform.check;

import java.util.List;

/**
 * Something that {@code vss doctor} looks at. A module contributes its own as beans; each is made and asked apart from the
 * others, so what one cannot do without, such as the database, keeps no other from its answer.
 */
public interface Check {

    /** What was looked at, in a word or two. */
    String subject();

    /** What was found, good or bad; what is thrown is told as a problem. */
    List<Finding> findings();
}
