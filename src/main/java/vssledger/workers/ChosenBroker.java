package vssledger.workers;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.AutoConfigurationImportFilter;
import org.springframework.boot.autoconfigure.AutoConfigurationMetadata;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.EnvironmentAware;
import org.springframework.core.env.Environment;
import vssledger.workers.WorkersProperties.Channel;

/**
 * Leaves out what Spring Boot would configure for brokers by itself: all of those that are not chosen, and of the chosen one its
 * health and metrics, since nothing fails without it. Named in {@code META-INF/spring.factories}.
 */
class ChosenBroker implements AutoConfigurationImportFilter, EnvironmentAware {

    private static final Map<Channel, String> PACKAGES = Map.of(
            Channel.RABBITMQ, "org.springframework.boot.amqp.", Channel.KAFKA, "org.springframework.boot.kafka.");

    /** In which Spring Boot connects with a broker; health and metrics have packages below. */
    private static final String CONNECTING = "autoconfigure.";

    private Channel chosen = Channel.DATABASE;

    @Override
    public void setEnvironment(Environment environment) {
        chosen = Binder.get(environment)
                .bind("vss.workers.channel", Channel.class)
                .orElse(Channel.DATABASE);
    }

    @Override
    public boolean[] match(@Nullable String[] configurations, AutoConfigurationMetadata metadata) {
        var wanted = new boolean[configurations.length];
        for (var n = 0; n < wanted.length; n++) {
            var name = configurations[n];
            wanted[n] = name == null || isWanted(name); // null: left out by another
        }
        return wanted;
    }

    /** Spring Boot asks of what configurations consist of, as well: of their nested classes and what they import. */
    boolean isWanted(String name) {
        return PACKAGES.entrySet().stream()
                .filter(broker -> name.startsWith(broker.getValue()))
                .allMatch(broker -> broker.getKey() == chosen && isIn(broker.getValue() + CONNECTING, name));
    }

    private static boolean isIn(String packageName, String name) {
        return name.startsWith(packageName) && name.indexOf('.', packageName.length()) < 0;
    }
}
