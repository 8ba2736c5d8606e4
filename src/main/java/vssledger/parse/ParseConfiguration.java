package vssledger.parse;

import org.springframework.batch.core.configuration.annotation.StepScope;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.step.Step;
import org.springframework.batch.core.step.builder.StepBuilder;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import vssledger.fact.FactWriter;
import vssledger.platform.LedgerProperties;

/** The step that takes every delivery without an outcome through the parser. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({ParseProperties.class, SubAccountProducts.class})
class ParseConfiguration {

    @Bean
    Step parseStep(
            JobRepository repository,
            PlatformTransactionManager transactions,
            ParseProperties properties,
            PendingDeliveries pendingDeliveries,
            DeliveryParser deliveryParser,
            ParsedWriter parsedWriter,
            ParseProgress progress) {
        return new StepBuilder("parse", repository)
                .<Delivery, Parsed>chunk(properties.chunkSize())
                .transactionManager(transactions)
                .reader(pendingDeliveries)
                .processor(deliveryParser::parse)
                .writer(parsedWriter)
                .listener(progress)
                .allowStartIfComplete(true)
                .build();
    }

    @Bean
    @StepScope
    PendingDeliveries pendingDeliveries(JdbcClient jdbc) {
        return new PendingDeliveries(jdbc);
    }

    @Bean
    DeliveryParser deliveryParser(SubAccountProducts subAccounts) {
        return new DeliveryParser(new Variants(subAccounts.lookup()));
    }

    @Bean
    @StepScope
    ParsedWriter parsedWriter(
            OutcomeTable outcomes,
            FactWriter facts,
            LedgerProperties ledger,
            @Value("#{stepExecution.jobExecutionId}") long runId) {
        return new ParsedWriter(outcomes, facts, ledger.timeZone(), runId);
    }
}
