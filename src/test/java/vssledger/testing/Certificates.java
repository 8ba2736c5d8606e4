package vssledger.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Certificates that nobody signed but they themselves, in key stores of PKCS#12. */
public final class Certificates {

    /** Under which a store keeps its certificate and key. */
    public static final String ALIAS = "hooks";

    /** Of a store and of its key. */
    public static final String PASSWORD = "password";

    private Certificates() {}

    /** A store in this folder, with a certificate for this name. */
    public static Path keyStore(Path folder, String name) throws IOException, InterruptedException {
        var store = folder.resolve(name + ".p12");
        var keytool = Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
        var made = new ProcessBuilder(List.of(
                        keytool,
                        "-genkeypair",
                        "-alias",
                        ALIAS,
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=" + name,
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        store.toString(),
                        "-storepass",
                        PASSWORD))
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("keytool.log").toFile())
                .start()
                .waitFor();
        assertThat(made).isZero();
        return store;
    }
}
