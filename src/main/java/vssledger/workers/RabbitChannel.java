package vssledger.workers;

import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.amqp.AmqpException;
import org.springframework.amqp.core.AcknowledgeMode;
import org.springframework.amqp.core.BindingBuilder;
import org.springframework.amqp.core.FanoutExchange;
import org.springframework.amqp.core.MessageDeliveryMode;
import org.springframework.amqp.core.MessageListenerContainer;
import org.springframework.amqp.core.Queue;
import org.springframework.amqp.core.QueueBuilder;
import org.springframework.amqp.rabbit.connection.CachingConnectionFactory;
import org.springframework.amqp.rabbit.connection.ConnectionFactory;
import org.springframework.amqp.rabbit.core.RabbitAdmin;
import org.springframework.amqp.rabbit.core.RabbitTemplate;
import org.springframework.amqp.rabbit.listener.SimpleMessageListenerContainer;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.boot.amqp.autoconfigure.RabbitConnectionDetails;
import org.springframework.integration.amqp.inbound.AmqpInboundChannelAdapter;
import org.springframework.integration.amqp.outbound.AmqpOutboundEndpoint;
import org.springframework.messaging.Message;

/** Requests by RabbitMQ: a fanout exchange, and for each worker a queue of its own that ends with its connection. */
final class RabbitChannel extends BrokerChannel {

    private static final int KEPT_MILLIS = 60_000;
    private static final long KEPT_AT_MOST = 1_000;

    private final ConnectionFactory rabbit;
    private final FanoutExchange exchange;
    private final AmqpOutboundEndpoint outbound;

    RabbitChannel(
            ConnectionFactory rabbit, RabbitConnectionDetails where, WorkersProperties properties, BeanFactory beans) {
        super(
                new BrokerState(
                        "RabbitMQ at "
                                + where.getAddresses().stream()
                                        .map(address -> address.host() + ":" + address.port())
                                        .collect(Collectors.joining(", ")),
                        "spring.rabbitmq in config/application.yml (host, port, virtual-host, username, password)"),
                properties.lease(),
                beans);
        this.rabbit = rabbit;
        this.exchange = new FanoutExchange(properties.channelName());
        this.outbound = new AmqpOutboundEndpoint(new RabbitTemplate(rabbit));
        outbound.setExchangeName(exchange.getName());
        outbound.setDefaultDeliveryMode(MessageDeliveryMode.NON_PERSISTENT);
        outbound.setBeanFactory(beans);
        outbound.afterPropertiesSet();
        if (rabbit instanceof CachingConnectionFactory connections) {
            connections.setCloseTimeout((int) BRIEFLY.toMillis());
        }
    }

    @Override
    void deliver(Message<String> request) {
        outbound.handleMessage(request);
    }

    @Override
    public void receive(Runnable called) {
        var queue = QueueBuilder.nonDurable(exchange.getName() + "-" + UUID.randomUUID())
                .exclusive()
                .autoDelete()
                .ttl(KEPT_MILLIS)
                .maxLength(KEPT_AT_MOST)
                .build();
        var adapter = new AmqpInboundChannelAdapter(container(queue, called));
        listenBy(adapter, called);
        adapter.start();
    }

    private MessageListenerContainer container(Queue queue, Runnable called) {
        var container = new SimpleMessageListenerContainer(rabbit) {
            @Override
            protected void redeclareElementsIfNecessary() { // each time before it consumes, so after each loss as well
                declare(queue);
                called.run();
            }
        };
        container.setQueueNames(queue.getName());
        container.setAcknowledgeMode(AcknowledgeMode.NONE);
        container.setMissingQueuesFatal(false);
        container.setPossibleAuthenticationFailureFatal(false);
        container.setRecoveryInterval(BRIEFLY.toMillis());
        container.setConsumerStartTimeout(BRIEFLY.toMillis()); // while the command that starts it waits
        container.setShutdownTimeout(BRIEFLY.toMillis());
        return container;
    }

    private void declare(Queue queue) {
        try {
            var admin = new RabbitAdmin(rabbit);
            admin.declareExchange(exchange);
            admin.declareQueue(queue);
            admin.declareBinding(BindingBuilder.bind(queue).to(exchange));
            state().answers();
        } catch (AmqpException e) {
            state().isAway(e);
            throw e;
        }
    }

    @Override
    public void destroy() {
        super.destroy();
        outbound.stop();
    }
}
