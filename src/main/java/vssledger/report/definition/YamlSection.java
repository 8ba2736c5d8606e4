package vssledger.report.definition;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/** A mapping of a YAML file that knows its lines, so that every complaint says where. */
final class YamlSection {

    private final String file;
    private final int line;
    private final Map<String, Node> fields;

    private YamlSection(String file, Node node) {
        this.file = file;
        this.line = node.getStartMark().getLine() + 1;
        if (!(node instanceof MappingNode mapping)) {
            throw error(line, "fields (name: value) are expected here.");
        }
        this.fields = new LinkedHashMap<>();
        for (var tuple : mapping.getValue()) {
            var name = scalar(tuple.getKeyNode());
            if (fields.put(name, tuple.getValueNode()) != null) {
                throw error(lineOf(tuple.getKeyNode()), "\"" + name + "\" is given twice. Remove one.");
            }
        }
    }

    /** @throws BrokenDefinitionException naming file and line where the text is not a YAML mapping */
    static YamlSection parse(String file, String text) {
        try {
            var node = new Yaml(new LoaderOptions()).compose(new StringReader(text));
            if (node == null) {
                throw new BrokenDefinitionException(
                        file, null, "it is empty. Describe the report in it, or remove its folder.");
            }
            return new YamlSection(file, node);
        } catch (MarkedYAMLException e) {
            var mark = e.getProblemMark();
            throw new BrokenDefinitionException(
                    file,
                    mark == null ? null : mark.getLine() + 1,
                    "this is not valid YAML (" + e.getProblem() + "). Check quotes, colons and indentation there.",
                    e);
        }
    }

    Set<String> names() {
        return fields.keySet();
    }

    boolean has(String field) {
        return fields.containsKey(field);
    }

    /** Complains of a field that means nothing here. */
    YamlSection only(String... known) {
        for (var field : fields.entrySet()) {
            if (!List.of(known).contains(field.getKey())) {
                throw error(
                        lineOf(field.getValue()),
                        "there is no field \"" + field.getKey() + "\" here. Use: " + String.join(", ", known) + ".");
            }
        }
        return this;
    }

    String text(String field) {
        var text = optional(field);
        if (text == null) {
            throw error(line, "\"" + field + "\" is missing. Add it.");
        }
        return text;
    }

    @Nullable String optional(String field) {
        var node = fields.get(field);
        if (node == null) {
            return null;
        }
        var text = scalar(node).strip();
        return text.isEmpty() || node.getTag().equals(Tag.NULL) ? null : text;
    }

    /**
     * The constant that a field names in lower case.
     *
     * @param unknown what is wrong with another word, and what to write instead
     */
    <E extends Enum<E>> E choice(String field, Class<E> type, UnaryOperator<String> unknown) {
        var word = text(field);
        return Arrays.stream(type.getEnumConstants())
                .filter(constant -> constant.name().toLowerCase(Locale.ROOT).equals(word))
                .findFirst()
                .orElseThrow(() -> error(field, unknown.apply(word)));
    }

    YamlSection section(String field) {
        return new YamlSection(file, node(field));
    }

    List<YamlSection> sections(String field) {
        var sections = new ArrayList<YamlSection>();
        for (var item : items(field)) {
            sections.add(new YamlSection(file, item));
        }
        return sections;
    }

    List<String> texts(String field) {
        var texts = new ArrayList<String>();
        for (var item : items(field)) {
            texts.add(scalar(item));
        }
        return texts;
    }

    /** Text, or Long where YAML says it is a whole number. */
    Map<String, Object> constants(String field) {
        if (!has(field)) {
            return Map.of();
        }
        var constants = new LinkedHashMap<String, Object>();
        for (var constant : section(field).fields.entrySet()) {
            var text = scalar(constant.getValue());
            var isNumber = constant.getValue().getTag().equals(Tag.INT);
            constants.put(constant.getKey(), isNumber ? (Object) Long.valueOf(text) : text);
        }
        return constants;
    }

    BrokenDefinitionException error(String field, String message) {
        var node = fields.get(field);
        return error(node == null ? line : lineOf(node), message);
    }

    private BrokenDefinitionException error(int at, String message) {
        return new BrokenDefinitionException(file, at, message);
    }

    private Node node(String field) {
        var node = fields.get(field);
        if (node == null) {
            throw error(line, "\"" + field + "\" is missing. Add it.");
        }
        return node;
    }

    private List<Node> items(String field) {
        var node = node(field);
        if (!(node instanceof SequenceNode list) || list.getValue().isEmpty()) {
            throw error(lineOf(node), "\"" + field + "\" needs a list with at least one entry.");
        }
        return list.getValue();
    }

    private String scalar(Node node) {
        if (node instanceof ScalarNode scalar) {
            return scalar.getValue();
        }
        throw error(lineOf(node), "a single text or number is expected here.");
    }

    private static int lineOf(Node node) {
        return node.getStartMark().getLine() + 1;
    }
}
