package vssledger.parse;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How deliveries are parsed.
 *
 * @param chunkSize deliveries a transaction
 */
@ConfigurationProperties("vss.parse")
record ParseProperties(@DefaultValue("1000") int chunkSize) {}
