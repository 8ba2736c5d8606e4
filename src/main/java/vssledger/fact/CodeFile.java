package vssledger.fact;

import java.io.IOException;
import java.io.Reader;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import vssledger.platform.UserException;

/** Reads a YAML file of codes: a list under {@code vss.codes}. What is wrong in it is told with its line. */
final class CodeFile {

    private static final Set<String> FIELDS = Set.of("family", "code", "meaning", "remedy", "lies-with", "retry");
    private static final Set<String> LIES_WITH =
            Set.of("nobody", "subscriber", "caller", "network", "sender", "8x8", "unknown");
    private static final int LONGEST = 500;

    private final String name;

    /** @param name of the file, for messages */
    CodeFile(String name) {
        this.name = name;
    }

    /** A code's place among all: sorted by family and number. */
    record Key(CodeFamily family, int code) implements Comparable<Key> {

        @Override
        public int compareTo(Key other) {
            var byFamily = family.compareTo(other.family);
            return byFamily != 0 ? byFamily : Integer.compare(other.code, code);
        }
    }

    /**
     * Reads the codes of a file.
     *
     * @param known what an entry may leave out is taken from here
     * @return {@code known} with the codes of the file
     * @throws UserException that says what is wrong, and in which line
     */
    Map<Key, Code> read(Reader text, Map<Key, Code> known) throws IOException {
        var all = new TreeMap<>(known);
        var seen = new HashSet<Key>();
        for (var entry : entries(text)) {
            var code = code(entry, known);
            var key = new Key(code.family(), code.code());
            if (!seen.add(key)) {
                throw wrong(entry, key.family().code() + " " + key.code() + " is given twice. Take one of them out.");
            }
            all.put(key, code);
        }
        return all;
    }

    private List<Node> entries(Reader text) {
        try {
            var root = new Yaml(new LoaderOptions()).compose(text);
            if (root == null) {
                return List.of();
            }
            var codes = fields(fields(root, Set.of("vss")).get("vss"), Set.of("codes"))
                    .get("codes");
            return codes instanceof SequenceNode list ? list.getValue() : nothing(codes);
        } catch (MarkedYAMLException e) {
            var at = e.getProblemMark() == null
                    ? ""
                    : ", line " + (e.getProblemMark().getLine() + 1);
            throw new UserException(name + at + ": this is not valid YAML (" + e.getProblem() + ").", e);
        } catch (YAMLException e) {
            throw new UserException(name + ": this is not valid YAML (" + e.getMessage() + ").", e);
        }
    }

    private List<Node> nothing(@Nullable Node codes) {
        if (codes == null || isEmpty(codes)) {
            return List.of();
        }
        throw wrong(codes, "\"codes\" is a list, each entry with a dash before it.");
    }

    private Code code(Node entry, Map<Key, Code> known) {
        var fields = fields(entry, FIELDS);
        var familyText = required(entry, fields, "family");
        var family = CodeFamily.find(familyText)
                .orElseThrow(() -> wrong(
                        entry, "there is no family \"" + familyText + "\". Use one of: " + CodeFamily.codes() + "."));
        var number = number(entry, required(entry, fields, "code"));
        var before = known.get(new Key(family, number));
        var liesWith = text(entry, fields, "lies-with", before == null ? "unknown" : before.liesWith());
        if (!LIES_WITH.contains(liesWith)) {
            throw wrong(
                    entry,
                    "\"" + liesWith + "\" is nobody that it can lie with. Use one of: "
                            + String.join(", ", LIES_WITH.stream().sorted().toList()) + ".");
        }
        return new Code(
                family,
                number,
                liesWith,
                before == null ? required(entry, fields, "meaning") : text(entry, fields, "meaning", before.meaning()),
                text(entry, fields, "remedy", before == null ? "" : before.remedy()),
                flag(entry, text(entry, fields, "retry", before != null && before.retryable() ? "true" : "false")));
    }

    private int number(Node entry, String text) {
        try {
            return Integer.parseInt(text.replace('−', '-'));
        } catch (NumberFormatException e) {
            throw wrong(entry, "\"" + text + "\" is no code. Write a whole number, as -2011.");
        }
    }

    private boolean flag(Node entry, String text) {
        return switch (text) {
            case "true", "yes" -> true;
            case "false", "no" -> false;
            default -> throw wrong(entry, "retry is \"" + text + "\". Write true or false.");
        };
    }

    private String required(Node entry, Map<String, Node> fields, String field) {
        var text = text(entry, fields, field, "");
        if (text.isEmpty()) {
            throw wrong(entry, "\"" + field + "\" is missing.");
        }
        return text;
    }

    private String text(Node entry, Map<String, Node> fields, String field, String otherwise) {
        var node = fields.get(field);
        if (node == null || isEmpty(node)) {
            return otherwise;
        }
        if (!(node instanceof ScalarNode scalar)) {
            throw wrong(node, "\"" + field + "\" is one text.");
        }
        var text = scalar.getValue().strip();
        if (text.length() > LONGEST) {
            throw wrong(entry, "\"" + field + "\" is longer than " + LONGEST + " characters.");
        }
        return text;
    }

    private Map<String, Node> fields(@Nullable Node node, Set<String> allowed) {
        if (node == null || isEmpty(node)) {
            return Map.of();
        }
        if (!(node instanceof MappingNode mapping)) {
            throw wrong(node, "here stand fields, each with a colon behind its name: " + sorted(allowed) + ".");
        }
        var fields = new TreeMap<String, Node>();
        for (var field : mapping.getValue()) {
            var key = field.getKeyNode() instanceof ScalarNode scalar ? scalar.getValue() : "";
            if (!allowed.contains(key)) {
                throw wrong(
                        field.getKeyNode(),
                        "there is no field \"" + key + "\" here. Use one of: " + sorted(allowed) + ".");
            }
            fields.put(key, field.getValueNode());
        }
        return fields;
    }

    private static boolean isEmpty(Node node) {
        return node instanceof ScalarNode scalar
                && scalar.isPlain()
                && Set.of("", "~", "null").contains(scalar.getValue());
    }

    private static String sorted(Set<String> names) {
        return String.join(", ", names.stream().sorted().toList());
    }

    private UserException wrong(Node node, String what) {
        return new UserException(name + ", line " + (node.getStartMark().getLine() + 1) + ": " + what);
    }
}
