package vssledger.expected.format;

import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import vssledger.platform.UserException;

/**
 * The client's own lists, as {@code config/lists.yml} tells how they are read.
 *
 * @param lists by name, how a list of expected sessions is read
 */
@ConfigurationProperties("vss")
public record ListMappings(@DefaultValue Map<String, ListMapping> lists) {

    /**
     * The list of this name; without a name the only one there is, or one whose columns have the usual names.
     *
     * @throws UserException where there is none of that name, or no telling which is meant
     */
    ListMapping list(@Nullable String name) {
        if (name == null) {
            return switch (lists.size()) {
                case 0 -> ListMapping.PLAIN;
                case 1 -> lists.values().iterator().next();
                default ->
                    throw new UserException(
                            "Which list is it? Name it with --list: " + names() + ". Nothing was imported.");
            };
        }
        var list = lists.get(name);
        if (list == null) {
            throw new UserException("There is no list \"" + name + "\" under vss.lists in config/lists.yml"
                    + (lists.isEmpty() ? "" : ". Use one of: " + names()) + ". Nothing was imported.");
        }
        return list;
    }

    /** Equal wherever the same line of each list comes to the same row. */
    public String rules() {
        var rules = new TreeMap<String, String>();
        lists.forEach((name, list) -> rules.put(name, list.rules()));
        return rules.toString();
    }

    private String names() {
        return String.join(", ", new TreeSet<>(lists.keySet()));
    }
}
