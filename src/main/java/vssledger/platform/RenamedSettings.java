package vssledger.platform;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.apache.commons.logging.Log;
import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.env.OriginTrackedMapPropertySource;
import org.springframework.boot.logging.DeferredLogFactory;
import org.springframework.boot.origin.OriginLookup;
import org.springframework.boot.origin.OriginTrackedValue;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.env.MutablePropertySources;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

/**
 * Takes settings by the names that they had before, and tells the user to rename them. Where a file or the environment has both names, the
 * new one counts. Named in {@code META-INF/spring.factories}.
 */
final class RenamedSettings implements EnvironmentPostProcessor {

    private static final Map<String, String> NEW_BY_OLD = Map.of(
            "vss.deliver", "vss.subscription",
            "vss.pipeline.nightly-at", "vss.run.nightly-at",
            "vss.pipeline.done-by", "vss.run.done-by",
            "vss.pipeline.patience", "vss.lock.patience",
            "vss.pipeline.undecided-up-to", "vss.period.undecided-up-to",
            "vss.reports.share-from", "vss.reports.partition-from",
            "vss.expected.share-from", "vss.expected.partition-from",
            "vss.expected.portion-size", "vss.expected.partition-size");
    private static final Map<String, String> NEW_FILES = Map.of("delivery.yml", "subscriptions.yml");
    private static final Pattern FILE = Pattern.compile("file \\[(.*?)]");

    private final Log log;

    RenamedSettings(DeferredLogFactory logs) {
        log = logs.getLog(RenamedSettings.class);
    }

    @Override
    public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
        var sources = environment.getPropertySources();
        for (var source : sources.stream().toList()) {
            if (source instanceof EnumerablePropertySource<?> named) {
                NEW_BY_OLD.forEach((old, now) -> rename(old, now, named, sources));
            }
        }
    }

    private void rename(String old, String now, EnumerablePropertySource<?> source, MutablePropertySources sources) {
        var isEnvironment = source.getName().endsWith(StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME);
        var renamed =
                isEnvironment ? renamed(variable(old), variable(now), "_", source) : renamed(old, now, ".", source);
        if (renamed.isEmpty()) {
            return;
        }
        if (isEnvironment) {
            // Spring Boot knows environment variables by the end of this name
            sources.addAfter(
                    source.getName(),
                    new SystemEnvironmentPropertySource("renamed-" + old + "-" + source.getName(), renamed));
            log.warn("Environment variables that begin with " + variable(old) + " begin with " + variable(now)
                    + " now. Rename them; the old names are taken until version 1.0.");
        } else {
            sources.addAfter(
                    source.getName(),
                    new OriginTrackedMapPropertySource("renamed " + old + " of " + source.getName(), renamed));
            log.warn(old + inWhat(source) + " is called " + now + " now. Rename it" + newFile(source)
                    + "; the old name is taken until version 1.0.");
        }
    }

    private static Map<String, Object> renamed(
            String old, String now, String separator, EnumerablePropertySource<?> source) {
        var renamed = new LinkedHashMap<String, Object>();
        for (var name : source.getPropertyNames()) {
            var isOld = name.equals(old) || name.startsWith(old + separator);
            var value = isOld ? source.getProperty(name) : null;
            if (value != null) {
                var origin = OriginLookup.getOrigin(source, name);
                renamed.put(
                        now + name.substring(old.length()),
                        origin == null ? value : OriginTrackedValue.of(value, origin));
            }
        }
        return renamed;
    }

    /** As Spring Boot has it among environment variables. */
    private static String variable(String name) {
        return name.toUpperCase(Locale.ROOT).replace("-", "").replace('.', '_');
    }

    private static String inWhat(EnumerablePropertySource<?> source) {
        var file = FILE.matcher(source.getName());
        return file.find() ? " in " + file.group(1) : "";
    }

    private static String newFile(EnumerablePropertySource<?> source) {
        return NEW_FILES.entrySet().stream()
                .filter(file -> source.getName().contains("/" + file.getKey() + "]"))
                .map(file -> ", and the file to " + file.getValue())
                .findFirst()
                .orElse("");
    }
}
