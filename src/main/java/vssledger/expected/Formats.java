package vssledger.expected;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import vssledger.platform.UserError;

/** The format of every source. */
@Component
class Formats {

    private final List<Format> known;
    private final Lists lists;
    private final Spellings spellings;

    Formats(List<Format> known, Lists lists, Spellings spellings) {
        this.known = known;
        this.lists = lists;
        this.spellings = spellings;
    }

    /**
     * The format of a source.
     *
     * @param list which of the client's own lists it is; null for the only one
     * @throws UserError if there is no such list
     */
    Format of(ExpectedSource source, @Nullable String list) {
        if (source == ExpectedSource.SESSIONS) {
            return new ListFormat(lists.list(list), spellings);
        }
        if (list != null) {
            throw new UserError("--list is for --source sessions. Nothing was imported.");
        }
        return known.stream()
                .filter(format -> format.source() == source)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("No format reads " + source));
    }
}
