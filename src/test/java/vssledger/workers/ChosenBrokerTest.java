package vssledger.workers;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.amqp.autoconfigure.RabbitAutoConfiguration;
import org.springframework.boot.amqp.autoconfigure.RabbitProperties;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfigurationImportFilter;
import org.springframework.boot.context.annotation.ImportCandidates;
import org.springframework.core.io.support.SpringFactoriesLoader;
import org.springframework.mock.env.MockEnvironment;

/** Of the brokers that Spring Boot knows, only the chosen one is configured, and only to be connected with. */
class ChosenBrokerTest {

    @ParameterizedTest
    @CsvSource({"kafka, false", "rabbitmq, true"})
    void takesItsPartsWithIt(String channel, boolean expected) {
        var filter = new ChosenBroker();
        filter.setEnvironment(new MockEnvironment().withProperty("vss.workers.channel", channel));

        assertThat(filter.isWanted(RabbitAutoConfiguration.class.getName() + "$RabbitConnectionFactoryCreator"))
                .isEqualTo(expected);
        assertThat(filter.isWanted(RabbitProperties.class.getName())).isEqualTo(expected);
        assertThat(filter.isWanted(
                        "org.springframework.boot.amqp.autoconfigure.health.RabbitHealthContributorAutoConfiguration"))
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "'', ''",
        "database, ''",
        "rabbitmq, RabbitAutoConfiguration",
        "RabbitMQ, RabbitAutoConfiguration",
        "kafka, KafkaAutoConfiguration",
    })
    void isTheOnlyOneThatIsConfigured(String channel, String expected) {
        var filter = SpringFactoriesLoader.loadFactories(AutoConfigurationImportFilter.class, null).stream()
                .filter(ChosenBroker.class::isInstance)
                .map(ChosenBroker.class::cast)
                .findFirst()
                .orElseThrow();
        var environment = new MockEnvironment();
        if (!channel.isEmpty()) {
            environment.setProperty("vss.workers.channel", channel);
        }
        filter.setEnvironment(environment);

        assertThat(ImportCandidates.load(AutoConfiguration.class, null).getCandidates())
                .filteredOn(filter::isWanted)
                .hasSizeGreaterThan(50)
                .extracting(name -> name.replaceFirst(".*\\.", ""))
                .filteredOn(name -> name.matches(".*(?i:rabbit|amqp|kafka).*"))
                .containsExactlyElementsOf(expected.isEmpty() ? List.of() : List.of(expected));
    }
}
