package vssledger.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.commons.logging.impl.NoOpLog;
import org.junit.jupiter.api.Test;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.env.OriginTrackedMapPropertySource;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

/** Settings by the names that they had before: they still count, and the user is told the new names. */
class RenamedSettingsTest {

    private final StandardEnvironment environment = new StandardEnvironment();
    private final List<String> notices = new ArrayList<>();

    @Test
    void aFileWithOldNamesCountsAndTheNoticeNamesIt() {
        environment
                .getPropertySources()
                .addLast(new OriginTrackedMapPropertySource(
                        "Config resource 'file [config/delivery.yml]' via location 'x'",
                        Map.of("vss.deliver.ops.to[0]", "ops@example.com", "vss.delivery", "something else")));

        take();

        assertThat(list("vss.subscription.ops.to")).containsExactly("ops@example.com");
        assertThat(notices)
                .containsExactly("vss.deliver in config/delivery.yml is called vss.subscription now."
                        + " Rename it, and the file to subscriptions.yml; the old name is taken until version 1.0.");
    }

    @Test
    void environmentVariablesWithOldNamesCount() {
        environment
                .getPropertySources()
                .replace(
                        StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME,
                        new SystemEnvironmentPropertySource(
                                StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME,
                                Map.of("VSS_DELIVER_RECIPIENTS_0_TO", "a@example.com,b@example.com")));

        take();

        assertThat(list("vss.subscription.recipients[0].to")).containsExactly("a@example.com", "b@example.com");
        assertThat(notices)
                .containsExactly(
                        "Environment variables that begin with VSS_DELIVER begin with VSS_SUBSCRIPTION now. Rename them;"
                                + " the old names are taken until version 1.0.");
    }

    @Test
    void aSingleSettingWithAnOldNameCounts() {
        environment
                .getPropertySources()
                .addFirst(new MapPropertySource(
                        "file", Map.of("vss.reports.share-from", "7", "vss.reports.share-from-elsewhere", "8")));

        take();

        assertThat(environment.getProperty("vss.reports.partition-from")).isEqualTo("7");
        assertThat(environment.containsProperty("vss.reports.partition-from-elsewhere"))
                .isFalse();
        assertThat(notices).hasSize(1);
    }

    @Test
    void theNewNameWinsOverTheOldOneInTheSameFile() {
        environment
                .getPropertySources()
                .addFirst(new MapPropertySource(
                        "file",
                        Map.of("vss.deliver.from", "old@example.com", "vss.subscription.from", "new@example.com")));

        take();

        assertThat(environment.getProperty("vss.subscription.from")).isEqualTo("new@example.com");
    }

    @Test
    void withoutOldNamesNothingIsSaid() {
        environment
                .getPropertySources()
                .addFirst(new MapPropertySource("file", Map.of("vss.subscription.from", "new@example.com")));

        take();

        assertThat(notices).isEmpty();
    }

    private void take() {
        var log = new NoOpLog() {
            @Override
            public void warn(Object message) {
                notices.add(String.valueOf(message));
            }
        };
        new RenamedSettings(destination -> log).postProcessEnvironment(environment, new SpringApplication());
    }

    private List<String> list(String name) {
        return Binder.get(environment).bind(name, Bindable.listOf(String.class)).orElse(List.of());
    }
}
