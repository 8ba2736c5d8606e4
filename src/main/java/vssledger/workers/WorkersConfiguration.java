package vssledger.workers;

import javax.sql.DataSource;
import org.springframework.amqp.rabbit.connection.ConnectionFactory;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.boot.amqp.autoconfigure.RabbitConnectionDetails;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.boot.kafka.autoconfigure.KafkaConnectionDetails;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;
import org.springframework.integration.config.IntegrationEvaluationContextFactoryBean;
import org.springframework.integration.context.IntegrationContextUtils;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.kafka.core.KafkaAdmin;
import org.springframework.kafka.core.ProducerFactory;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(WorkersProperties.class)
class WorkersConfiguration {

    /** Made, and connected, where a request is first sent or listened for. Of a broker that is not chosen there are no beans. */
    @Bean
    @Lazy
    static PartitionChannel partitionChannel(WorkersProperties properties, BeanFactory beans) {
        return switch (properties.channel()) {
            case DATABASE ->
                new DatabaseChannel(beans.getBean(DataSource.class), beans.getBean(JdbcConnectionDetails.class), beans);
            case RABBITMQ ->
                new RabbitChannel(
                        beans.getBean(ConnectionFactory.class),
                        beans.getBean(RabbitConnectionDetails.class),
                        properties,
                        beans);
            case KAFKA ->
                new KafkaChannel(
                        beans.getBean(ProducerFactory.class),
                        beans.getBean(ConsumerFactory.class),
                        beans.getBean(KafkaAdmin.class),
                        beans.getBean(KafkaConnectionDetails.class),
                        properties,
                        beans);
        };
    }

    /** What the ends of a broker's channel ask for; {@code @EnableIntegration} would bring much more into each command. */
    @Bean(IntegrationContextUtils.INTEGRATION_EVALUATION_CONTEXT_BEAN_NAME)
    @Lazy
    static IntegrationEvaluationContextFactoryBean integrationEvaluationContext() {
        return new IntegrationEvaluationContextFactoryBean();
    }
}
