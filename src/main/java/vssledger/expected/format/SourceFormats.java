package vssledger.expected.format;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import vssledger.expected.ExpectedSource;
import vssledger.platform.UserException;

/** The format of every source. */
@Component
public class SourceFormats {

    private final List<SourceFormat> known;
    private final ListMappings lists;
    private final Spellings spellings;

    public SourceFormats(List<SourceFormat> known, ListMappings lists, Spellings spellings) {
        this.known = known;
        this.lists = lists;
        this.spellings = spellings;
    }

    /**
     * The format of a source.
     *
     * @param list which of the client's own lists it is; null for the only one
     * @throws UserException if there is no such list
     */
    public SourceFormat of(ExpectedSource source, @Nullable String list) {
        if (source == ExpectedSource.SESSIONS) {
            return new ListFormat(lists.list(list), spellings);
        }
        if (list != null) {
            throw new UserException("--list is for --source sessions. Nothing was imported.");
        }
        return known.stream()
                .filter(format -> format.source() == source)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("No format reads " + source));
    }
}
