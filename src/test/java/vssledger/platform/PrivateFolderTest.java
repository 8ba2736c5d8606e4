package vssledger.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import vssledger.platform.db.PostgresBinaries;

/** Programs are run only from a folder that nobody else can change. */
@EnabledOnOs({OS.LINUX, OS.MAC})
class PrivateFolderTest {

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path parent;

    @Test
    void aNewOneIsForItsUserAlone() throws IOException {
        var folder = PrivateFolder.ensure(parent.resolve("cache"), "programs");

        assertThat(Files.getPosixFilePermissions(folder)).isEqualTo(PosixFilePermissions.fromString("rwx------"));
        assertThat(PrivateFolder.ensure(parent.resolve("cache"), "programs")).isEqualTo(folder);
    }

    @Test
    void oneThatOthersMayEnterIsRefused() throws IOException {
        var folder = PrivateFolder.ensure(parent, "programs");
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxrwxrwx"));

        assertRefused("its mode is rwxrwxrwx, and has to be rwx------");
    }

    @Test
    void aLinkToSomewhereElseIsRefused() throws IOException {
        var elsewhere = PrivateFolder.ensure(parent, "elsewhere");
        Files.createSymbolicLink(parent.resolve("programs"), elsewhere);

        assertRefused("it is no folder");
    }

    @Test
    void oneInWhichAFileOfAnotherUserLiesIsRefused() throws IOException {
        assumeTrue(System.getProperty("user.name").equals("root"), "Only root can give files to others.");
        var folder = PrivateFolder.ensure(parent, "programs");
        var program =
                Files.createFile(Files.createDirectory(folder.resolve("bin")).resolve("postgres"));
        Files.setOwner(
                program,
                FileSystems.getDefault().getUserPrincipalLookupService().lookupPrincipalByName("nobody"));

        assertRefused(program + " belongs to nobody");
    }

    @Test
    void theCacheIsThatOfTheUser() {
        assertThat(PostgresBinaries.cache(null, "/home/ada")).isEqualTo(Path.of("/home/ada/.cache"));
        assertThat(PostgresBinaries.cache("/srv/cache", "/home/ada")).isEqualTo(Path.of("/srv/cache"));
        assertThat(PostgresBinaries.cache("relative", "/home/ada")).isEqualTo(Path.of("/home/ada/.cache"));
        assertThat(PostgresBinaries.cache(null, "?")).isNull();
    }

    private void assertRefused(String why) {
        assertThatThrownBy(() -> PrivateFolder.ensure(parent, "programs"))
                .isInstanceOf(UserException.class)
                .hasMessage("Programs are run from the folder " + parent.resolve("programs")
                        + ", but others could have changed them: " + why
                        + ". Look at who made it, then delete it: the ledger makes it anew.");
    }
}
