package vssledger.subscription.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Objects;
import org.springframework.stereotype.Component;
import vssledger.platform.LedgerProperties;
import vssledger.platform.UserException;
import vssledger.subscription.DispatchChannel;
import vssledger.subscription.ReadyEdition;
import vssledger.subscription.SubscriptionProperties.Recipient;

/** Puts files into a folder, under the names of their range; a later edition takes the place of the one before. */
@Component
class FolderChannel implements DispatchChannel {

    private final LedgerProperties ledger;

    FolderChannel(LedgerProperties ledger) {
        this.ledger = ledger;
    }

    @Override
    public boolean serves(Recipient recipient) {
        return recipient.folder() != null;
    }

    @Override
    public void send(ReadyEdition edition, Recipient recipient) {
        var folder = ledger.home().resolve(Objects.requireNonNull(recipient.folder()));
        recipient.files().forEach(name -> copy(edition.folder().resolve(name), folder.resolve(edition.nameOf(name))));
    }

    private static void copy(Path from, Path file) {
        var draft = file.resolveSibling("." + file.getFileName() + ".part");
        try {
            Files.createDirectories(file.getParent());
            Files.copy(from, draft, StandardCopyOption.REPLACE_EXISTING);
            Files.move(draft, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UserException(
                    file + " cannot be written (" + e.getMessage() + "). See that the folder is writable and has room.",
                    e);
        }
    }
}
