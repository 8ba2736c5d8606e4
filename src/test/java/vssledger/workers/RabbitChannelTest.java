package vssledger.workers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.amqp.rabbit.core.RabbitTemplate;
import org.springframework.context.ConfigurableApplicationContext;
import vssledger.testing.OwnRabbit;

/** Requests by a RabbitMQ. */
class RabbitChannelTest extends BrokerRules {

    private static @Nullable OwnRabbit rabbit;

    @BeforeAll
    static void start(@TempDir Path folder) {
        var program = OwnRabbit.program();
        assumeTrue(
                program.isPresent(),
                "No RabbitMQ is installed (.ci/packages does): requests to workers by it are not tested.");
        rabbit = OwnRabbit.in(folder, program.orElseThrow()).start();
    }

    @AfterAll
    static void stop() {
        if (rabbit != null) {
            rabbit.close();
        }
    }

    @Test
    void aPasswordThatIsWrongIsTold() {
        process("spring.rabbitmq.password=wrong")
                .getBean(PartitionChannel.class)
                .receive(() -> {});

        await().atMost(Duration.ofSeconds(15))
                .untilAsserted(() -> assertThat(told())
                        .singleElement()
                        .asString()
                        .contains("ACCESS_REFUSED", "spring.rabbitmq in config/application.yml", "username, password"));
    }

    @Override
    Broker broker() {
        var running = java.util.Objects.requireNonNull(rabbit);
        return new Broker() {
            @Override
            public List<String> settings() {
                return List.of(
                        "vss.workers.channel=rabbitmq",
                        "spring.rabbitmq.host=127.0.0.1",
                        "spring.rabbitmq.port=" + running.port());
            }

            @Override
            public void start() {
                running.start();
            }

            @Override
            public void stop() {
                running.stop();
            }

            @Override
            public void sendAsAStranger(ConfigurableApplicationContext process, String text) {
                process.getBean(RabbitTemplate.class).convertAndSend("vss-partitions", "", text);
            }
        };
    }
}
