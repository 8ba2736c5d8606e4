package vssledger.subscription;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.sshd.common.config.keys.PublicKeyEntry;
import org.apache.sshd.common.file.virtualfs.VirtualFileSystemFactory;
import org.apache.sshd.common.session.SessionContext;
import org.apache.sshd.server.SshServer;
import org.apache.sshd.server.keyprovider.SimpleGeneratorHostKeyProvider;
import org.apache.sshd.sftp.server.SftpSubsystemFactory;

/** An SFTP server in this process, with a key of its own, that lets "ledger" in with "secret"; its files lie in a folder. */
final class TestSftpServer implements AutoCloseable {

    private final SshServer server = SshServer.setUpDefaultServer();
    private final Path folder;
    private final String hostKey;

    TestSftpServer(Path folder) throws Exception {
        this.folder = folder;
        Files.createDirectories(folder.resolve("in"));
        var keys = new SimpleGeneratorHostKeyProvider();
        keys.setAlgorithm("RSA");
        hostKey = PublicKeyEntry.toString(
                keys.loadKeys((SessionContext) null).iterator().next().getPublic());
        server.setHost("127.0.0.1");
        server.setKeyPairProvider(keys);
        server.setPasswordAuthenticator(
                (user, password, session) -> user.equals("ledger") && password.equals("secret"));
        server.setSubsystemFactories(List.of(new SftpSubsystemFactory()));
        server.setFileSystemFactory(new VirtualFileSystemFactory(folder));
        server.start();
    }

    int port() {
        return server.getPort();
    }

    /** As ssh-keyscan prints it, without the host. */
    String hostKey() {
        return hostKey;
    }

    Path folder() {
        return folder;
    }

    @Override
    public void close() throws IOException {
        server.stop(true);
    }
}
