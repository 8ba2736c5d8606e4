package vssledger.platform.actor;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * The user of the operating system that this process runs as. The kernel tells it; a system property or an environment variable
 * does not change it.
 *
 * @param name as the operating system writes it
 * @param host name of this machine
 * @param sudoUser who called sudo, as its environment variable says, which proves nothing; null without sudo
 */
public record SystemUser(String name, String host, @Nullable String sudoUser) {

    /** The user of this process. */
    public static SystemUser current() {
        var sudoUser = System.getenv("SUDO_USER");
        return new SystemUser(
                ProcessHandle.current().info().user().orElseGet(SystemUser::withoutName),
                machine(),
                sudoUser == null || sudoUser.isBlank() ? null : sudoUser.strip());
    }

    /** Name and machine: {@code alice@ledger1}. */
    public String account() {
        return name + "@" + host;
    }

    /** A user that has a number only, as in a container; where there are no such numbers, what the JVM says. */
    private static String withoutName() {
        try {
            return "uid " + Files.getAttribute(Path.of("/proc/self"), "unix:uid");
        } catch (IOException | UnsupportedOperationException | IllegalArgumentException e) {
            return System.getProperty("user.name", "somebody");
        }
    }

    private static String machine() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "an unnamed machine";
        }
    }
}
