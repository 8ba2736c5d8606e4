package vssledger.capture.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Base64;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vssledger.capture.CaptureServer;
import vssledger.testing.Certificates;
import vssledger.testing.TestLedger;

/** The endpoint over TLS, with certificates that are replaced while it serves. */
@Tag("slow")
class TlsTest {

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path home;

    @Test
    void servesAKeyStoreOfPkcs12AndReloadsIt() throws Exception {
        var store = Certificates.keyStore(home, "one");
        try (var ledger = TestLedger.serving(
                home,
                "vss.capture.ssl-bundle=hooks",
                "spring.ssl.bundle.jks.hooks.keystore.location=file:" + store,
                "spring.ssl.bundle.jks.hooks.keystore.password=password",
                "spring.ssl.bundle.jks.hooks.reload-on-update=true",
                "spring.ssl.bundle.watch.file.quiet-period=50ms")) {
            assertThat(post(ledger)).isEqualTo("one: HTTP/1.1 200 OK");

            Files.move(Certificates.keyStore(home, "two"), store, StandardCopyOption.REPLACE_EXISTING);

            await().atMost(Duration.ofSeconds(30)).until(() -> post(ledger).equals("two: HTTP/1.1 200 OK"));
        }
    }

    @Test
    void servesACertificateAndAKeyInFilesAndReloadsThem() throws Exception {
        pem("one");
        try (var ledger = TestLedger.serving(
                home,
                "vss.capture.ssl-bundle=hooks",
                "spring.ssl.bundle.pem.hooks.keystore.certificate=file:" + home.resolve("cert.pem"),
                "spring.ssl.bundle.pem.hooks.keystore.private-key=file:" + home.resolve("key.pem"),
                "spring.ssl.bundle.pem.hooks.reload-on-update=true",
                "spring.ssl.bundle.watch.file.quiet-period=50ms")) {
            assertThat(post(ledger)).isEqualTo("one: HTTP/1.1 200 OK");

            pem("two");

            await().atMost(Duration.ofSeconds(30)).until(() -> post(ledger).equals("two: HTTP/1.1 200 OK"));
        }
    }

    @Test
    void tellsThatABundleIsNotThere() {
        assertThatThrownBy(() -> TestLedger.serving(home, "vss.capture.ssl-bundle=hook"))
                .hasStackTraceContaining("vss.capture.ssl-bundle names \"hook\", but there is no");
    }

    /** Whose certificate it shows, and what it answers. */
    private static String post(TestLedger ledger) throws IOException, GeneralSecurityException {
        var tls = SSLContext.getInstance("TLS");
        tls.init(null, new TrustManager[] {new Trusting()}, null);
        try (var socket = (SSLSocket) tls.getSocketFactory()
                .createSocket(
                        InetAddress.getLoopbackAddress(),
                        ledger.the(CaptureServer.class).port())) {
            socket.getOutputStream()
                    .write("POST /voice/webhooks/vss HTTP/1.1\r\nConnection: close\r\nContent-Length: 2\r\n\r\n{}"
                            .getBytes(StandardCharsets.US_ASCII));
            var answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
            var certificate = (X509Certificate) socket.getSession().getPeerCertificates()[0];
            return certificate.getSubjectX500Principal().getName().replace("CN=", "") + ": "
                    + answer.lines().findFirst().orElse("");
        }
    }

    private void pem(String name) throws Exception {
        var store = KeyStore.getInstance("PKCS12");
        try (var in = Files.newInputStream(Certificates.keyStore(home, name))) {
            store.load(in, Certificates.PASSWORD.toCharArray());
        }
        write(
                "key.pem",
                "PRIVATE KEY",
                store.getKey(Certificates.ALIAS, Certificates.PASSWORD.toCharArray())
                        .getEncoded());
        write(
                "cert.pem",
                "CERTIFICATE",
                store.getCertificate(Certificates.ALIAS).getEncoded());
    }

    private void write(String file, String what, byte[] bytes) throws IOException {
        var lines = Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII))
                .encodeToString(bytes);
        var written = Files.writeString(
                home.resolve(file + ".new"),
                "-----BEGIN " + what + "-----\n" + lines + "\n-----END " + what + "-----\n");
        Files.move(written, home.resolve(file), StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }

    /** Trusts whom it meets: who that is, is what is looked at here. */
    private static final class Trusting implements X509TrustManager {

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
