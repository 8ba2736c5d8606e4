package vssledger.expected;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.LongConsumer;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceUtils;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import vssledger.expected.file.PlainFile;
import vssledger.expected.file.UnconfirmedReadingException;
import vssledger.expected.format.SourceFormat;
import vssledger.expected.format.SourceFormats;
import vssledger.expected.line.LineFile;
import vssledger.expected.line.LineTyping;
import vssledger.expected.line.Rejections;
import vssledger.expected.line.StagedLines;
import vssledger.expected.line.StagingTable;
import vssledger.expected.partition.PartitionedImport;
import vssledger.platform.LedgerProperties;
import vssledger.platform.Progress;
import vssledger.platform.UserException;
import vssledger.platform.db.RepeatableTransaction;
import vssledger.platform.db.SqlFiles;
import vssledger.platform.db.WorkMemory;
import vssledger.platform.text.Sha256;

/**
 * Takes files of expected sessions: each all or nothing, in one transaction, and once. A later file about the same legs or
 * callflows supersedes what an earlier one said; the earlier rows are kept.
 */
@Component
public class ExpectedImports {

    /** Bytes from which on a person waits for a file to be read. */
    private static final long WORTH_TELLING = 10_000_000;

    /** How a file is read that needs no words. */
    private static final String PLAIN = "as files of its source are written";

    private final SourceFormats formats;
    private final PartitionedImport shared;
    private final ImportLock lock;
    private final ImportLeftovers leftovers;
    private final Progress progress;
    private final DataSource dataSource;
    private final JdbcClient jdbc;
    private final SqlFiles sql;
    private final WorkMemory memory;
    private final LedgerProperties ledger;
    private final ExpectedProperties properties;
    private final Clock clock;
    private final TransactionTemplate transaction;

    ExpectedImports(
            SourceFormats formats,
            PartitionedImport shared,
            ImportLock lock,
            ImportLeftovers leftovers,
            Progress progress,
            DataSource dataSource,
            JdbcClient jdbc,
            SqlFiles sql,
            WorkMemory memory,
            LedgerProperties ledger,
            ExpectedProperties properties,
            Clock clock,
            PlatformTransactionManager transactions) {
        this.formats = formats;
        this.shared = shared;
        this.lock = lock;
        this.leftovers = leftovers;
        this.progress = progress;
        this.dataSource = dataSource;
        this.jdbc = jdbc;
        this.sql = sql;
        this.memory = memory;
        this.ledger = ledger;
        this.properties = properties;
        this.clock = clock;
        this.transaction = new TransactionTemplate(transactions);
    }

    /**
     * Imports one file.
     *
     * @throws RejectedLinesException if lines of it are not usable
     * @throws UserException if it is not a file of this source, or cannot be read
     */
    public ImportResult importFile(ExpectedSource source, Path file) {
        return importFile(source, null, file);
    }

    /**
     * Imports one file that is written as files of its source are.
     *
     * @param list name of the client's own list that it is, for {@link ExpectedSource#SESSIONS}; null for the only one
     * @throws RejectedLinesException if lines of it are not usable
     * @throws UserException if it is not a file of this source, or cannot be read
     */
    public ImportResult importFile(ExpectedSource source, @Nullable String list, Path file) {
        return importFile(source, list, file, ImportOptions.NONE);
    }

    /**
     * Imports one file.
     *
     * @param list name of the client's own list that it is, for {@link ExpectedSource#SESSIONS}; null for the only one
     * @throws UnconfirmedReadingException if it is written in a way that somebody has to confirm first
     * @throws RejectedLinesException if lines of it are not usable
     * @throws UserException if it is not a file of this source, or cannot be read
     */
    public ImportResult importFile(ExpectedSource source, @Nullable String list, Path file, ImportOptions options) {
        leftovers.clearCopies();
        var format = formats.of(source, list);
        var sha256 = sha256(file);
        var before = known(source, file, sha256);
        if (before.isPresent()) {
            return before.get();
        }
        var reading = options.reading().or(format.reading()).or(properties.readingOf(source));
        var command = "./vss expected import --source " + source.code() + (list == null ? "" : " --list " + list);
        try (var plain =
                new PlainFile(file, format.columns(), reading, leftovers.copies(), command, options.confirmation())) {
            if (plain.isPlainAtFirstSight()) {
                try {
                    return take(source, list, format, file, sha256, plain, options);
                } catch (UserException e) {
                    if (!plain.readOtherwise()) {
                        throw e;
                    }
                }
            } else {
                plain.readOtherwise();
            }
            return take(source, list, format, file, sha256, plain, options);
        }
    }

    private ImportResult take(
            ExpectedSource source,
            @Nullable String list,
            SourceFormat format,
            Path file,
            String sha256,
            PlainFile plain,
            ImportOptions options) {
        return RepeatableTransaction.repeat(() -> {
            try (var attempt = shared.attempt(source, list, format, file, plain.content())) {
                return Objects.requireNonNull(transaction.execute(status -> {
                    lock.take();
                    return known(source, file, sha256).orElseGet(() -> {
                        leftovers.clear();
                        return take(format, file, sha256, plain, attempt, options);
                    });
                }));
            }
        });
    }

    private ImportResult take(
            SourceFormat format,
            Path file,
            String sha256,
            PlainFile plain,
            PartitionedImport.Attempt attempt,
            ImportOptions options) {
        var staged = stage(format, file, plain, attempt);
        if (staged.rows() + staged.skipped() == 0 && !options.nothingBilled()) {
            throw new UserException(
                    file + " has a header and no lines. Nothing was imported. If it is right that there was"
                            + " nothing, add --nothing-billed; else export it again.");
        }
        if (!sha256(file).equals(sha256)) {
            throw new UserException(
                    file + " changed while it was read. Nothing of it was imported: import it again once it is"
                            + " written to its end.");
        }
        var id = jdbc.sql("""
                        INSERT INTO expected.import (source, file_name, sha256, imported_at, rows, skipped, reading)
                        VALUES (?, ?, ?, ?, ?, ?, ?) RETURNING id
                        """)
                .params(
                        format.source().code(),
                        name(file),
                        sha256,
                        Timestamp.from(clock.instant()),
                        staged.rows(),
                        staged.skipped(),
                        plain.reading() == null ? PLAIN : plain.reading())
                .query(Long.class)
                .single();
        memory.grant();
        for (var transform : format.transforms()) {
            jdbc.sql(sql.load(transform))
                    .param("import", id)
                    .param("source", format.source().code())
                    .param("zone", ledger.timeZone().getId())
                    .update();
        }
        var uncheckable = format.source() == ExpectedSource.LOG_EXPORT ? uncheckable() : uncheckableOfList();
        attempt.unbind();
        return new ImportResult(id, name(file), staged.rows(), staged.skipped(), false, plain.reading(), uncheckable);
    }

    private List<UncheckableLines> uncheckable() {
        return jdbc.sql(sql.load("expected/query/uncheckable.sql"))
                .query((row, n) -> new UncheckableLines(
                        row.getString("what"),
                        row.getLong("lines"),
                        true,
                        row.getBigDecimal("amount"),
                        row.getString("currency")))
                .list();
    }

    private List<UncheckableLines> uncheckableOfList() {
        return jdbc.sql(sql.load("expected/query/sent_uncheckable.sql"))
                .query((row, n) -> new UncheckableLines(row.getString("what"), row.getLong("lines"), false, null, null))
                .list();
    }

    private StagedLines stage(SourceFormat format, Path file, PlainFile plain, PartitionedImport.Attempt attempt) {
        var size = plain.content().toFile().length();
        progress.begin("Reading " + name(file), "bytes", size);
        StagedLines staged;
        try {
            LongConsumer told = size < WORTH_TELLING ? bytes -> {} : progress::reached;
            staged = attempt.isWorthIt()
                    ? attempt.stage(told)
                    : stageHere(format, new LineFile(file, plain.content(), format), told);
        } finally {
            progress.end();
        }
        staged.rejections().raise(name(file));
        attempt.bind();
        return staged;
    }

    private StagedLines stageHere(SourceFormat format, LineFile lines, LongConsumer told) {
        var connection = DataSourceUtils.getConnection(dataSource);
        try (var staging = StagingTable.ofTransaction(connection, format.stagingColumns())) {
            var rejections = Rejections.ofThePast(clock);
            var typing = new LineTyping(format, staging, rejections);
            lines.forEach(told, rejections, typing);
            return new StagedLines(typing.rows(), typing.skipped(), rejections);
        } catch (SQLException e) {
            throw new IllegalStateException("The staging table could not be filled", e);
        } finally {
            DataSourceUtils.releaseConnection(connection, dataSource);
        }
    }

    private Optional<ImportResult> known(ExpectedSource source, Path file, String sha256) {
        return jdbc.sql("SELECT id, rows, skipped FROM expected.import WHERE source = ? AND sha256 = ?")
                .params(source.code(), sha256)
                .query((row, n) -> new ImportResult(row.getLong(1), name(file), row.getLong(2), row.getLong(3), true))
                .optional();
    }

    private static String sha256(Path file) {
        if (Files.exists(file) && !Files.isRegularFile(file)) {
            throw new UserException(file + " is a folder or a pipe. Name a file. Nothing was imported.");
        }
        try (var in = new DigestInputStream(Files.newInputStream(file), Sha256.begin())) {
            in.transferTo(java.io.OutputStream.nullOutputStream());
            return HexFormat.of().formatHex(in.getMessageDigest().digest());
        } catch (IOException e) {
            throw new UserException("There is no readable file " + file + ". Nothing was imported.", e);
        }
    }

    private static String name(Path file) {
        return String.valueOf(file.getFileName());
    }
}
