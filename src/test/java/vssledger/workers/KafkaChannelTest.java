package vssledger.workers;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.kafka.core.KafkaTemplate;
import vssledger.testing.OwnKafka;

/** Requests by a Kafka. */
class KafkaChannelTest extends BrokerRules {

    @SuppressWarnings("NullAway.Init")
    private static OwnKafka kafka;

    @BeforeAll
    static void start(@TempDir Path folder) {
        kafka = OwnKafka.in(folder).start();
    }

    @AfterAll
    static void stop() {
        kafka.close();
    }

    @Override
    Broker broker() {
        return new Broker() {
            @Override
            public List<String> settings() {
                return List.of("vss.workers.channel=kafka", "spring.kafka.bootstrap-servers=" + kafka.servers());
            }

            @Override
            public void start() {
                kafka.start();
            }

            @Override
            public void stop() {
                kafka.stop();
            }

            @Override
            @SuppressWarnings("unchecked")
            public void sendAsAStranger(ConfigurableApplicationContext process, String text) {
                assertThat(process.getBean(KafkaTemplate.class).send("vss-partitions", text))
                        .succeedsWithin(java.time.Duration.ofSeconds(5));
            }
        };
    }
}
