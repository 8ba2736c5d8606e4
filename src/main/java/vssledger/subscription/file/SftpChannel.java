package vssledger.subscription.file;

import com.jcraft.jsch.ChannelSftp;
import com.jcraft.jsch.JSch;
import com.jcraft.jsch.JSchException;
import com.jcraft.jsch.Session;
import com.jcraft.jsch.SftpException;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import vssledger.platform.LedgerProperties;
import vssledger.platform.UserException;
import vssledger.subscription.DispatchChannel;
import vssledger.subscription.ReadyEdition;
import vssledger.subscription.SubscriptionProperties.Recipient;
import vssledger.subscription.SubscriptionProperties.SftpServer;

/**
 * Uploads files to an SFTP server whose key is known, under the names of their range: under another name first, so that nobody
 * fetches half of one; a later edition takes the place of the one before.
 */
@Component
class SftpChannel implements DispatchChannel {

    private static final int PATIENCE = (int) Duration.ofSeconds(30).toMillis();

    private final LedgerProperties ledger;

    SftpChannel(LedgerProperties ledger) {
        this.ledger = ledger;
    }

    @Override
    public boolean serves(Recipient recipient) {
        return recipient.sftp() != null;
    }

    @Override
    public void send(ReadyEdition edition, Recipient recipient) {
        var server = Objects.requireNonNull(recipient.sftp());
        try {
            var session = session(server);
            try {
                session.connect(PATIENCE);
                var channel = (ChannelSftp) session.openChannel("sftp");
                channel.connect(PATIENCE);
                channel.cd(server.folder());
                for (var file : recipient.files()) {
                    upload(channel, edition.folder().resolve(file).toString(), edition.nameOf(file));
                }
            } finally {
                session.disconnect();
            }
        } catch (JSchException | SftpException e) {
            throw new UserException(
                    "The SFTP server " + server + " did not take it (" + e.getMessage()
                            + "). See \"sftp\" of recipient \"" + recipient.name() + "\" in config/subscriptions.yml.",
                    e);
        }
    }

    private Session session(SftpServer server) throws JSchException {
        var client = new JSch();
        client.setKnownHosts(new ByteArrayInputStream(
                (knownAs(server) + " " + server.hostKey() + "\n").getBytes(StandardCharsets.UTF_8)));
        if (server.privateKey() != null) {
            var key = ledger.resolve(server.privateKey()).toString();
            client.addIdentity(key, bytes(server.passphrase()));
        }
        var session = client.getSession(server.user(), server.host(), server.port());
        session.setPassword(bytes(server.password()));
        session.setConfig("StrictHostKeyChecking", "yes");
        session.setConfig("server_host_key", hostKeyAlgorithms(server));
        session.setTimeout(PATIENCE);
        return session;
    }

    private static byte @Nullable [] bytes(@Nullable String secret) {
        return secret == null ? null : secret.getBytes(StandardCharsets.UTF_8);
    }

    private static String knownAs(SftpServer server) {
        return server.port() == 22 ? server.host() : "[" + server.host() + "]:" + server.port();
    }

    /** Of a server with several keys, the one that is known; an RSA key signs in newer ways than its type says. */
    private static String hostKeyAlgorithms(SftpServer server) {
        var type = server.hostKey().strip().split("\\s+", 2)[0];
        return type.equals("ssh-rsa") ? "rsa-sha2-512,rsa-sha2-256" : type;
    }

    private static void upload(ChannelSftp channel, String file, String name) throws SftpException {
        var draft = "." + name + ".part";
        channel.put(file, draft, ChannelSftp.OVERWRITE);
        try {
            channel.rename(draft, name);
        } catch (SftpException e) { // a server that does not replace a file by renaming another
            channel.rm(name);
            channel.rename(draft, name);
        }
    }
}
