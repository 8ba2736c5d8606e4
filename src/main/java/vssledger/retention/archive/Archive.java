package vssledger.retention.archive;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Period;
import java.time.YearMonth;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import vssledger.platform.LedgerProperties;
import vssledger.platform.UserException;

/** Writes months into the archive and takes them back, each in the transaction of its caller. */
@Component
@EnableConfigurationProperties(RetentionProperties.class)
public class Archive {

    private static final Logger log = LoggerFactory.getLogger(Archive.class);

    private final RetentionProperties properties;
    private final LedgerProperties ledger;
    private final JdbcTemplate jdbc;
    private final Clock clock;

    Archive(RetentionProperties properties, LedgerProperties ledger, JdbcTemplate jdbc, Clock clock) {
        this.properties = properties;
        this.ledger = ledger;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** Whether months are kept as files at all. */
    public boolean isOn() {
        return properties.archive() != null;
    }

    /** How long a month that was taken back is kept. */
    public Period keepRestored() {
        return properties.keepRestored();
    }

    /**
     * Looks whether months can be kept.
     *
     * @throws UserException if there is no archive, or its folder is not there
     */
    public void requireFolder() {
        var unused = folder().required();
    }

    /**
     * All months in it, by name.
     *
     * @throws UserException if there is no archive
     */
    public List<ArchivedMonth> list() {
        return folder().list();
    }

    /**
     * One of them.
     *
     * @param name as listed, or a path to one that lies elsewhere
     * @throws UserException if there is none
     */
    public ArchivedMonth find(String name) {
        return new ArchiveFolder(properties.archive() == null ? Path.of(".") : path()).find(name);
    }

    private ArchiveFolder folder() {
        return new ArchiveFolder(path());
    }

    private Path path() {
        if (properties.archive() == null) {
            throw new UserException(
                    "There is no archive: old months are dropped. To keep them as files, name a folder in"
                            + " config/application.yml: vss.retention.archive.");
        }
        return ledger.resolve(properties.archive());
    }

    /**
     * Keeps a month: when this returns, its files were written to the disk and read back, and each is what its table holds. One that
     * was kept before is not written again.
     *
     * @param relations what holds its rows, by the table into which they are to be restored
     */
    public ArchivedMonth keep(String kind, YearMonth month, Map<String, String> relations) {
        jdbc.execute(
                "SET LOCAL synchronize_seqscans = off"); // in the order of the disk, so that the same rows have the
        // same hash
        var before = folder().of(kind, month).stream()
                .filter(one -> isThere(one, relations))
                .findFirst();
        return before.orElseGet(() -> write(kind, month, relations));
    }

    private boolean isThere(ArchivedMonth one, Map<String, String> relations) {
        var tables = one.manifest().tables();
        if (tables.size() != relations.size()
                || !tables.stream()
                        .allMatch(table -> Optional.ofNullable(relations.get(table.table()))
                                .filter(relation -> table.saysTheSameAs(hashed(table.table(), relation)))
                                .isPresent())) {
            return false;
        }
        one.verify();
        return true;
    }

    private ArchiveManifest.Table hashed(String table, String relation) {
        var columns = columns(relation);
        return described(table, columns, withConnection(connection -> TableFile.hash(connection, relation, columns)));
    }

    private ArchivedMonth write(String kind, YearMonth month, Map<String, String> relations) {
        try {
            var unfinished = folder().required().begin(kind, month);
            var tables = new ArrayList<ArchiveManifest.Table>();
            for (var entry : relations.entrySet()) {
                var columns = columns(entry.getValue());
                var file = unfinished.resolve(fileOf(entry.getKey()));
                tables.add(described(
                        entry.getKey(),
                        columns,
                        withConnection(connection -> TableFile.write(connection, entry.getValue(), columns, file))));
            }
            var manifest = new ArchiveManifest(
                    kind,
                    month.toString(),
                    version(),
                    clock.instant().truncatedTo(ChronoUnit.SECONDS).toString(),
                    tables);
            new ArchivedMonth(unfinished, manifest).verify();
            var archived = folder().end(unfinished, manifest);
            log.info("{} of {} are kept in {}: {} rows", kind, month, archived.path(), manifest.rows());
            return archived;
        } catch (IOException e) {
            throw new UncheckedIOException("The archive cannot be written to " + folder().path(), e);
        }
    }

    /**
     * Takes a month back into its tables, which have room for it.
     *
     * @throws UserException if a file is damaged, or was written by a ledger with other tables
     */
    public void restore(ArchivedMonth archived) {
        archived.verify();
        for (var table : archived.manifest().tables()) {
            var missing = new ArrayList<>(table.columns());
            missing.removeAll(columns(table.table()));
            if (!missing.isEmpty()) {
                throw new UserException(
                        table.table() + " has no column " + String.join(", ", missing) + " any more, but "
                                + archived.name() + " has: restore it with version "
                                + archived.manifest().ledger() + " of the ledger, and upgrade from there.");
            }
            var rows = withConnection(connection -> TableFile.restore(
                    connection, table.table(), table.columns(), archived.path().resolve(table.file())));
            if (rows != table.rows()) {
                throw new UserException(table.file() + " changed while it was read; nothing was restored. Try again.");
            }
        }
    }

    /** Those that a COPY names, in the order of the table. */
    private List<String> columns(String relation) {
        return jdbc.queryForList(
                "SELECT attname FROM pg_attribute WHERE attrelid = ?::regclass AND attnum > 0 AND NOT attisdropped"
                        + " AND attgenerated = '' ORDER BY attnum",
                String.class,
                relation);
    }

    private static ArchiveManifest.Table described(String table, List<String> columns, TableFile.Content content) {
        return new ArchiveManifest.Table(
                table,
                fileOf(table),
                columns,
                content.rows(),
                content.bytes(),
                content.sha256(),
                content.contentSha256());
    }

    private static String fileOf(String table) {
        return table + ".copy.gz";
    }

    private static String version() {
        return Objects.requireNonNullElse(Archive.class.getPackage().getImplementationVersion(), "(unpackaged)");
    }

    private interface Work<T> {
        T with(Connection connection) throws SQLException, IOException;
    }

    private <T> T withConnection(Work<T> work) {
        return Objects.requireNonNull(jdbc.execute((ConnectionCallback<T>) connection -> {
            try {
                return work.with(connection);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }));
    }
}
