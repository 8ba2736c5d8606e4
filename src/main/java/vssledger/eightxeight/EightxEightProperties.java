package vssledger.eightxeight;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import vssledger.platform.UserException;

/**
 * How 8x8 is reached.
 *
 * @param key the API key; better as VSS_EIGHTXEIGHT_KEY. Never printed
 * @param keyFile a file that holds the key instead, as seen from the ledger's home
 * @param subAccounts those that commands are about where none is named, beside those of config/products.yml
 * @param reporting host of the Reporting API
 * @param webhooks host of the Webhooks API
 * @param webhookUrl the address under which 8x8 reaches this ledger: the webhook of a subaccount is
 *     {@code <webhookUrl>/voice/webhooks/vss/<product>}; null where commands are told each URL
 * @param connectTimeout to connect
 * @param readTimeout between two parts of an answer
 * @param attempts of a request that 8x8 fails to answer, or asks to repeat later
 * @param firstPause before the second attempt; doubled for each that follows, unless 8x8 says how long
 * @param pollEvery between two looks at a job
 * @param patience in which a job has to end; nor is a longer pause made that 8x8 asks for
 */
@ConfigurationProperties("vss.eightxeight")
public record EightxEightProperties(
        @Nullable String key,
        @Nullable Path keyFile,
        @DefaultValue List<String> subAccounts,
        @DefaultValue("https://voice.wavecell.com") URI reporting,
        @DefaultValue("https://voice.8x8.com") URI webhooks,
        @Nullable URI webhookUrl,
        @DefaultValue("10s") Duration connectTimeout,
        @DefaultValue("60s") Duration readTimeout,
        @DefaultValue("5") int attempts,
        @DefaultValue("1s") Duration firstPause,
        @DefaultValue("5s") Duration pollEvery,
        @DefaultValue("1h") Duration patience) {

    public EightxEightProperties {
        if (webhookUrl != null && !isWeb(webhookUrl)) {
            throw new UserException("vss.eightxeight.webhook-url = \"" + webhookUrl
                    + "\" is no address of the web. Write it as 8x8 is to reach it: https://ledger.example.com");
        }
    }

    private static boolean isWeb(URI address) {
        return ("https".equals(address.getScheme()) || "http".equals(address.getScheme()))
                && address.getHost() != null
                && address.getQuery() == null;
    }

    @Override
    public String toString() {
        return "8x8 at " + reporting; // not its key
    }
}
