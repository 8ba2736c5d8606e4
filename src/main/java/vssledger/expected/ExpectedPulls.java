package vssledger.expected;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.util.FileSystemUtils;
import vssledger.eightxeight.EightxEightException;
import vssledger.eightxeight.LogExports;
import vssledger.platform.DateRange;
import vssledger.platform.LedgerProperties;
import vssledger.platform.UserException;

/**
 * Fetches voice log exports from 8x8 and imports them: one that was broken off goes on with its job, one that is interrupted is
 * cancelled.
 */
@Component
public class ExpectedPulls {

    private static final Logger log = LoggerFactory.getLogger(ExpectedPulls.class);

    /** 8x8 keeps an export for a month. */
    private static final Duration KEPT = Duration.ofDays(28);

    private final LogExports exports;
    private final ExpectedImports imports;
    private final JdbcClient jdbc;
    private final LedgerProperties ledger;
    private final Clock clock;

    ExpectedPulls(LogExports exports, ExpectedImports imports, JdbcClient jdbc, LedgerProperties ledger, Clock clock) {
        this.exports = exports;
        this.imports = imports;
        this.jdbc = jdbc;
        this.ledger = ledger;
        this.clock = clock;
    }

    private record Job(long pullId, String jobId) {}

    /**
     * Pulls the business days of a subaccount.
     *
     * @return what was imported; empty if 8x8 has nothing of these days
     * @throws UserException if 8x8 refuses, or does not deliver in time: the next pull of the same days goes on
     * @throws InterruptedException if it was to end; the job is cancelled
     */
    public Optional<ImportResult> pull(String subAccountId, DateRange days) throws InterruptedException {
        var pending = underWay(subAccountId, days);
        if (pending.isPresent()) {
            log.info("Going on with export {} of {}", pending.get().jobId(), subAccountId);
            var files = await(pending.get(), subAccountId);
            if (files.isPresent()) {
                return take(pending.get(), subAccountId, days, files.get());
            }
            end(pending.get(), "UNKNOWN", null);
        }
        var job = start(subAccountId, days);
        log.info("8x8 prepares export {} of {}", job.jobId(), subAccountId);
        var files = await(job, subAccountId)
                .orElseThrow(() -> new UserException("8x8 does not know the export " + job.jobId()
                        + " that it began for " + subAccountId + ". Run the command again."));
        return take(job, subAccountId, days, files);
    }

    /** Whether 8x8 prepares these days already, since a pull of them was broken off. */
    public boolean isUnderWay(String subAccountId, DateRange days) {
        return underWay(subAccountId, days).isPresent();
    }

    private Optional<Job> underWay(String subAccountId, DateRange days) {
        return jdbc.sql("SELECT id, job_id FROM expected.pull WHERE sub_account_id = ? AND from_day = ? AND to_day = ?"
                        + " AND ended_at IS NULL AND started_at > ?")
                .params(
                        subAccountId,
                        days.from(),
                        days.to(),
                        Timestamp.from(clock.instant().minus(KEPT)))
                .query((row, n) -> new Job(row.getLong(1), row.getString(2)))
                .optional();
    }

    private Job start(String subAccountId, DateRange days) {
        var jobId = exports.start(
                subAccountId,
                days.from().atStartOfDay(ledger.timeZone()).toInstant(),
                days.to()
                        .plusDays(1)
                        .atStartOfDay(ledger.timeZone())
                        .toInstant()
                        .minusSeconds(1));
        jdbc.sql(
                        "UPDATE expected.pull SET ended_at = ?, end_state = 'UNKNOWN' WHERE sub_account_id = ? AND from_day = ?"
                                + " AND to_day = ? AND ended_at IS NULL")
                .params(Timestamp.from(clock.instant()), subAccountId, days.from(), days.to())
                .update();
        var pullId = jdbc.sql("INSERT INTO expected.pull (sub_account_id, from_day, to_day, job_id, started_at)"
                        + " VALUES (?, ?, ?, ?, ?) RETURNING id")
                .params(subAccountId, days.from(), days.to(), jobId, Timestamp.from(clock.instant()))
                .query(Long.class)
                .single();
        return new Job(pullId, jobId);
    }

    private Optional<List<URI>> await(Job job, String subAccountId) throws InterruptedException {
        // Ctrl-C and SIGTERM end the process without an interrupt of this thread
        var onExit = new Thread(() -> cancel(job, subAccountId), "cancel-export");
        Runtime.getRuntime().addShutdownHook(onExit);
        try {
            return exports.await(subAccountId, job.jobId());
        } catch (LogExports.ExportFailedException e) {
            end(job, "FAILED", null);
            throw e;
        } catch (InterruptedException e) {
            cancel(job, subAccountId);
            throw e;
        } finally {
            try {
                Runtime.getRuntime().removeShutdownHook(onExit);
            } catch (IllegalStateException e) {
                // it is at work
            }
        }
    }

    private void cancel(Job job, String subAccountId) {
        exports.cancel(subAccountId, job.jobId());
        end(job, "CANCELLED", null);
    }

    private void end(Job job, String state, @Nullable Long importId) {
        jdbc.sql("UPDATE expected.pull SET ended_at = :now, end_state = :state, import_id = :import"
                        + " WHERE id = :id AND ended_at IS NULL")
                .param("now", Timestamp.from(clock.instant()))
                .param("state", state)
                .param("import", importId)
                .param("id", job.pullId())
                .update();
    }

    private Optional<ImportResult> take(Job job, String subAccountId, DateRange days, List<URI> files) {
        if (files.isEmpty()) {
            end(job, "EMPTY", null);
            return Optional.empty();
        }
        var folder = ledger.home().resolve("var").resolve("pull").resolve(String.valueOf(job.pullId()));
        try {
            Files.createDirectories(folder);
            var parts = new ArrayList<Path>();
            for (var i = 0; i < files.size(); i++) {
                var part = folder.resolve("part-" + (i + 1) + ".csv");
                if (!Files.exists(part)) { // of a pull that was broken off
                    download(files.get(i), part);
                }
                parts.add(part);
            }
            var whole = whole(parts, folder.resolve(subAccountId + "_" + days.from() + "_" + days.to() + ".csv"));
            var result = imports.importFile(ExpectedSource.LOG_EXPORT, null, whole, ImportOptions.FETCHED);
            end(job, "IMPORTED", result.importId());
            FileSystemUtils.deleteRecursively(folder);
            return Optional.of(result);
        } catch (IOException e) {
            throw new UserException(
                    "The export cannot be written to " + folder + " (" + e.getMessage() + "). See that there is room,"
                            + " then run the command again: it goes on.",
                    e);
        }
    }

    private void download(URI address, Path part) {
        try {
            exports.download(address, part);
        } catch (EightxEightException e) {
            log.warn("{} was not downloaded", part.getFileName());
            throw e;
        }
    }

    /** All parts as one file: a call whose lines are in two of them is one call. */
    private static Path whole(List<Path> parts, Path whole) throws IOException {
        if (parts.size() == 1) {
            return Files.copy(parts.get(0), whole, StandardCopyOption.REPLACE_EXISTING);
        }
        String header = null;
        try (var out = Files.newBufferedWriter(whole)) {
            for (var part : parts) {
                try (BufferedReader in = Files.newBufferedReader(part)) {
                    var first = in.readLine();
                    if (header == null) {
                        header = first;
                        out.write(String.valueOf(first));
                        out.write('\n');
                    } else if (first != null && !first.equals(header)) {
                        throw new UserException(
                                "The parts of 8x8's export have their columns in different orders. Import them one by"
                                        + " one: they lie in " + whole.getParent() + ".");
                    }
                    var last = new char[1 << 16];
                    var end = '\n';
                    for (var read = in.read(last); read > 0; read = in.read(last)) {
                        out.write(last, 0, read);
                        end = last[read - 1];
                    }
                    if (end != '\n') {
                        out.write('\n');
                    }
                }
            }
        }
        return whole;
    }
}
