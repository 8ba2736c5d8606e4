package vssledger.retention.archive;

import java.nio.file.Files;
import java.util.List;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import vssledger.platform.LedgerProperties;
import vssledger.platform.check.Check;
import vssledger.platform.check.Finding;
import vssledger.platform.check.FolderCheck;

/** Whether old months can be kept as files, where they are to be. */
@Component
@Order(4)
class ArchiveCheck implements Check {

    private final RetentionProperties properties;
    private final LedgerProperties ledger;

    ArchiveCheck(RetentionProperties properties, LedgerProperties ledger) {
        this.properties = properties;
        this.ledger = ledger;
    }

    @Override
    public String subject() {
        return "archive";
    }

    @Override
    public List<Finding> findings() {
        if (properties.archive() == null) {
            return List.of(Finding.good("Old months are not kept as files (vss.retention.archive)."));
        }
        var folder = ledger.resolve(properties.archive());
        return Files.isDirectory(folder)
                ? FolderCheck.of(folder)
                : List.of(Finding.problem(
                        folder.toAbsolutePath() + " is not there: old months are kept in the database until it is.",
                        "Mount its disk, or make it, or name another folder in vss.retention.archive."));
    }
}
