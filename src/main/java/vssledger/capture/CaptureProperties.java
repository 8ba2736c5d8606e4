package vssledger.capture;

import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Period;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import vssledger.platform.check.SettingCheck;

/**
 * Who may send to the capture endpoint, how much at once, and where it is kept.
 *
 * @param port the port for webhooks; 0 for any free port
 * @param address the address on which the endpoint listens; null for all addresses of the machine
 * @param maxBody the largest body that is taken, packed or unpacked
 * @param maxHeader the largest head of a request
 * @param requestTimeout a request has to arrive in full within this time
 * @param idleTimeout a connection without a request is closed after this time
 * @param maxConnections the most connections that are open at a time; further ones are closed at once
 * @param memory memory for bodies that wait to be stored; if it is full, senders have to wait
 * @param writers database connections that store side by side
 * @param maxBatch the most deliveries that one transaction stores
 * @param patience how long the database may take for a batch before the batch goes to the spool; whole seconds
 * @param stopTimeout how long a stopping server waits for requests in flight
 * @param allow addresses or CIDR ranges that may send; null for those of 8x8 Voice and this machine
 * @param trustedProxies addresses or CIDR ranges of proxies whose X-Forwarded-For counts
 * @param health who gets an answer from {@code GET /health}
 * @param sslBundle name of the {@code spring.ssl.bundle} for HTTPS; null for plain HTTP
 * @param keep how long parsed deliveries are kept
 */
@ConfigurationProperties("vss.capture")
public record CaptureProperties(
        @DefaultValue("8080") int port,
        @Nullable InetAddress address,
        @DefaultValue("1MB") DataSize maxBody,
        @DefaultValue("16KB") DataSize maxHeader,
        @DefaultValue("30s") Duration requestTimeout,
        @DefaultValue("5m") Duration idleTimeout,
        @DefaultValue("20000") int maxConnections,
        @DefaultValue("64MB") DataSize memory,
        @DefaultValue("1") int writers,
        @DefaultValue("500") int maxBatch,
        @DefaultValue("2s") Duration patience,
        @DefaultValue("20s") Duration stopTimeout,
        @Nullable List<String> allow,
        @DefaultValue List<String> trustedProxies,
        @DefaultValue Auth auth,
        @DefaultValue("any") HealthAccess health,
        @Nullable String sslBundle,
        @DefaultValue Spool spool,
        @DefaultValue("400d") Period keep) {

    public CaptureProperties {
        SettingCheck.between("vss.capture.port", port, 0, 65_535);
        SettingCheck.atLeast("vss.capture.max-connections", maxConnections, 1);
        SettingCheck.between("vss.capture.writers", writers, 1, 64);
        SettingCheck.between("vss.capture.max-batch", maxBatch, 1, 10_000);
        SettingCheck.atLeast("vss.capture.max-body", maxBody, DataSize.ofKilobytes(1));
        SettingCheck.atLeast("vss.capture.max-header", maxHeader, DataSize.ofKilobytes(1));
        SettingCheck.atLeast("vss.capture.memory", memory, DataSize.ofKilobytes(1));
        SettingCheck.atLeast("vss.capture.request-timeout", requestTimeout, Duration.ofSeconds(1));
        SettingCheck.atLeast("vss.capture.idle-timeout", idleTimeout, Duration.ofSeconds(1));
        SettingCheck.atLeast("vss.capture.patience", patience, Duration.ofSeconds(1));
        SettingCheck.atLeast("vss.capture.stop-timeout", stopTimeout, Duration.ZERO);
        SettingCheck.keepsADay("vss.capture.keep", keep);
    }

    /** 8x8 Voice's outbound addresses, as published on 1 January 2026. */
    public static final List<String> EIGHT_BY_EIGHT =
            List.of("18.140.80.2", "52.220.253.234", "54.255.116.8", "52.74.232.241");

    /** To whom the health of the endpoint is told. */
    public enum HealthAccess {
        /** To every address, as load balancers need it. */
        ANY,
        /** To those that may send. */
        ALLOWED,
        /** To nobody: there is no such path. */
        OFF
    }

    /**
     * The header that the webhook was registered with.
     *
     * @param header name of the header that a webhook has to carry
     * @param values the accepted values of the header, several while one is being replaced; empty if no header is
     *     required
     */
    public record Auth(
            @DefaultValue("Authorization") String header,
            @DefaultValue List<String> values) {

        /** Without the values, which are secrets. */
        @Override
        public String toString() {
            return "Auth[header=" + header + ", values=" + values.size() + "]";
        }
    }

    /**
     * Where deliveries wait while the database does not take them.
     *
     * @param folder folder of the spool, relative to the home of the ledger; one per server, on a local disk
     * @param maxSize the largest size of the spool
     * @param keepFree space that stays free on the disk of the spool
     */
    public record Spool(
            @DefaultValue("var/spool") Path folder,
            @DefaultValue("10GB") DataSize maxSize,
            @DefaultValue("32MB") DataSize keepFree) {}

    public int maxBytes() {
        return Math.toIntExact(maxBody.toBytes());
    }
}
