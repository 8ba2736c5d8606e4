package vssledger.expected;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({Spellings.class, Lists.class, ExpectedProperties.class})
class ExpectedConfiguration {}
