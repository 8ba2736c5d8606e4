package vssledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Words that the glossary replaces come back in no name of the program, of its tables or of its files. */
class GlossaryWordsTest {

    /** A partition, a partition, control totals, a heartbeat, a step or task, to declare dead. */
    private static final Set<String> REPLACED =
            Set.of("portion", "portions", "books", "beat", "beats", "deed", "deeds", "bury", "buried");

    private static final Pattern NO_CODE =
            Pattern.compile("\"\"\"[\\s\\S]*?\"\"\"|\"(?:\\\\.|[^\"\\\\\\n])*\"|/\\*[\\s\\S]*?\\*/|//[^\\n]*");
    private static final Pattern NO_SQL = Pattern.compile("'[^']*'|--[^\\n]*");
    private static final Pattern WORD = Pattern.compile("[A-Z]?[a-z]+");
    private static final Pattern NAME = Pattern.compile("[A-Za-z_]\\w*");

    @Test
    void noNameInTheCodeHasAWordThatTheGlossaryReplaces() throws IOException {
        assertThat(names(Path.of("src/main/java"), ".java", NO_CODE)).isEmpty();
    }

    @Test
    void noNameInTheSqlHasAWordThatTheGlossaryReplaces() throws IOException {
        assertThat(names(Path.of("db"), ".sql", NO_SQL)).isEmpty();
    }

    @Test
    void noTypeIsAShare() throws IOException {
        try (var files = Files.walk(Path.of("src/main/java"))) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .noneMatch(name ->
                            Pattern.compile("Shares?(?![a-z])").matcher(name).find());
        }
    }

    private static Set<String> names(Path folder, String ending, Pattern left) throws IOException {
        var found = new TreeSet<String>();
        try (Stream<Path> files = Files.walk(folder)) {
            for (var file :
                    files.filter(path -> path.toString().endsWith(ending)).toList()) {
                var code = file.getFileName() + " "
                        + left.matcher(Files.readString(file)).replaceAll(" ");
                NAME.matcher(code)
                        .results()
                        .filter(name -> WORD.matcher(name.group())
                                .results()
                                .anyMatch(word -> REPLACED.contains(word.group().toLowerCase(Locale.ROOT))))
                        .forEach(name -> found.add(folder.relativize(file) + ": " + name.group()));
            }
        }
        return found;
    }
}
