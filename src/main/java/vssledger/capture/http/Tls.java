package vssledger.capture.http;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import java.util.Optional;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.ssl.NoSuchSslBundleException;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.SslBundles;
import vssledger.capture.CaptureProperties;
import vssledger.platform.UserException;

/** TLS by a bundle of {@code spring.ssl.bundle}, PEM files or PKCS#12; one that is reloaded is used from the next connection on. */
public final class Tls {

    private static final Logger log = LoggerFactory.getLogger(Tls.class);

    private volatile @Nullable SslContext context;

    public Tls(CaptureProperties properties, SslBundles bundles) {
        var name = properties.sslBundle();
        if (name == null || name.isBlank()) {
            return;
        }
        try {
            context = context(bundles.getBundle(name));
        } catch (NoSuchSslBundleException e) {
            throw new UserException(
                    "vss.capture.ssl-bundle names \"" + name + "\", but there is no spring.ssl.bundle.pem." + name
                            + " or spring.ssl.bundle.jks." + name + ".",
                    e);
        } catch (SSLException | RuntimeException e) {
            throw new UserException(
                    "The certificate and key of spring.ssl.bundle \"" + name + "\" cannot be used (" + e.getMessage()
                            + ").",
                    e);
        }
        bundles.addBundleUpdateHandler(name, this::reload);
    }

    private void reload(SslBundle bundle) {
        try {
            context = context(bundle);
            log.info("The certificate has been reloaded.");
        } catch (SSLException | RuntimeException e) {
            log.error("The new certificate cannot be used, the old one stays: {}", e.getMessage());
        }
    }

    private static SslContext context(SslBundle bundle) throws SSLException {
        var options = bundle.getOptions();
        var builder = SslContextBuilder.forServer(bundle.getManagers().getKeyManagerFactory());
        if (options.getEnabledProtocols() != null) {
            builder.protocols(options.getEnabledProtocols());
        }
        if (options.getCiphers() != null) {
            builder.ciphers(java.util.List.of(options.getCiphers()));
        }
        return builder.build();
    }

    public boolean isOn() {
        return context != null;
    }

    public Optional<ChannelHandler> handler(Channel channel) {
        var now = context;
        return now == null ? Optional.empty() : Optional.of(now.newHandler(channel.alloc()));
    }
}
