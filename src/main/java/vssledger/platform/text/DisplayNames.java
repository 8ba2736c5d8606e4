package vssledger.platform.text;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What people read in place of a code, such as "No answer" for {@code NO_ANSWER}: the one dictionary of workbooks, mails and pages, in
 * {@code display-names.properties}. CSV files and the API keep the codes.
 */
public final class DisplayNames {

    private static final String FILE = "/display-names.properties";
    private static final String BETWEEN = ", ";
    private static final Map<String, String> NAMES = load();

    private DisplayNames() {}

    /**
     * The name of a code. In a list with commas, as {@code COMPLETED, 61 s}, each code that is an entry of it has its name.
     *
     * @param code of a product, status, outcome, kind, state or whatever else is in the dictionary
     * @return its name; a text that is not in the dictionary as it is
     */
    public static String of(String code) {
        var name = NAMES.get(code);
        if (name != null) {
            return name;
        }
        return code.contains(BETWEEN)
                ? Stream.of(code.split(BETWEEN, -1))
                        .map(part -> NAMES.getOrDefault(part, part))
                        .collect(Collectors.joining(BETWEEN))
                : code;
    }

    /** The name of an enum's constant. */
    public static String of(Enum<?> constant) {
        return of(constant.name());
    }

    private static Map<String, String> load() {
        var names = new Properties();
        try (var in = new InputStreamReader(
                Objects.requireNonNull(DisplayNames.class.getResourceAsStream(FILE), FILE), StandardCharsets.UTF_8)) {
            names.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException("The names of codes cannot be read", e);
        }
        return names.stringPropertyNames().stream()
                .collect(Collectors.toUnmodifiableMap(code -> code, names::getProperty));
    }
}
