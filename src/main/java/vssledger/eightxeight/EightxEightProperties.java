package vssledger.eightxeight;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How 8x8 is reached.
 *
 * @param key the API key; better as VSS_EIGHTXEIGHT_KEY. Never printed
 * @param subAccounts those that commands are about where none is named
 * @param reporting host of the Reporting API
 * @param connectTimeout to connect
 * @param readTimeout between two parts of an answer
 * @param attempts of a request that 8x8 fails to answer, or asks to repeat later
 * @param firstPause before the second attempt; doubled for each that follows, unless 8x8 says how long
 * @param pollEvery between two looks at a job
 * @param patience in which a job has to end
 */
@ConfigurationProperties("vss.eightxeight")
public record EightxEightProperties(
        @Nullable String key,
        @DefaultValue List<String> subAccounts,
        @DefaultValue("https://voice.wavecell.com") URI reporting,
        @DefaultValue("10s") Duration connectTimeout,
        @DefaultValue("60s") Duration readTimeout,
        @DefaultValue("5") int attempts,
        @DefaultValue("1s") Duration firstPause,
        @DefaultValue("5s") Duration pollEvery,
        @DefaultValue("1h") Duration patience) {

    @Override
    public String toString() {
        return "8x8 at " + reporting; // not its key
    }
}
