package vssledger.platform.db;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each file of {@code db/transform} says what a row of its result is, and which tables and views it reads and writes; and says it truly. */
class TransformHeadersTest {

    private static final Path FOLDER = Path.of("db/transform");

    /** A name of a table or view, with or without a schema, that is no call of a function. */
    private static final String NAME = "((?:[a-z_]+\\.)?[a-z_]+)(?! ?\\()(?![\\w.])";

    private static final Pattern READ = Pattern.compile("(?:FROM|JOIN|USING)(?: ONLY)? " + NAME);
    private static final Pattern WRITTEN = Pattern.compile(
            "(?:INSERT INTO|UPDATE(?: ONLY)?|DELETE FROM|TRUNCATE|CREATE TEMPORARY TABLE) ((?:[a-z_]+\\.)?[a-z_]+)");
    private static final Pattern NAMED_QUERY = Pattern.compile(
            "(?:WITH(?: RECURSIVE)?|,|\\)) ?(\\w+) (?:\\([^()]*\\) )?AS (?:(?:NOT )?MATERIALIZED )?\\(");

    static Stream<String> files() throws IOException {
        try (var files = Files.walk(FOLDER)) {
            return files
                    .filter(Files::isRegularFile)
                    .map(file -> FOLDER.relativize(file).toString())
                    .sorted()
                    .toList()
                    .stream();
        }
    }

    @ParameterizedTest
    @MethodSource("files")
    void sayWhatTheTextDoes(String name) throws IOException {
        var text = Files.readString(FOLDER.resolve(name));
        var code = code(text);
        var named = all(NAMED_QUERY, code);
        var written = all(WRITTEN, code);
        var read = all(READ, WRITTEN.matcher(code).replaceAll(""));
        read.removeAll(named);
        written.removeAll(named);

        assertThat(header(text, "grain")).as("grain of " + name).isNotBlank();
        assertThat(listed(text, "reads")).as("what " + name + " reads").isEqualTo(read);
        assertThat(listed(text, "writes")).as("what " + name + " writes").isEqualTo(written);
    }

    /** Without comments, texts, and what looks like a table and is none. */
    private static String code(String text) {
        return text.replaceAll("--[^\\n]*", "")
                .replaceAll("'[^']*'", "''")
                .replaceAll("\\s+", " ")
                .replaceAll("IS (NOT )?DISTINCT FROM", "<>")
                .replaceAll("extract\\(\\w+ FROM", "extract(")
                .replaceAll("(FOR|DO|KEY|ON) UPDATE", "")
                .replaceAll("(FROM|JOIN) (LATERAL|unnest|generate_series)\\b", "");
    }

    private static Set<String> all(Pattern pattern, String code) {
        return pattern.matcher(code)
                .results()
                .map(match -> match.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> listed(String text, String key) {
        var value = header(text, key);
        return value.equals("nothing") ? Set.of() : new TreeSet<>(Set.of(value.split(", ")));
    }

    /** A header may go on in lines that begin with three blanks. */
    private static String header(String text, String key) {
        var found = Pattern.compile("^-- " + key + ": (.*(?:\\n--   .*)*)", Pattern.MULTILINE)
                .matcher(text);
        return found.find() ? found.group(1).replaceAll("\\n--   ", " ") : "";
    }
}
