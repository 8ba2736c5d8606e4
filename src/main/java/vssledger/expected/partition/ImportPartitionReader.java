package vssledger.expected.partition;

import java.io.ByteArrayInputStream;
import java.io.SequenceInputStream;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.batch.core.step.StepExecution;
import org.springframework.batch.infrastructure.item.ExecutionContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceUtils;
import org.springframework.stereotype.Component;
import vssledger.expected.ExpectedSource;
import vssledger.expected.format.SourceFormats;
import vssledger.expected.line.LineText;
import vssledger.expected.line.LineTyping;
import vssledger.expected.line.Rejections;
import vssledger.expected.line.StagingTable;
import vssledger.platform.UserException;

/** Reads a partition of a file as if it were the file, in the transaction of the caller, and stages its rows. */
@Component
class ImportPartitionReader {

    private final SourceFormats formats;
    private final DataSource dataSource;
    private final JdbcClient jdbc;
    private final Clock clock;

    ImportPartitionReader(SourceFormats formats, DataSource dataSource, JdbcClient jdbc, Clock clock) {
        this.formats = formats;
        this.dataSource = dataSource;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** @param list of the client's own; null for the only one */
    static ExecutionContext context(
            ExpectedSource source, @Nullable String list, Path file, LineText.Kind kind, int number) {
        var context = new ExecutionContext();
        context.putString("source", source.code());
        context.putString("list", list);
        context.putString("file", file.toString());
        context.putString("kind", kind.name());
        context.putInt("number", number);
        return context;
    }

    /** Nothing is left to do where whoever had it before came to its end, and could not tell. */
    void take(StepExecution step) {
        var context = step.getExecutionContext();
        var number = context.getInt("number");
        var tables = new ImportPartitionTables(jdbc, step.getJobExecutionId());
        tables.open(number).ifPresent(partition -> tables.end(number, staged(context, tables, partition)));
    }

    private ImportPartitionTables.End staged(
            ExecutionContext context, ImportPartitionTables tables, ImportPartitionTables.FilePart partition) {
        var list = context.containsKey("list") ? (String) context.get("list") : null;
        var format = formats.of(ExpectedSource.of(context.getString("source")), list);
        var head = tables.head();
        var rejections = Rejections.ofThePast(clock);
        var text = new LineText(
                Path.of(context.getString("file")), format, partition.firstLine() - 1 - head.firstLine(), rejections);
        var connection = DataSourceUtils.getConnection(dataSource);
        try (var staging = StagingTable.into(connection, tables.staged())) {
            var typing = new LineTyping(format, staging, rejections);
            String problem = null;
            try {
                text.forEach(
                        LineText.Kind.valueOf(context.getString("kind")),
                        LineText.reader(new SequenceInputStream(
                                new ByteArrayInputStream(head.text()), new ByteArrayInputStream(partition.text()))),
                        typing);
            } catch (UserException e) { // which its holder is told, in the order of the file
                problem = e.getMessage();
            }
            return new ImportPartitionTables.End(
                    typing.rows(), typing.skipped(), rejections.count(), rejections.first(), problem);
        } catch (SQLException e) {
            throw new IllegalStateException("The staging table could not be filled", e);
        } finally {
            DataSourceUtils.releaseConnection(connection, dataSource);
        }
    }
}
