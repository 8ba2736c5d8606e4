package vssledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.springframework.core.io.ClassPathResource;
import org.springframework.util.StringUtils;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import vssledger.testing.GeneratedPage;

/** The page of all settings is what Spring Boot's configuration metadata says of them. */
class SettingsReferenceTest {

    @Test
    void thePageOfSettingsIsUpToDate() throws IOException {
        var metadata = new ClassPathResource("META-INF/spring-configuration-metadata.json");
        assumeTrue(
                metadata.exists(),
                "compiled without annotation processors, so that there is no configuration metadata");
        var properties =
                JsonMapper.shared().readTree(metadata.getContentAsByteArray()).get("properties");
        var groups = new TreeMap<String, List<JsonNode>>();
        for (var property : properties) {
            var name = property.get("name").asString();
            var words = StringUtils.delimitedListToStringArray(name, ".");
            groups.computeIfAbsent(words.length > 2 ? words[0] + "." + words[1] : words[0], group -> new ArrayList<>())
                    .add(property);
        }

        var page = new StringBuilder("# Settings\n\n");
        page.append("""
                Settings stand in the files of `config/`, which show the most important ones with comments. Each can be given
                as an environment variable instead: `vss.capture.max-body` is `VSS_CAPTURE_MAXBODY`. Lists have numbers there:
                `vss.capture.allow` is `VSS_CAPTURE_ALLOW_0`, `VSS_CAPTURE_ALLOW_1` and so on. Beside these, all settings of
                Spring Boot are understood, such as `spring.datasource.url`, `spring.mail.host` and `server.port`.

                Durations are written as `30s`, `5m`, `12h` or `400d`, sizes as `64MB`.
                """);
        groups.forEach((group, settings) -> {
            page.append("\n## " + group + "\n\n| setting | default | is |\n|---|---|---|\n");
            settings.stream()
                    .sorted(Comparator.comparing(setting -> setting.get("name").asString()))
                    .forEach(setting -> page.append("| `" + setting.get("name").asString() + "` | " + defaultOf(setting)
                            + " | " + described(setting) + " |\n"));
        });
        GeneratedPage.of("reference/settings.md", getClass()).is(page.toString());
        assertThat(properties
                        .valueStream()
                        .filter(setting -> !setting.hasNonNull("description"))
                        .map(setting -> setting.get("name").asString()))
                .as(
                        "settings without a description, which is the Javadoc of their record's parameter or of their field")
                .isEmpty();
    }

    private static String defaultOf(JsonNode setting) {
        var value = setting.get("defaultValue");
        if (value == null || value.isNull()) {
            return "";
        }
        if (value.isArray()) {
            var items = new ArrayList<String>();
            value.forEach(item -> items.add("`" + item.asString() + "`"));
            return String.join(", ", items);
        }
        return "`" + value.asString() + "`";
    }

    private static String described(JsonNode setting) {
        var text = setting.path("description")
                .asString("")
                .replaceAll("\\{@code ([^}]*)}", "`$1`")
                .replaceAll("; null (for|if) ", ". Default: ")
                .replace("|", "\\|")
                .replaceAll("\\s+", " ");
        return text.isEmpty() ? "" : text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
    }
}
