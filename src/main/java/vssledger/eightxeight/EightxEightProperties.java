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
 * @param key the API key; better given as VSS_EIGHTXEIGHT_KEY; it is never printed
 * @param keyFile a file that holds the API key, relative to the home of the ledger
 * @param subAccounts subaccounts for commands that name none, in addition to those of config/products.yml
 * @param reporting host of the Reporting API
 * @param webhooks host of the Webhooks API
 * @param webhookUrl the address under which 8x8 reaches this ledger; the webhook of a subaccount is {@code
 *     <webhookUrl>/voice/webhooks/vss/<product>}; null if each command names its URL
 * @param connectTimeout the longest time for a connection to 8x8
 * @param readTimeout the longest time between two parts of an answer
 * @param attempts how often a request is tried that 8x8 does not answer, or asks to repeat later
 * @param firstPause pause before the second attempt; it doubles with each attempt, unless 8x8 says how long to wait
 * @param pollEvery pause between two looks at an export job
 * @param patience the longest time for an export job of 8x8, and the longest pause that 8x8 may ask for
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
