package vssledger.expected;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Configuration;
import vssledger.expected.format.ListMappings;
import vssledger.expected.format.Spellings;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({Spellings.class, ListMappings.class, ExpectedProperties.class})
class ExpectedConfiguration {}
