package vssledger.parse.read;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vssledger.fact.NoteCode;
import vssledger.fact.SessionNote;

/** Gathers what is strange about one summary. */
final class Notes {

    private static final int LONGEST_VALUE = 80;

    /** A summary with more than these is told by its first ones. */
    private static final int MOST = 50;

    private final List<SessionNote> notes = new ArrayList<>(2);

    void add(NoteCode code, String field, @Nullable String value) {
        if (notes.size() < MOST) {
            notes.add(new SessionNote(code, field, value == null ? null : beginning(StorableText.storable(value))));
        }
    }

    List<SessionNote> all() {
        return List.copyOf(notes);
    }

    private static String beginning(String value) {
        return value.length() <= LONGEST_VALUE ? value : StorableText.beginning(value, LONGEST_VALUE) + "…";
    }
}
