package vssledger.report.edition;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import org.springframework.stereotype.Component;
import vssledger.platform.LedgerProperties;
import vssledger.platform.UserException;
import vssledger.report.ReportProperties;
import vssledger.report.ReportScope;

/** Where editions lie: those of a scope in a folder, all of these in one, which has a mark by which it is known. */
@Component
public class EditionFolders {

    private static final String MARK = ".folder";

    private final LedgerProperties ledger;
    private final ReportProperties properties;

    public EditionFolders(LedgerProperties ledger, ReportProperties properties) {
        this.ledger = ledger;
        this.properties = properties;
    }

    Path all() {
        return ledger.resolve(properties.out());
    }

    public Path of(ReportScope scope) {
        return all().resolve(scope.toString());
    }

    public Path of(EditionId edition) {
        return of(edition.scope()).resolve("edition-" + edition.number());
    }

    /**
     * Equal for processes that write into the same folder.
     *
     * @throws UserException where nothing can be written
     */
    String mark() {
        var mark = all().resolve(MARK);
        try {
            Files.createDirectories(all());
            if (!Files.exists(mark)) {
                var own = Files.writeString(
                        all().resolve(MARK + "-" + UUID.randomUUID()),
                        UUID.randomUUID().toString());
                try {
                    Files.createLink(mark, own); // whole, and by one of all who try
                } catch (FileAlreadyExistsException e) {
                    // another was first
                } finally {
                    Files.delete(own);
                }
            }
            return Files.readString(mark);
        } catch (IOException e) {
            throw new UserException("The folder of reports " + all() + " cannot be written to: " + e.getMessage(), e);
        }
    }
}
