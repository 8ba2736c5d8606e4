package vssledger.workers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.springframework.batch.integration.partition.StepExecutionRequest;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.amqp.autoconfigure.RabbitAutoConfiguration;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.autoconfigure.ssl.SslAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.kafka.autoconfigure.KafkaAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** What each broker that can carry requests does with them, and what happens while it is away. */
abstract class BrokerRules {

    private static final StepExecutionRequest REQUEST = new StepExecutionRequest("parse-range", 4711);

    private final List<ConfigurableApplicationContext> processes = new ArrayList<>();
    private final ListAppender<ILoggingEvent> log = new ListAppender<>();

    /** The broker itself, as it is run for these tests. */
    interface Broker {

        /** What an operator says of it, as {@code name=value}. */
        List<String> settings();

        void start();

        void stop();

        /** Something that is none of the ledger's, to where requests go. */
        void sendAsAStranger(ConfigurableApplicationContext process, String text);
    }

    abstract Broker broker();

    @Configuration(proxyBeanMethods = false)
    @ImportAutoConfiguration({SslAutoConfiguration.class, RabbitAutoConfiguration.class, KafkaAutoConfiguration.class})
    @Import(WorkersConfiguration.class)
    static class AProcess {}

    /** A worker, by how often it was woken. */
    private static final class Listener {

        private final AtomicInteger calls = new AtomicInteger();

        private Listener(ConfigurableApplicationContext process) {
            process.getBean(PartitionChannel.class).receive(calls::incrementAndGet);
        }
    }

    @AfterEach
    void end() {
        logger().detachAppender(log);
        processes.forEach(ConfigurableApplicationContext::close);
    }

    @Test
    void eachRequestWakesAllAndWhatAStrangerSendsWakesNobody() {
        var run = process();
        var one = new Listener(process());
        var other = new Listener(process());
        untilBothAreWokenBy(run, one, other);
        log.list.clear();

        run.getBean(PartitionChannel.class).send(REQUEST);
        await().untilAsserted(() -> assertThat(List.of(one.calls.get(), other.calls.get()))
                .as("calls")
                .containsExactly(1, 1));

        Stream.of("", "a word", "[]", "{\"step\": 1}", "{\"step\": \"parse-range\"}")
                .forEach(text -> broker().sendAsAStranger(run, text));
        run.getBean(PartitionChannel.class).send(REQUEST);
        await().during(Duration.ofMillis(300))
                .untilAsserted(() -> assertThat(List.of(one.calls.get(), other.calls.get()))
                        .as("calls")
                        .containsExactly(2, 2));
        assertThat(told()).isEmpty();
    }

    @Test
    void aBrokerThatIsAwayHoldsUpNobodyAndWakesAgainOnceItIsBack() {
        var run = process();
        var one = new Listener(process());
        untilBothAreWokenBy(run, one, one);
        log.list.clear(); // of a machine that is busy

        broker().stop();
        var started = System.nanoTime();
        for (var n = 0; n < 2000; n++) {
            run.getBean(PartitionChannel.class).send(REQUEST);
        }
        var other = new Listener(process()); // as a worker that is started meanwhile
        assertThat(Duration.ofNanos(System.nanoTime() - started)).isLessThan(Duration.ofSeconds(20));
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(told())
                        .as("once by each process")
                        .hasSize(3)
                        .allSatisfy(line -> assertThat(line)
                                .startsWith("WARN")
                                .contains("cannot be used", "Runs go on", "in config/application.yml")));

        broker().start();
        untilBothAreWokenBy(run, one, other);
        await().untilAsserted(() -> assertThat(told())
                .hasSize(6)
                .endsWith(told().get(5))
                .satisfies(lines -> assertThat(lines.subList(3, 6))
                        .allSatisfy(line -> assertThat(line).startsWith("INFO").contains("answers again"))));
    }

    final ConfigurableApplicationContext process(String... more) {
        var settings = new ArrayList<>(List.of("--vss.workers.lease=3s"));
        broker().settings().forEach(setting -> settings.add("--" + setting));
        Stream.of(more).forEach(setting -> settings.add("--" + setting));
        var process = new SpringApplicationBuilder(AProcess.class)
                .web(WebApplicationType.NONE)
                .run(settings.toArray(String[]::new));
        processes.add(process);
        logger().detachAppender(log); // Spring Boot begins its log anew with each process
        logger().setLevel(ch.qos.logback.classic.Level.INFO);
        logger().addAppender(log);
        log.start();
        return process;
    }

    /** It asks until both have heard of it, and returns once nothing is on its way any more, with both at nought. */
    private void untilBothAreWokenBy(ConfigurableApplicationContext run, Listener one, Listener other) {
        one.calls.set(0);
        other.calls.set(0);
        await().atMost(Duration.ofSeconds(30))
                .pollInterval(Duration.ofMillis(200))
                .until(() -> {
                    run.getBean(PartitionChannel.class).send(REQUEST);
                    return one.calls.get() > 1 && other.calls.get() > 1;
                });
        var before = new AtomicInteger(-1);
        await().atMost(Duration.ofSeconds(10))
                .pollInterval(Duration.ofMillis(300))
                .until(() ->
                        before.getAndSet(one.calls.get() + other.calls.get()) == one.calls.get() + other.calls.get());
        one.calls.set(0);
        other.calls.set(0);
    }

    final List<String> told() {
        return List.copyOf(log.list).stream()
                .map(event -> event.getLevel() + " " + event.getFormattedMessage())
                .toList();
    }

    private static Logger logger() {
        return (Logger) LoggerFactory.getLogger(BrokerState.class);
    }
}
