package vssledger.platform.actor;

import java.util.Collection;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Who decides something: a proven name, which is that of a login to the console or of a user of the operating system.
 *
 * @param name the login, or {@code user@host}
 * @param detail what else is to be shown beside the name, such as {@code on behalf of Ben}; proves nothing; null for nothing
 * @param aliases other names by which this person may be known, in lower case
 */
public record Actor(String name, @Nullable String detail, Set<String> aliases) {

    private static final int LONGEST_REMARK = 100;

    public Actor {
        if (name.isBlank()) {
            throw new IllegalArgumentException("An actor has a name");
        }
        name = name.strip();
        var lower = new TreeSet<String>();
        aliases.forEach(alias -> lower.add(lower(alias)));
        lower.remove(lower(name));
        aliases = Set.copyOf(lower);
    }

    /** Somebody who logged in by this name. */
    public static Actor loggedIn(String name) {
        return new Actor(name, null, Set.of());
    }

    /** The same actor, who says to act for somebody else: it is shown, and counts for nothing. Null or blank changes nothing. */
    public Actor onBehalfOf(@Nullable String whom) {
        return whom == null || whom.isBlank() ? this : with("on behalf of " + onOneLine(whom));
    }

    /** The same actor with one more thing to show. */
    Actor with(String more) {
        return new Actor(name, detail == null ? more : detail + ", " + more, aliases);
    }

    /** As history shows it. */
    public String inWords() {
        return detail == null ? name : name + ", " + detail;
    }

    /**
     * Whether this may be the same person as who was recorded, whatever the case of the letters.
     *
     * @param who the name that was recorded
     * @param otherAliases the aliases that were recorded with it
     */
    public boolean mayBe(String who, Collection<String> otherAliases) {
        var names = new HashSet<>(aliases);
        names.add(lower(name));
        return Stream.concat(Stream.of(who), otherAliases.stream())
                .map(Actor::lower)
                .anyMatch(names::contains);
    }

    private static String lower(String name) {
        return name.strip().toLowerCase(Locale.ROOT);
    }

    private static String onOneLine(String text) {
        var line = text.strip().replaceAll("[\\p{C}\\s]+", " ");
        return line.length() <= LONGEST_REMARK ? line : line.substring(0, LONGEST_REMARK) + "…";
    }
}
