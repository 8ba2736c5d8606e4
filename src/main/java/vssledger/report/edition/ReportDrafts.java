package vssledger.report.edition;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import vssledger.platform.db.Snapshots;
import vssledger.report.ReportScope;
import vssledger.report.definition.ReportCatalog;
import vssledger.report.definition.ReportDefinition;
import vssledger.report.definition.ReportDefinitions;

/** Drafts the reports of an edition, each asked of the database once and all of one moment: here, or in partitions. */
@Component
public class ReportDrafts {

    private final ReportDefinitions definitions;
    private final ReportFiles files;
    private final KeyFigures figures;
    private final Snapshots snapshots;
    private final EditionFolders folders;
    private volatile @Nullable Begun begun;

    /** A draft and the reports that it is to hold: read once, and the same to its end. */
    private record Begun(String draft, ReportCatalog catalog) {}

    public ReportDrafts(
            ReportDefinitions definitions,
            ReportFiles files,
            KeyFigures figures,
            Snapshots snapshots,
            EditionFolders folders) {
        this.definitions = definitions;
        this.figures = figures;
        this.files = files;
        this.snapshots = snapshots;
        this.folders = folders;
    }

    /** Puts all reports of a catalog into the draft, and tells the key figures of the same moment. */
    public interface Drafting {
        EditionFigures draft(ReportCatalog catalog, ReportScope scope, EditionDraft draft) throws IOException;
    }

    /** One after the other, in this thread. */
    public Drafting here() {
        return (catalog, scope, draft) -> snapshots.read(() -> {
            catalog.ofEdition().forEach(report -> draft(report, catalog, scope, draft));
            return figures.of(catalog, scope);
        });
    }

    /** By {@link #draft(ReportPartition)}, wherever that is called. */
    public Drafting inPartitions(ReportPartitions partitions) {
        return (catalog, scope, draft) -> {
            var folder = folders.all().relativize(draft.folder()).toString();
            begun = new Begun(folder, catalog);
            var frozen = snapshots.read(() -> {
                var ofThisMoment = figures.of(catalog, scope);
                snapshots.hold(snapshot -> partitions.draft(catalog.ofEdition().stream()
                        .map(report -> new ReportPartition(report.id(), scope, folder, snapshot))
                        .toList()));
                return ofThisMoment;
            });
            draft.seal();
            return frozen;
        };
    }

    /** Done twice, at once too, it changes nothing. */
    public void draft(ReportPartition partition) {
        var catalog = catalog(partition);
        var draft = EditionDraft.of(folders.all().resolve(partition.draft()));
        snapshots.read(
                partition.snapshot(),
                () -> draft(catalog.report(partition.report()), catalog, partition.scope(), draft));
    }

    private ReportCatalog catalog(ReportPartition partition) {
        var known = begun;
        if (known == null || !known.draft().equals(partition.draft())) {
            known = new Begun(partition.draft(), definitions.load().of(partition.scope()));
            begun = known;
        }
        return known.catalog();
    }

    private void draft(ReportDefinition report, ReportCatalog catalog, ReportScope scope, EditionDraft draft) {
        try (var attempt = draft.attempt()) {
            files.draft(report, scope, attempt, catalog.isInEditionWorkbook(report));
            draft.take(attempt);
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "Report " + report.id() + " of " + scope + " cannot be written to " + draft.folder(), e);
        }
    }
}
