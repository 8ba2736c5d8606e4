package vssledger.workers;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.boot.kafka.autoconfigure.KafkaConnectionDetails;
import org.springframework.expression.common.LiteralExpression;
import org.springframework.integration.expression.ValueExpression;
import org.springframework.integration.kafka.inbound.KafkaMessageDrivenChannelAdapter;
import org.springframework.integration.kafka.outbound.KafkaProducerMessageHandler;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.kafka.core.DefaultKafkaConsumerFactory;
import org.springframework.kafka.core.DefaultKafkaProducerFactory;
import org.springframework.kafka.core.KafkaAdmin;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.kafka.core.ProducerFactory;
import org.springframework.kafka.listener.ContainerProperties;
import org.springframework.kafka.listener.KafkaMessageListenerContainer;
import org.springframework.kafka.support.SimpleKafkaHeaderMapper;
import org.springframework.kafka.support.TopicPartitionOffset;
import org.springframework.kafka.support.TopicPartitionOffset.SeekPosition;
import org.springframework.messaging.Message;

/**
 * Requests by Kafka: a topic's first partition, which each worker reads from its end on, in no group, so that all get all and none
 * leaves anything behind. Nothing tells a consumer that its broker is away, so a worker asks now and then.
 */
final class KafkaChannel extends BrokerChannel {

    private static final int PARTITION = 0;
    private static final Duration KEPT = Duration.ofHours(1);
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(10);

    private final String topic;
    private final Map<String, Object> consuming;
    private final Map<String, Object> administering;
    private final DefaultKafkaProducerFactory<String, String> producers;
    private final KafkaProducerMessageHandler<String, String> outbound;
    private @Nullable ScheduledExecutorService watch;
    private @Nullable Admin admin;

    /** With what Spring Boot's settings say to producers, consumers and administrators. */
    KafkaChannel(
            ProducerFactory<?, ?> producing,
            ConsumerFactory<?, ?> consuming,
            KafkaAdmin administering,
            KafkaConnectionDetails where,
            WorkersProperties properties,
            BeanFactory beans) {
        super(
                new BrokerState(
                        "Kafka at " + String.join(", ", where.getBootstrapServers()),
                        "spring.kafka in config/application.yml (bootstrap-servers, security.protocol and what goes with it)."
                                + " Where it may make no topics, make " + properties.channelName() + " for it"),
                properties.lease(),
                beans);
        this.topic = properties.channelName();
        this.consuming = consuming.getConfigurationProperties();
        this.administering = administering.getConfigurationProperties();
        this.producers = producers(
                producing.getConfigurationProperties(), (int) patience(rest()).toMillis());
        this.outbound = new KafkaProducerMessageHandler<>(new KafkaTemplate<>(producers));
        outbound.setTopicExpression(new LiteralExpression(topic));
        outbound.setPartitionIdExpression(new ValueExpression<>(PARTITION));
        outbound.setSync(true);
        outbound.setHeaderMapper(new SimpleKafkaHeaderMapper("!*"));
        outbound.setBeanFactory(beans);
        outbound.afterPropertiesSet();
    }

    private static DefaultKafkaProducerFactory<String, String> producers(Map<String, Object> producing, int patience) {
        var all = new HashMap<>(producing);
        all.put(ProducerConfig.ACKS_CONFIG, "1");
        all.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, false);
        all.put(ProducerConfig.LINGER_MS_CONFIG, 0);
        all.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, patience);
        all.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, patience);
        all.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, patience);
        var factory = new DefaultKafkaProducerFactory<>(all, new StringSerializer(), new StringSerializer());
        factory.setPhysicalCloseTimeout((int) BRIEFLY.toSeconds());
        return factory;
    }

    @Override
    void deliver(Message<String> request) {
        outbound.handleMessage(request);
    }

    @Override
    public void receive(Runnable called) {
        var container = new KafkaMessageListenerContainer<>(consumers(), inTheTopic());
        var adapter = new KafkaMessageDrivenChannelAdapter<>(container);
        listenBy(adapter, called);
        watch = Executors.newSingleThreadScheduledExecutor(BrokerChannel::thread);
        var pause = rest().compareTo(BETWEEN_LOOKS) < 0 ? rest() : BETWEEN_LOOKS;
        var unused =
                watch.scheduleWithFixedDelay(() -> look(adapter, called), 0, pause.toMillis(), TimeUnit.MILLISECONDS);
    }

    private DefaultKafkaConsumerFactory<String, String> consumers() {
        var all = new HashMap<>(consuming);
        all.remove(ConsumerConfig.GROUP_ID_CONFIG);
        all.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        all.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "latest");
        all.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        return new DefaultKafkaConsumerFactory<>(all, new StringDeserializer(), new StringDeserializer());
    }

    private ContainerProperties inTheTopic() {
        var properties = new ContainerProperties(new TopicPartitionOffset(topic, PARTITION, SeekPosition.END));
        properties.setAuthExceptionRetryInterval(rest());
        properties.setShutdownTimeout(BRIEFLY.toMillis());
        return properties;
    }

    private void look(KafkaMessageDrivenChannelAdapter<String, String> adapter, Runnable called) {
        try {
            makeTopicIfMissing();
            if (!adapter.isRunning()) {
                adapter.start();
            }
            if (state().answers()) {
                called.run();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | KafkaException e) {
            state().isAway(e);
        }
    }

    private void makeTopicIfMissing() throws ExecutionException, InterruptedException {
        try {
            if (!isThere()) {
                var made = new NewTopic(topic, Optional.of(1), Optional.empty())
                        .configs(Map.of(TopicConfig.RETENTION_MS_CONFIG, Long.toString(KEPT.toMillis())));
                admin().createTopics(List.of(made)).all().get();
            }
        } catch (ExecutionException e) {
            if (!(e.getCause() instanceof TopicExistsException)) { // made by another worker meanwhile
                throw e;
            }
        }
    }

    private boolean isThere() throws ExecutionException, InterruptedException {
        try {
            admin().describeTopics(List.of(topic)).allTopicNames().get();
            return true;
        } catch (ExecutionException e) {
            if (e.getCause() instanceof UnknownTopicOrPartitionException) {
                return false;
            }
            throw e;
        }
    }

    private synchronized Admin admin() {
        var made = admin;
        if (made == null) {
            var patience = (int) patience(rest()).toMillis();
            var all = new HashMap<>(administering);
            all.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, patience);
            all.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, patience);
            made = Admin.create(all);
            admin = made;
        }
        return made;
    }

    @Override
    public void destroy() {
        if (watch != null) {
            watch.shutdownNow(); // else it would start again what is stopped next
        }
        super.destroy();
        if (admin != null) {
            admin.close(BRIEFLY);
        }
        producers.destroy();
    }
}
